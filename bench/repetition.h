/* Repeats a measurement and prints its median and spread: one number alone says nothing on a shared machine. */
#ifndef BENCH_REPETITION_H
#define BENCH_REPETITION_H

#include "platform/clock.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { REPETITIONS = 9 };

static inline int repetition_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* `work` does `count` operations and returns a checksum, which is printed so that no compiler can leave the work out.
 */
static inline void repetition_report(const char *name, uint64_t (*work)(uint64_t count), uint64_t count)
{
    double rate[REPETITIONS];
    uint64_t checksum = work(count / 10);
    for (int i = 0; i < REPETITIONS; i++) {
        double begin = clock_thread_cpu_seconds();
        checksum += work(count);
        rate[i] = (double)count / (clock_thread_cpu_seconds() - begin);
    }
    qsort(rate, REPETITIONS, sizeof *rate, repetition_order);
    printf("%-28s %8.1f M/CPU-s (%.1f to %.1f), %.1f ns each, checksum %016llx\n", name, rate[REPETITIONS / 2] / 1e6,
           rate[0] / 1e6, rate[REPETITIONS - 1] / 1e6, 1e9 / rate[REPETITIONS / 2], (unsigned long long)checksum);
}

#endif
