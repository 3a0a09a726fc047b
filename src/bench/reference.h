/* A reference beside a run: the trainer as it was after its first moments, on tables of its own, again and again.
 *
 * Before the run it is trained for a sixtieth of the run's time; what the tables then hold is kept, and from there the same
 * iterations are run every few seconds, by as many workers as the run has. That is the same work each time, which shares and
 * waits for memory as the run does and feels what the run feels: what becomes slower in both is the machine's doing. Start,
 * stop and release by one thread; in between a thread of its own measures. */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include "bench/bed.h"
#include "platform/thread.h"
#include "train/desks.h"

struct reference_point {
    double seconds;     /* since the start */
    double cpu_seconds; /* of all its workers */
    uint64_t visits;
};

struct reference {
    struct sampler_plan plan; /* the bed's, on tables of its own */
    void *young;              /* owned: pages, what the tables hold each time at first */
    void *tables;             /* owned: pages */
    size_t tables_bytes;
    struct desks desks;         /* [workers] */
    uint64_t first, count_each; /* iterations; of each worker */
    double spacing_seconds, started_seconds;
    size_t count, room;
    struct reference_point *point; /* owned */
    struct reference_point *part;  /* owned: [workers], of the measurement that runs */
    struct thread thread;
    struct mutex mutex; /* guards `stop` */
    struct condition stopped;
    bool stop;
};

/* For a run of so many seconds, whose first moments it makes on the bed, whose tables are zeroed again. Measures a tenth of
 * the time on so many workers. Borrows from the bed until it is stopped. */
bool reference_start(struct reference *reference, struct bed *bed, unsigned workers, double seconds,
                     struct failure *failure);
void reference_stop(struct reference *reference);
void reference_release(struct reference *reference);

/* Visits per CPU-second of all points between two times; 0 when there is none. */
double reference_between(const struct reference *reference, double from, double to);

#endif
