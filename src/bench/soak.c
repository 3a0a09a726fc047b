#include "bench/soak.h"

#include "base/memory.h"
#include "base/text.h"
#include "bench/plot.h"
#include "bench/replay.h"
#include "platform/file.h"
#include "platform/machine.h"

#include <stdio.h>
#include <string.h>

const char *soak_name(enum soak_way way)
{
    static const char *const names[] = {"shared tables", "copies, merged"};
    return names[way];
}

static void release_run(struct soak_run *run)
{
    metrics_release(&run->metrics);
    reference_release(&run->reference);
}

static bool run_trainer(struct bed *bed, const struct soak_choice *choice, struct soak_run *run,
                        struct failure *failure)
{
    struct trainer_result result;
    struct reference *reference = &run->reference;
    bool done = reference_begin(reference, bed, choice->workers, choice->seconds, failure) &&
                bed_train(bed, choice->workers, choice->seconds, 0, &reference->pause, &result, failure);
    if (done)
        run->metrics = result.metrics;
    reference_end(reference);
    return done;
}

static bool run_way(struct bed *bed, enum soak_way way, const struct soak_choice *choice, struct soak_run *run,
                    struct failure *failure)
{
    bool done = way == SOAK_COPIES ? replay_run(bed, choice->workers, choice->seconds, &run->metrics, failure)
                                   : run_trainer(bed, choice, run, failure);
    if (!done)
        release_run(run);
    return done;
}

/* Copies are merged by adding differences, which stamps are not made for. What is needed beside the tables must be free. */
static bool check(const struct bed *bed, const struct soak_choice *choice, struct failure *failure)
{
    if (choice->copies && bed->setup.plan.tables.stamped)
        return failure_set(failure, "copies of tables that are discounted cannot be merged: use --no-copies");
    unsigned copies = choice->copies && choice->workers > REFERENCE_COPIES ? choice->workers : REFERENCE_COPIES;
    uint64_t needed = copies * (uint64_t)bed->setup.tables_bytes, available = machine_memory_available_bytes();
    return needed <= available || failure_set(failure, "beside the tables %s are needed but only %s are free",
                                              text_bytes(needed).text, text_bytes(available).text);
}

bool soak_open(const struct run_context *run, struct soak *soak, const struct soak_choice *choice,
               struct failure *failure)
{
    memset(soak, 0, sizeof *soak);
    struct bed *bed = choice->config ? bed_open_config(run, choice->config, choice->workers, failure)
                                     : bed_open(run, choice->table_bytes, failure);
    bool done = bed && check(bed, choice, failure);
    for (unsigned way = 0; done && way < SOAK_WAYS; way++) {
        if (way == SOAK_COPIES && !choice->copies)
            break;
        done = run_way(bed, (enum soak_way)way, choice, &soak->run[way], failure);
        soak->ways += done;
        done = run_goes_on(run, failure) && done;
    }
    bed_close(bed);
    return done;
}

void soak_release(struct soak *soak)
{
    for (unsigned way = 0; way < soak->ways; way++)
        release_run(&soak->run[way]);
}

/* Of a worker, a second of training; what it waits in a pause for the reference is left out. */
static double waits(const struct soak_run *run)
{
    const struct metrics *metrics = &run->metrics;
    double seconds = metrics_training_seconds(&metrics->now);
    double all = (double)metrics->now.voluntary_switches / metrics->workers - (double)run->reference.count;
    return seconds > 0 && all > 0 ? all / seconds : 0;
}

struct soak_drift soak_drift(const struct soak_run *run)
{
    const struct metrics *metrics = &run->metrics;
    const struct metrics_totals begin = {0}, *end = &metrics->now;
    double seconds = metrics_training_seconds(end);
    struct metrics_change change = metrics_change(metrics, (struct metrics_span){0, seconds / 6},
                                                  (struct metrics_span){seconds * 5 / 6, seconds}, 0);
    bool measured = change.first_seconds > 0; /* the run has a sample there */
    double first = reference_between(&run->reference, 0, change.first_seconds);
    double last = reference_between(&run->reference, change.last_seconds, end->seconds);
    struct soak_drift drift = {
        .wall = change.visits,
        .per_cpu_second = change.visits_per_cpu_second,
        .reference = first > 0 && last > 0 ? last / first - 1 : 0,
        .visits_first = metrics_visits_an_iteration(&change.first),
        .visits_last = metrics_visits_an_iteration(&change.last),
        .coordinator = metrics_coordinator_share(&begin, end),
        .voluntary_switches = waits(run),
        .resident_first = measured ? change.resident_first : end->resident_bytes,
        .resident_last = end->resident_bytes,
    };
    drift.net = measured ? (1 + drift.per_cpu_second) / (1 + drift.reference) - 1 : 0;
    return drift;
}

/* A run's parts: from sample to sample, then to the end, unless that is near and not all there is. */
static size_t parts(const struct metrics *metrics)
{
    const struct metrics_totals *last = &metrics->history[metrics->samples - 1];
    double rest = metrics_training_seconds(&metrics->now) - metrics_training_seconds(last);
    return metrics->samples - 1 + (metrics->samples == 1 || rest >= metrics->spacing_seconds / 2);
}

static const struct metrics_totals *part_end(const struct metrics *metrics, size_t part)
{
    return part + 1 < metrics->samples ? &metrics->history[part + 1] : &metrics->now;
}

static void write_lines(FILE *out, struct file_replacement *file, const struct soak_run *run, const char *name)
{
    const struct metrics *metrics = &run->metrics;
    for (size_t i = 0, count = parts(metrics); i < count; i++) {
        const struct metrics_totals *from = &metrics->history[i], *to = part_end(metrics, i);
        struct metrics_rates rates = metrics_between(from, to);
        fprintf(out, "%s,%.2f,%.0f,%.0f,%.0f,%.4f,%.6f,%.1f,%llu,%.0f\n", name, to->seconds, rates.iterations,
                rates.visits, rates.visits_per_cpu_second, rates.processor_use, metrics_coordinator_share(from, to),
                rates.switches, (unsigned long long)to->resident_bytes,
                reference_between(&run->reference, from->seconds, to->seconds));
        file_replacement_note(file);
    }
}

static bool write_csv(const char *path, const struct soak *soak, struct failure *failure)
{
    static const char *const names[] = {"shared", "copies"};
    struct file_replacement *file;
    FILE *out = file_replace_stream(path, &file, failure);
    if (!out)
        return false;
    fprintf(out, "way,seconds,iterations_per_second,visits_per_second,visits_per_cpu_second,processor_use,coordinator_"
                 "share,switches,resident_bytes,"
                 "reference_per_cpu_second\n");
    for (unsigned way = 0; way < soak->ways; way++)
        write_lines(out, file, &soak->run[way], names[way]);
    return file_replacement_commit(file, failure);
}

struct curve {
    double seconds[METRICS_HISTORY], visits[METRICS_HISTORY];
};

static bool draw(const char *path, const struct soak *soak, struct failure *failure)
{
    struct curve *curve = memory_allocate(soak->ways, sizeof *curve);
    struct plot_series series[SOAK_WAYS];
    for (unsigned way = 0; way < soak->ways; way++) {
        const struct metrics *metrics = &soak->run[way].metrics;
        size_t points = parts(metrics);
        for (size_t i = 0; i < points; i++) {
            const struct metrics_totals *end = part_end(metrics, i);
            curve[way].seconds[i] = end->seconds;
            curve[way].visits[i] = metrics_between(&metrics->history[i], end).visits;
        }
        series[way] =
            (struct plot_series){soak_name((enum soak_way)way), points, curve[way].seconds, curve[way].visits, false};
    }
    const struct plot plot = {"Visits a second over the run", "seconds", "visits a second", true, soak->ways, series};
    bool drawn = plot_write(path, &plot, failure);
    memory_release(curve);
    return drawn;
}

bool soak_write(const char *prefix, const struct soak *soak, struct failure *failure)
{
    char path[1024];
    snprintf(path, sizeof path, "%s.csv", prefix);
    if (!write_csv(path, soak, failure))
        return false;
    snprintf(path, sizeof path, "%s.svg", prefix);
    return draw(path, soak, failure);
}
