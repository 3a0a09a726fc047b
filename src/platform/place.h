/* Where things are: this program, the folder that relative paths start from. Any thread may call. */
#ifndef PLATFORM_PLACE_H
#define PLATFORM_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* The folder that this program's file lies in, links followed, without a '/' at its end. False where the system does
 * not say, or when it does not fit. */
bool place_of_program(char *path, size_t size);

/* The same file by a path that holds from every folder; links are not followed. False when the current folder is gone
 * or the path does not fit: then `whole` is the path as it was given, cut where it must be. */
bool place_make_absolute(const char *path, char *whole, size_t size);

#endif
