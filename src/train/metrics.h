/* What a run measures about itself: work done, processor time, switches, queue, memory; rates over any span of the run;
 * what became of them between two spans.
 *
 * Totals are kept per worker from the workers' reports and sampled once a second of training, which is time without
 * pauses. Two stores of bounded size keep samples: the history, which reaches over the whole run and loses every second
 * sample when it is full, and the latest two minutes. So the cost does not grow with the run. A worker tells its
 * usage now and then only: its visits are noted at that moment, too, so that rates by processor time are exact however
 * seldom that is. The coordinator alone calls; time is passed in, never read. */
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
    /* When each worker last told its usage, all together: its time of training, what of that it was not parked, waiting
     * for the others, and its visits. */
    double worker_seconds, working_seconds;
    uint64_t measured_visits;
    uint64_t voluntary_switches, involuntary_switches;
    uint64_t wake_ups, empty_polls;
    uint64_t resident_bytes;
    double paused_seconds; /* at rendezvous: checkpoints, snapshots, evaluations */
};

enum { METRICS_HISTORY = 512, METRICS_RECENT = 128 };

struct metrics_worker {
    uint64_t iterations, visits;
    struct report_usage usage;
    uint64_t measured_visits; /* when it told that usage, */
    double training_seconds;  /* and its time without the run's pauses */
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

/* The sample that is so many before the newest, fewer than METRICS_RECENT; the run's begin where there are not so many. */
const struct metrics_totals *metrics_before(const struct metrics *metrics, size_t samples);

/* Rates between two totals, pauses left out. */
struct metrics_rates {
    double iterations, visits;    /* a second */
    double visits_per_cpu_second; /* of the workers */
    double utility;               /* mean a iteration, chips */
    double processor_use;         /* workers' processor seconds a second of one worker: 1 is all of it */
    double processor_share;       /* the same, but only of time in which they were not parked */
    double switches;              /* voluntary and involuntary, a second */
    double wake_ups;              /* a second */
};
struct metrics_rates metrics_between(const struct metrics_totals *from, const struct metrics_totals *to);

/* 0 where there were none. */
double metrics_visits_an_iteration(const struct metrics_rates *rates);

/* What was usual: medians of the steps from one sample to the next, so that a burst of other work on the machine moves
 * nothing. `steps`: of how many; 0: none that tell, and the rest is 0. */
struct metrics_usual {
    size_t steps;
    double visits_per_cpu_second, processor_share;
    double margin; /* half the 95 % interval of visits_per_cpu_second, as if steps had nothing to do with each other */
};
/* Of the latest `steps` steps, fewer than METRICS_RECENT, those in which the workers' processor_share was at least
 * `least`. */
struct metrics_usual metrics_recently(const struct metrics *metrics, size_t steps, double least);

struct metrics_span {
    double from, to; /* seconds of training */
};
/* Of such steps within a span. */
struct metrics_usual metrics_within(const struct metrics *metrics, struct metrics_span span, double least);

/* Two spans of a run next to each other. Changes are last / first - 1, and 0 where one of the two is not known. */
struct metrics_change {
    struct metrics_rates first, last;
    struct metrics_usual usual_first, usual_last;
    double visits, visits_per_cpu_second; /* changes of the rates, */
    double usual, margin;                 /* and of the usual visits per CPU-second, with half its 95 % interval */
    uint64_t resident_first, resident_last;
    double first_seconds, last_seconds; /* of the clock: where the first span ends and the last begins, at a sample */
};
struct metrics_change metrics_change(const struct metrics *metrics, struct metrics_span first, struct metrics_span last,
                                     double least);

#endif
