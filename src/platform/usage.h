/* What the operating system counts about threads and the process. Any thread may call; a call costs about a
 * microsecond (resident bytes: ten). What a system does not count is 0. */
#ifndef PLATFORM_USAGE_H
#define PLATFORM_USAGE_H

#include <stdint.h>

/* Rounded up: a plan and what came of it can be compared as they are printed. */
static inline uint64_t usage_megabytes(uint64_t bytes)
{
    return bytes / 1000000 + (bytes % 1000000 > 0);
}

/* Of one thread since it started. Switches are counted per thread by Linux only: voluntary ones are waits,
 * involuntary ones mean that others wanted the core. macOS counts them per process alone: there they are 0
 * here, as on Windows. */
struct thread_usage {
    double cpu_seconds;
    uint64_t voluntary_switches, involuntary_switches;
};

/* Of the calling thread. */
void usage_of_thread(struct thread_usage *usage);

/* Context switches of all threads of this process since it started, of either kind; 0 where the system does not count
 * them (Windows). */
uint64_t usage_switches(void);

/* Memory of this process that is in RAM now. */
uint64_t usage_resident_bytes(void);

/* The same in parts, and the most that there was. Where a system does not tell them apart all is the process's own. */
struct memory_usage {
    uint64_t own_bytes;    /* written to by this process alone */
    uint64_t mapped_bytes; /* of files that are mapped, program and libraries among them */
    uint64_t peak_bytes;   /* of both since the process started */
};
void usage_of_memory(struct memory_usage *usage);

#endif
