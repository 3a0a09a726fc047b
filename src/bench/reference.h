/* A reference in the pauses of a run: the trainer as it was after its first moments, again and again.
 *
 * Before the run it is trained for a twentieth of the run's time; what the tables then hold is kept. Every few seconds the run
 * stands still, its tables are put aside, and from what was kept the same iterations are run, in the same memory and by as
 * many threads. That is the same work each time at the place and moment of the run: what becomes slower in both is the
 * machine's doing. (Memory elsewhere will not do: on a virtual machine one block may be slow for half an hour and another
 * fast.) All of it by one thread. */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include "bench/bed.h"

enum { REFERENCE_COPIES = 2 }; /* of the tables, that it holds */

struct reference_point {
    double seconds;     /* of the run */
    double cpu_seconds; /* of all threads */
    uint64_t visits;
};

struct reference {
    struct bed *bed;            /* borrowed until the end */
    struct trainer_pause pause; /* for bed_train */
    void *young;                /* owned: pages, what the tables hold each time at first */
    void *aside;                /* owned: pages, what they hold of the run */
    unsigned workers;
    uint64_t first, count_each; /* iterations; of each thread */
    size_t count, room;
    struct reference_point *point; /* owned */
    struct reference_point *part;  /* owned: [workers], of the measurement that runs */
};

/* For a run of so many seconds, whose first moments it makes on the bed, whose tables are zeroed again. Measuring takes a tenth
 * of the run's time, and copying tables some more. The caller ends and releases it, also after a failure. */
bool reference_begin(struct reference *reference, struct bed *bed, unsigned workers, double seconds,
                     struct failure *failure);
/* When the run has ended; the points are kept. */
void reference_end(struct reference *reference);
void reference_release(struct reference *reference);

/* Visits per CPU-second: the mean of the points between two times, 0 when there is none. Points come at even distances, and
 * a run's own rate, too, counts every moment alike: all visits of all points by their time would be the harmonic mean, for
 * which slow moments count more, as each point is of the same visits. */
double reference_between(const struct reference *reference, double from, double to);

#endif
