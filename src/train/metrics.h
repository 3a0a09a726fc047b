/* What a run measures about itself: work done, processor time, switches, queue, memory; rates over any span of the run;
 * the drift against the run's own baseline.
 *
 * Totals are kept per worker from the workers' reports and sampled once a second of training, which is time without
 * pauses. Three stores of bounded size keep samples: the history, which reaches over the whole run and loses every
 * second sample when it is full; the latest two minutes; and for good those where the baseline begins and ends. So the
 * cost does not grow with the run, and however long that is, its second minute and its last are known to a second. The
 * coordinator alone calls; time is passed in, never read. */
#ifndef TRAIN_METRICS_H
#define TRAIN_METRICS_H

#include "train/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Totals of the run since it (not an earlier part of it) started. */
struct metrics_totals {
    double seconds;
    uint64_t iterations, visits, new_infosets;
    double utility; /* sum over iterations */
    double worker_cpu_seconds, coordinator_cpu_seconds;
    uint64_t voluntary_switches, involuntary_switches;
    uint64_t wake_ups, empty_polls;
    uint64_t resident_bytes;
    double paused_seconds; /* at rendezvous: checkpoints, snapshots, evaluations */
};

enum { METRICS_HISTORY = 512, METRICS_RECENT = 128, METRICS_MARKS = 2 };

struct metrics_worker {
    uint64_t iterations, visits;
    struct report_usage usage;
    double last_sign_seconds, stall_named_seconds;
};

struct metrics {
    unsigned workers;
    struct metrics_worker *worker; /* owned */
    struct metrics_totals now;
    struct metrics_totals history[METRICS_HISTORY]; /* in order; the first is the run's begin */
    size_t samples;
    double spacing_seconds;                       /* of training between them; doubles when the history is full */
    struct metrics_totals recent[METRICS_RECENT]; /* a ring: the n-th sample is at n % METRICS_RECENT */
    uint64_t taken;                               /* samples in all, the run's begin among them: never 0 */
    struct metrics_totals mark[METRICS_MARKS];    /* after one minute and after two, as far as they are reached */
    size_t marks;
    double drop_looked_seconds; /* of training */
};

void metrics_init(struct metrics *metrics, unsigned workers);
void metrics_release(struct metrics *metrics);

/* Adds a batch that a worker has finished. */
void metrics_add(struct metrics *metrics, const struct report *report, double seconds);

/* After a pause that ended at `seconds`: nobody's silence counts from before. */
void metrics_excuse(struct metrics *metrics, double seconds);

/* The first worker from `from` on that has given no sign for more than `limit_seconds` and was not named for that in
 * the last minute (from now on it counts as named); metrics->workers when there is none. */
unsigned metrics_find_stalled(struct metrics *metrics, unsigned from, double limit_seconds);

/* The coordinator's part of the processor time used between two samples. */
double metrics_coordinator_share(const struct metrics_totals *from, const struct metrics_totals *to);

/* Time without pauses. */
double metrics_training_seconds(const struct metrics_totals *totals);

/* Takes a sample when one is due; `now` must be filled by the caller but for what reports bring. */
bool metrics_sample_due(const struct metrics *metrics);
void metrics_sample(struct metrics *metrics);

/* The sample, of any store, that is nearest to `seconds` of training. The run's begin is one; `now` is none, so that
 * up to it there is always some time for a rate. Valid until the next sample. */
const struct metrics_totals *metrics_at(const struct metrics *metrics, double seconds);

/* Rates between two totals, pauses left out. */
struct metrics_rates {
    double iterations, visits;    /* a second */
    double visits_per_cpu_second; /* of the workers */
    double utility;               /* mean a iteration, chips */
    double processor_use;         /* workers' processor seconds a second of one worker: 1 is all of it */
    double switches;              /* voluntary and involuntary, a second */
    double wake_ups;              /* a second */
};
struct metrics_rates metrics_between(const struct metrics *metrics, const struct metrics_totals *from,
                                     const struct metrics_totals *to);

/* The run's baseline and its end, in time of training. Three minutes or more: the second minute and the last; less: the
 * second and the last quarter. Drift is last / baseline - 1 of visits a second; 0 when the run was too short for a
 * baseline, whose rates are 0 then. */
struct metrics_drift {
    struct metrics_rates baseline, last;
    double drift;
    uint64_t resident_baseline, resident_last;
    const char *baseline_name, *last_name;
};
struct metrics_drift metrics_drift(const struct metrics *metrics);

/* Once a minute of training after the baseline: true when the last minute's visits a second are more than 5 % below
 * the baseline; `cause` gets the likely reason in words. */
bool metrics_dropped(struct metrics *metrics, char cause[], size_t size);

#endif
