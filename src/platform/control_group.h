/* What the control groups of a Linux process allow it: containers and services set limits that /proc does not show.
 *
 * Both versions are read, from the process's own group up to the root, and the tightest limit holds. `root` is put in
 * front of every path: "" but in tests. Any thread may call. */
#ifndef PLATFORM_CONTROL_GROUP_H
#define PLATFORM_CONTROL_GROUP_H

#include <stdint.h>

/* Processors' worth of time, perhaps a fraction; 0 without a limit. */
double control_group_processors(const char *root);

/* UINT64_MAX without a limit. What is available counts file caches, which the kernel gives up first, as free. */
struct control_group_memory {
    uint64_t limit_bytes, available_bytes;
};
struct control_group_memory control_group_memory(const char *root);

#endif
