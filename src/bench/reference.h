/* A reference beside a run: now and then the same iterations of the run's own sampler, from zeroed tables of the
 * same size that are its own. It does the same work each time, waits for memory as the run does and feels what the run
 * feels: what becomes slower in both is the machine's doing. Start, stop and release by one thread; in between a
 * thread of its own measures. */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include "bench/bed.h"
#include "platform/thread.h"

struct reference_point {
    double seconds; /* since the start */
    double cpu_seconds;
    uint64_t visits;
};

struct reference {
    struct sampler_plan plan; /* the bed's, on tables of its own */
    void *tables, *scratch;   /* owned: pages */
    size_t tables_bytes, scratch_bytes;
    double spacing_seconds, started_seconds;
    size_t count, room;
    struct reference_point *point; /* owned */
    struct thread thread;
    struct mutex mutex; /* guards `stop` */
    struct condition stopped;
    bool stop;
};

/* Measures every `spacing_seconds`, some hundredths of a second long. Borrows from the bed until it is stopped. */
bool reference_start(struct reference *reference, const struct bed *bed, double spacing_seconds,
                     struct failure *failure);
void reference_stop(struct reference *reference);
void reference_release(struct reference *reference);

/* Visits per CPU-second of all points between two times; 0 when there is none. */
double reference_between(const struct reference *reference, double from, double to);

#endif
