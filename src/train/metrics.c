#include "train/metrics.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DROP_WARNED 0.05

static const double STALL_NAMED_SECONDS = 60;
static const double SAMPLE_SECONDS = 1;
/* Of training: where the baseline begins and ends, and how long a run must be to have a last minute besides. */
static const double MARK_SECONDS[METRICS_MARKS] = {60, 120}, MINUTES_SECONDS = 180;

void metrics_init(struct metrics *metrics, unsigned workers)
{
    memset(metrics, 0, sizeof *metrics);
    metrics->workers = workers;
    metrics->worker = memory_allocate(workers, sizeof *metrics->worker);
    metrics->spacing_seconds = SAMPLE_SECONDS;
    metrics->samples = 1;
    metrics->taken = 1;
}

void metrics_release(struct metrics *metrics)
{
    memory_release(metrics->worker);
    metrics->worker = NULL;
}

void metrics_add(struct metrics *metrics, const struct report *report, double seconds)
{
    struct metrics_worker *worker = &metrics->worker[report->worker];
    struct metrics_totals *now = &metrics->now;
    worker->last_sign_seconds = seconds;
    worker->iterations += report->work.iterations;
    worker->visits += report->work.visits;
    now->iterations += report->work.iterations;
    now->visits += report->work.visits;
    now->new_infosets += report->work.new_infosets;
    now->utility += report->work.utility;
    now->worker_cpu_seconds += report->usage.cpu_seconds - worker->usage.cpu_seconds;
    now->voluntary_switches += report->usage.voluntary_switches - worker->usage.voluntary_switches;
    now->involuntary_switches += report->usage.involuntary_switches - worker->usage.involuntary_switches;
    worker->usage = report->usage;
}

void metrics_excuse(struct metrics *metrics, double seconds)
{
    for (unsigned w = 0; w < metrics->workers; w++)
        metrics->worker[w].last_sign_seconds = seconds;
}

unsigned metrics_find_stalled(struct metrics *metrics, unsigned from, double limit_seconds)
{
    double now = metrics->now.seconds;
    for (; from < metrics->workers; from++) {
        struct metrics_worker *worker = &metrics->worker[from];
        if (now - worker->last_sign_seconds > limit_seconds &&
            (worker->stall_named_seconds == 0 || now - worker->stall_named_seconds > STALL_NAMED_SECONDS)) {
            worker->stall_named_seconds = now;
            break;
        }
    }
    return from;
}

double metrics_training_seconds(const struct metrics_totals *totals)
{
    return totals->seconds - totals->paused_seconds;
}

static bool is_older(const struct metrics *metrics, const struct metrics_totals *sample, double by_seconds)
{
    return metrics_training_seconds(&metrics->now) >= metrics_training_seconds(sample) + by_seconds;
}

bool metrics_sample_due(const struct metrics *metrics)
{
    return is_older(metrics, &metrics->recent[(metrics->taken - 1) % METRICS_RECENT], SAMPLE_SECONDS);
}

static void add_to_history(struct metrics *metrics)
{
    if (metrics->samples == METRICS_HISTORY) {
        for (size_t i = 1; i < METRICS_HISTORY / 2; i++)
            metrics->history[i] = metrics->history[2 * i];
        metrics->samples = METRICS_HISTORY / 2;
        metrics->spacing_seconds *= 2;
    }
    metrics->history[metrics->samples++] = metrics->now;
}

/* The first sample past a mark need not be the nearest. */
static void set_marks(struct metrics *metrics)
{
    for (; metrics->marks < METRICS_MARKS; metrics->marks++) {
        double seconds = MARK_SECONDS[metrics->marks];
        if (metrics_training_seconds(&metrics->now) < seconds)
            break;
        metrics->mark[metrics->marks] = *metrics_at(metrics, seconds);
    }
}

void metrics_sample(struct metrics *metrics)
{
    if (!metrics_sample_due(metrics))
        return;
    metrics->recent[metrics->taken++ % METRICS_RECENT] = metrics->now;
    if (is_older(metrics, &metrics->history[metrics->samples - 1], metrics->spacing_seconds))
        add_to_history(metrics);
    set_marks(metrics);
}

/* Of `best` and the samples the one nearest to `seconds` of training. */
static const struct metrics_totals *nearest(const struct metrics_totals *best, const struct metrics_totals sample[],
                                            size_t count, double seconds)
{
    double distance = fabs(metrics_training_seconds(best) - seconds);
    for (size_t i = 0; i < count; i++) {
        double here = fabs(metrics_training_seconds(&sample[i]) - seconds);
        if (here < distance) {
            distance = here;
            best = &sample[i];
        }
    }
    return best;
}

const struct metrics_totals *metrics_at(const struct metrics *metrics, double seconds)
{
    size_t recent = metrics->taken < METRICS_RECENT ? (size_t)metrics->taken : METRICS_RECENT;
    const struct metrics_totals *best = &metrics->history[0];
    best = nearest(best, metrics->history, metrics->samples, seconds);
    best = nearest(best, metrics->mark, metrics->marks, seconds);
    return nearest(best, metrics->recent, recent, seconds);
}

static double ratio(double amount, double divisor)
{
    return divisor > 0 ? amount / divisor : 0;
}

double metrics_coordinator_share(const struct metrics_totals *from, const struct metrics_totals *to)
{
    double coordinator = to->coordinator_cpu_seconds - from->coordinator_cpu_seconds;
    return ratio(coordinator, coordinator + to->worker_cpu_seconds - from->worker_cpu_seconds);
}

struct metrics_rates metrics_between(const struct metrics *metrics, const struct metrics_totals *from,
                                     const struct metrics_totals *to)
{
    double seconds = to->seconds - from->seconds - (to->paused_seconds - from->paused_seconds);
    double cpu = to->worker_cpu_seconds - from->worker_cpu_seconds;
    double iterations = (double)(to->iterations - from->iterations);
    double visits = (double)(to->visits - from->visits);
    uint64_t switches =
        to->voluntary_switches - from->voluntary_switches + to->involuntary_switches - from->involuntary_switches;
    return (struct metrics_rates){
        .iterations = ratio(iterations, seconds),
        .visits = ratio(visits, seconds),
        .visits_per_cpu_second = ratio(visits, cpu),
        .utility = ratio(to->utility - from->utility, iterations),
        .processor_use = ratio(cpu, seconds * metrics->workers),
        .switches = ratio((double)switches, seconds),
        .wake_ups = ratio((double)(to->wake_ups - from->wake_ups), seconds),
    };
}

struct metrics_drift metrics_drift(const struct metrics *metrics)
{
    double end = metrics_training_seconds(&metrics->now);
    bool minutes = end >= MINUTES_SECONDS;
    double from = minutes ? MARK_SECONDS[0] : end / 4, to = minutes ? MARK_SECONDS[1] : end / 2;
    double last = minutes ? end - 60 : 3 * end / 4;
    const struct metrics_totals *begin = metrics_at(metrics, from), *middle = metrics_at(metrics, to);
    struct metrics_drift result = {
        .baseline = metrics_between(metrics, begin, middle),
        .last = metrics_between(metrics, metrics_at(metrics, last), &metrics->now),
        .resident_baseline = middle->resident_bytes,
        .resident_last = metrics->now.resident_bytes,
        .baseline_name = minutes ? "second minute" : "second quarter",
        .last_name = minutes ? "last minute" : "last quarter",
    };
    result.drift = result.baseline.visits > 0 ? result.last.visits / result.baseline.visits - 1 : 0;
    return result;
}

bool metrics_dropped(struct metrics *metrics, char cause[], size_t size)
{
    double now = metrics_training_seconds(&metrics->now);
    if (now < MINUTES_SECONDS || now - metrics->drop_looked_seconds < 60)
        return false;
    metrics->drop_looked_seconds = now;
    struct metrics_drift drift = metrics_drift(metrics);
    if (drift.drift > -DROP_WARNED)
        return false;
    double use = ratio(drift.last.processor_use, drift.baseline.processor_use);
    if (use < 1 - DROP_WARNED)
        snprintf(cause, size, "the workers get %.0f %% of the processor time they got: other programs are running",
                 100 * use);
    else if (drift.last.switches > 2 * drift.baseline.switches + 100)
        snprintf(cause, size, "context switches rose from %.0f to %.0f a second: other programs compete",
                 drift.baseline.switches, drift.last.switches);
    else
        snprintf(cause, size,
                 "processor use is unchanged, so each visit costs more: a lower clock (heat, battery) or "
                 "slower memory (other programs)");
    return true;
}
