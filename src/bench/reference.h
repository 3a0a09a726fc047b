/* A reference loop beside a run: now and then the same number of random row updates in memory of its own. What
 * becomes slower in both is the machine's doing. Start, stop and release by one thread; in between a thread of its
 * own measures. */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include "bench/limits.h"
#include "platform/thread.h"

struct reference_point {
    double seconds; /* since the start */
    double rate;    /* row updates per CPU-second */
};

struct reference {
    struct limit_memory memory;
    double spacing_seconds, started_seconds;
    size_t count, room;
    struct reference_point *point; /* owned */
    struct thread thread;
    struct mutex mutex; /* guards `stop` */
    struct condition stopped;
    bool stop;
};

/* `bytes` of memory; measures every `spacing_seconds`. */
bool reference_start(struct reference *reference, size_t bytes, double spacing_seconds, struct failure *failure);
void reference_stop(struct reference *reference);
void reference_release(struct reference *reference);

/* Median of the points between two times; 0 when there is none. */
double reference_between(const struct reference *reference, double from, double to);

#endif
