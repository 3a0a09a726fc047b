/* The machine: processors, memory, names. Any thread may call. */
#ifndef PLATFORM_MACHINE_H
#define PLATFORM_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

/* Processors that this process may use, at least 1: affinity and (Linux) the processor quota of its control
 * groups are respected, a quota of one and a half counting as two. */
unsigned machine_processors(void);

/* Processor seconds that they are worth a second: the same, but a quota of one and a half counts as that. */
double machine_processor_seconds(void);

/* Fast cores of an Apple Silicon machine; everywhere else the same as machine_processors(). */
unsigned machine_performance_processors(void);

/* Memory of the machine, or what the control groups of this process allow where that is less. */
uint64_t machine_memory_bytes(void);

/* What can be allocated now without pushing others out, caches that the system would give up included. */
uint64_t machine_memory_available_bytes(void);

/* Addresses that this process may still use (ulimit -v, ulimit -d): untouched memory and the stacks of threads count.
 * UINT64_MAX without a limit. */
uint64_t machine_addresses_left_bytes(void);

/* "Linux", "Darwin", "Windows", or what the system calls itself. */
const char *machine_system(void);

/* "x86_64", "arm64" (Apple), "aarch64" (Linux), ...: of the machine, also when this program is a translated
 * one. */
const char *machine_architecture(void);

/* True on M1 and later, also for an x86-64 program under Rosetta. */
bool machine_is_apple_silicon(void);

#endif
