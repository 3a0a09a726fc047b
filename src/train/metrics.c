#include "train/metrics.h"

#include "base/memory.h"
#include "base/quantile.h"

#include <math.h>
#include <string.h>

static const double STALL_NAMED_SECONDS = 60;
static const double SAMPLE_SECONDS = 1;

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

/* A worker reports often and asks for its usage seldom: the same usage comes with several reports. */
static void add_usage(struct metrics *metrics, struct metrics_worker *worker, const struct report_usage *usage)
{
    struct metrics_totals *now = &metrics->now;
    if (usage->seconds == worker->usage.seconds)
        return;
    now->worker_cpu_seconds += usage->cpu_seconds - worker->usage.cpu_seconds;
    now->voluntary_switches += usage->voluntary_switches - worker->usage.voluntary_switches;
    now->involuntary_switches += usage->involuntary_switches - worker->usage.involuntary_switches;
    double training_seconds = usage->seconds - now->paused_seconds;
    double parked_seconds = usage->parked_seconds - worker->usage.parked_seconds;
    now->worker_seconds += training_seconds - worker->training_seconds;
    now->working_seconds += usage->seconds - worker->usage.seconds - parked_seconds;
    now->measured_visits += worker->visits - worker->measured_visits;
    worker->usage = *usage;
    worker->training_seconds = training_seconds;
    worker->measured_visits = worker->visits;
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
    add_usage(metrics, worker, &report->usage);
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

void metrics_sample(struct metrics *metrics)
{
    if (!metrics_sample_due(metrics))
        return;
    metrics->recent[metrics->taken++ % METRICS_RECENT] = metrics->now;
    if (is_older(metrics, &metrics->history[metrics->samples - 1], metrics->spacing_seconds))
        add_to_history(metrics);
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
    return nearest(best, metrics->recent, recent, seconds);
}

const struct metrics_totals *metrics_before(const struct metrics *metrics, size_t samples)
{
    uint64_t last = metrics->taken - 1;
    return &metrics->recent[(last > samples ? last - samples : 0) % METRICS_RECENT];
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

struct metrics_rates metrics_between(const struct metrics_totals *from, const struct metrics_totals *to)
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
        .visits_per_cpu_second = ratio((double)(to->measured_visits - from->measured_visits), cpu),
        .utility = ratio(to->utility - from->utility, iterations),
        .processor_use = ratio(cpu, to->worker_seconds - from->worker_seconds),
        .processor_share = ratio(cpu, to->working_seconds - from->working_seconds),
        .switches = ratio((double)switches, seconds),
        .wake_ups = ratio((double)(to->wake_ups - from->wake_ups), seconds),
    };
}

double metrics_visits_an_iteration(const struct metrics_rates *rates)
{
    return ratio(rates->visits, rates->iterations);
}

struct steps {
    double visits_per_cpu_second[METRICS_HISTORY], processor_share[METRICS_HISTORY];
    size_t count;
};

/* Long batches: in some steps no worker told its processor time. */
static void add_step(struct steps *steps, const struct metrics_totals *from, const struct metrics_totals *to,
                     double least)
{
    struct metrics_rates rates = metrics_between(from, to);
    if (rates.visits_per_cpu_second <= 0 || rates.processor_share < least)
        return;
    steps->visits_per_cpu_second[steps->count] = rates.visits_per_cpu_second;
    steps->processor_share[steps->count++] = rates.processor_share;
}

/* Of numbers in order. The quartiles of a normal distribution are 1.349 of its deviations apart; the median of n numbers
 * deviates by 1.2533 / sqrt(n) of theirs. */
static double margin_of_median(const double value[], size_t count)
{
    return count > 0 ? 1.96 * 1.2533 / 1.349 * (value[count - 1 - count / 4] - value[count / 4]) / sqrt((double)count)
                     : 0;
}

static struct metrics_usual sum_up(struct steps *steps)
{
    quantile_sort(steps->visits_per_cpu_second, steps->count);
    quantile_sort(steps->processor_share, steps->count);
    return (struct metrics_usual){
        .steps = steps->count,
        .visits_per_cpu_second = quantile(steps->visits_per_cpu_second, steps->count, 0.5),
        .processor_share = quantile(steps->processor_share, steps->count, 0.5),
        .margin = margin_of_median(steps->visits_per_cpu_second, steps->count),
    };
}

struct metrics_usual metrics_recently(const struct metrics *metrics, size_t steps, double least)
{
    struct steps found = {.count = 0};
    for (uint64_t i = metrics->taken > steps ? metrics->taken - steps : 1; i < metrics->taken; i++)
        add_step(&found, &metrics->recent[(i - 1) % METRICS_RECENT], &metrics->recent[i % METRICS_RECENT], least);
    return sum_up(&found);
}

struct metrics_usual metrics_within(const struct metrics *metrics, struct metrics_span span, double least)
{
    struct steps found = {.count = 0};
    for (size_t i = 1; i < metrics->samples; i++) {
        const struct metrics_totals *from = &metrics->history[i - 1], *to = &metrics->history[i];
        if (metrics_training_seconds(from) >= span.from && metrics_training_seconds(to) <= span.to)
            add_step(&found, from, to, least);
    }
    return sum_up(&found);
}

static double change(double first, double last)
{
    return first > 0 && last > 0 ? last / first - 1 : 0;
}

/* A span that reaches to the present ends now, not at a sample. */
static const struct metrics_totals *end_of(const struct metrics *metrics, double seconds)
{
    return seconds >= metrics_training_seconds(&metrics->now) ? &metrics->now : metrics_at(metrics, seconds);
}

struct metrics_change metrics_change(const struct metrics *metrics, struct metrics_span first, struct metrics_span last,
                                     double least)
{
    const struct metrics_totals *first_end = end_of(metrics, first.to), *last_begin = metrics_at(metrics, last.from),
                                *last_end = end_of(metrics, last.to);
    struct metrics_change result = {
        .first = metrics_between(metrics_at(metrics, first.from), first_end),
        .last = metrics_between(last_begin, last_end),
        .usual_first = metrics_within(metrics, first, least),
        .usual_last = metrics_within(metrics, last, least),
        .resident_first = first_end->resident_bytes,
        .resident_last = last_end->resident_bytes,
        .first_seconds = first_end->seconds,
        .last_seconds = last_begin->seconds,
    };
    result.visits = change(result.first.visits, result.last.visits);
    result.visits_per_cpu_second = change(result.first.visits_per_cpu_second, result.last.visits_per_cpu_second);
    const struct metrics_usual *before = &result.usual_first, *after = &result.usual_last;
    result.usual = change(before->visits_per_cpu_second, after->visits_per_cpu_second);
    result.margin = (1 + result.usual) * hypot(ratio(before->margin, before->visits_per_cpu_second),
                                               ratio(after->margin, after->visits_per_cpu_second));
    return result;
}
