/* Measuring: the same work again and again. One number alone says nothing on a machine that others use too, so that
 * a rate is a median with its quartiles, of the processor time of the calling thread. Any thread may call. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "platform/run_context.h"

#include <stddef.h>
#include <stdint.h>

enum { MEASURE_REPETITIONS_MOST = 64 };

/* How often something is done, and how long each time at least (processor seconds). */
struct effort {
    unsigned repetitions;
    double seconds;
};

/* Units per CPU-second, or whatever the values were; low and high are quartiles. */
struct spread {
    double median, low, high;
    unsigned repetitions;
};

/* Does the work `count` times and returns how many units that were. What it computes goes to measure_keep. */
typedef uint64_t measure_work(void *context, uint64_t count);

/* Finds out, warming up, how many times the work must be done, and does so effort->repetitions times; when it is cancelled,
 * fewer times, perhaps none. */
struct spread measure_rate(const struct run_context *run, measure_work *work, void *context,
                           const struct effort *effort);

/* Sorts `values`, count >= 1. */
struct spread measure_spread(double values[], unsigned count);

/* Takes a result, so that no compiler can leave the work out. */
void measure_keep(uint64_t result);

#endif
