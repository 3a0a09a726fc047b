/* Scaling: the trainer with different numbers of workers on the same tables, in rounds of one short run each, so
 * that what else the machine does falls on all of them. Every run starts from zeroed tables. Main thread. */
#ifndef BENCH_SCALING_H
#define BENCH_SCALING_H

#include "bench/bed.h"
#include "bench/measure.h"

enum { SCALING_ROWS = 64 };

struct scaling_choice {
    size_t count;
    unsigned workers[SCALING_ROWS]; /* ascending */
    unsigned rounds;                /* at most MEASURE_REPETITIONS_MOST */
    double seconds;                 /* of a run */
    uint64_t table_bytes;
};

/* Over the rounds. */
struct scaling_row {
    unsigned workers;
    struct spread visits;                /* a second */
    struct spread visits_per_cpu_second; /* of the workers */
    struct spread processor_use;         /* 1: all of every worker's time */
    struct spread switches;              /* voluntary and involuntary, a second */
    struct spread coordinator;           /* its share of the processor time used */
    double efficiency; /* of visits a second: 1 is in proportion to the first row, to workers or to processors when
                          those are fewer */
};

/* "4", "1,2,8", "1..4", "1..2,8" into workers[]; a failure says what is wrong with it. */
bool scaling_parse(const char *text, struct scaling_choice *choice, struct failure *failure);

/* `told` is called after each run. */
typedef void scaling_told(unsigned round, unsigned workers, double visits);
bool scaling_run(const struct run_context *run, const struct scaling_choice *choice, struct scaling_row row[],
                 scaling_told *told, struct failure *failure);

/* PREFIX.csv and PREFIX.svg. */
bool scaling_write(const char *prefix, const struct scaling_row row[], size_t count, struct failure *failure);

#endif
