#include "train/metrics.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DROP_WARNED 0.05

static const double STALL_NAMED_SECONDS = 60;

void metrics_init(struct metrics *metrics, unsigned workers)
{
    memset(metrics, 0, sizeof *metrics);
    metrics->workers = workers;
    metrics->worker = memory_allocate(workers, sizeof *metrics->worker);
    metrics->spacing_seconds = 1;
    metrics->samples = 1;
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

bool metrics_sample_due(const struct metrics *metrics)
{
    return metrics->now.seconds >= metrics->history[metrics->samples - 1].seconds + metrics->spacing_seconds;
}

void metrics_sample(struct metrics *metrics)
{
    if (!metrics_sample_due(metrics))
        return;
    if (metrics->samples == METRICS_HISTORY) {
        for (size_t i = 1; i < METRICS_HISTORY / 2; i++)
            metrics->history[i] = metrics->history[2 * i];
        metrics->samples = METRICS_HISTORY / 2;
        metrics->spacing_seconds *= 2;
    }
    metrics->history[metrics->samples++] = metrics->now;
}

const struct metrics_totals *metrics_at(const struct metrics *metrics, double seconds)
{
    const struct metrics_totals *nearest = &metrics->now;
    double distance = fabs(metrics->now.seconds - seconds);
    for (size_t i = 0; i < metrics->samples; i++) {
        double here = fabs(metrics->history[i].seconds - seconds);
        if (here < distance) {
            distance = here;
            nearest = &metrics->history[i];
        }
    }
    return nearest;
}

static double ratio(double amount, double divisor)
{
    return divisor > 0 ? amount / divisor : 0;
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
        .empty_polls = ratio((double)(to->empty_polls - from->empty_polls), seconds),
        .wake_ups = ratio((double)(to->wake_ups - from->wake_ups), seconds),
    };
}

struct metrics_drift metrics_drift(const struct metrics *metrics)
{
    double end = metrics->now.seconds;
    bool minutes = end >= 180;
    double from = minutes ? 60 : end / 4, to = minutes ? 120 : end / 2, last = minutes ? end - 60 : 3 * end / 4;
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
    double now = metrics->now.seconds;
    if (now < 180 || now - metrics->drop_warned_seconds < 60)
        return false;
    metrics->drop_warned_seconds = now;
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
