/* Soak: the trainer for minutes, to see whether its rate stays, and beside it the same work by copying and merging
 * (replay.h). A reference is measured in the trainer's pauses. Main thread. */
#ifndef BENCH_SOAK_H
#define BENCH_SOAK_H

#include "bench/bed.h"
#include "bench/reference.h"

enum soak_way { SOAK_SHARED, SOAK_COPIES, SOAK_WAYS };

struct soak_choice {
    double seconds; /* of each way */
    unsigned workers;
    const char *config;   /* a configuration file; NULL: hold'em with synthetic buckets, */
    uint64_t table_bytes; /* in tables of so many bytes */
    bool copies;          /* also that way */
};

/* One way's run. The history has a sample a second, in runs of more than some minutes every second, fourth ... one
 * of them (metrics.h). */
struct soak_run {
    struct metrics metrics;
    struct reference reference; /* of the trainer's run */
};

struct soak {
    unsigned ways; /* that ran, if not to the end */
    struct soak_run run[SOAK_WAYS];
};

/* The last sixth of a run against its first. Drifts are last / first - 1; what could not be
 * measured is 0. */
struct soak_drift {
    double wall, per_cpu_second;      /* of visits */
    double reference;                 /* of the reference; 0 without one */
    double net;                       /* per_cpu_second with the reference's taken out */
    double visits_first, visits_last; /* an iteration: the fewer, the more of the time goes into dealing cards */
    double coordinator;               /* its share of the processor time of the run */
    double voluntary_switches;        /* waits but those of pauses, per worker-second of training */
    uint64_t resident_first, resident_last;
};

/* After a failure, which an interruption is, too, `ways` says how many have something to show. The caller releases it in
 * any case. */
bool soak_open(const struct run_context *run, struct soak *soak, const struct soak_choice *choice,
               struct failure *failure);
void soak_release(struct soak *soak);

const char *soak_name(enum soak_way way);
struct soak_drift soak_drift(const struct soak_run *run);

/* PREFIX.csv, a line a sample and one for the end of a run that is not near the last, and PREFIX.svg. */
bool soak_write(const char *prefix, const struct soak *soak, struct failure *failure);

#endif
