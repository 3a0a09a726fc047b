#include "bench/scaling.h"

#include "base/memory.h"
#include "bench/plot.h"
#include "platform/file.h"
#include "platform/machine.h"
#include "sync/pool.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the rounds gave, of one number of workers. */
enum figure { VISITS, PER_CPU, USE, SWITCHES, COORDINATOR, FIGURES };

struct rounds {
    double value[FIGURES][MEASURE_REPETITIONS_MOST];
};

static bool add_workers(struct scaling_choice *choice, unsigned from, unsigned to)
{
    for (unsigned w = from; w <= to; w++) {
        bool ascends = choice->count == 0 || w > choice->workers[choice->count - 1];
        if (!ascends || choice->count == SCALING_ROWS)
            return false;
        choice->workers[choice->count++] = w;
    }
    return true;
}

bool scaling_parse(const char *text, struct scaling_choice *choice, struct failure *failure)
{
    choice->count = 0;
    for (const char *at = text;; at++) {
        char *end;
        unsigned long from = strtoul(at, &end, 10), to = from;
        bool good = end != at && *at >= '0' && *at <= '9';
        if (good && strncmp(end, "..", 2) == 0) {
            at = end + 2;
            to = strtoul(at, &end, 10);
            good = *at >= '0' && *at <= '9';
        }
        if (!good || from < 1 || to < from || to > POOL_WORKERS_MOST ||
            !add_workers(choice, (unsigned)from, (unsigned)to) || (*end != ',' && *end != '\0'))
            return failure_set(
                failure, "workers '%s': numbers and ranges are expected, ascending, at most %d of them, such as 1..4,8",
                text, SCALING_ROWS);
        if (*end == '\0')
            return true;
        at = end;
    }
}

static void note(struct rounds *rounds, unsigned round, const struct metrics *metrics)
{
    const struct metrics_totals begin = {0}, *end = &metrics->now;
    struct metrics_rates rates = metrics_between(&begin, end);
    rounds->value[VISITS][round] = rates.visits;
    rounds->value[PER_CPU][round] = rates.visits_per_cpu_second;
    rounds->value[USE][round] = rates.processor_use;
    rounds->value[SWITCHES][round] = rates.switches;
    rounds->value[COORDINATOR][round] = metrics_coordinator_share(&begin, end);
}

static bool run_rounds(struct bed *bed, const struct scaling_choice *choice, struct rounds rounds[], scaling_told *told,
                       struct failure *failure)
{
    for (unsigned round = 0; round < choice->rounds; round++) {
        for (size_t i = 0; i < choice->count; i++) {
            struct trainer_result result;
            if (!bed_train(bed, choice->workers[i], choice->seconds, 0, NULL, &result, failure))
                return false;
            note(&rounds[i], round, &result.metrics);
            metrics_release(&result.metrics);
            if (!run_goes_on(bed->setup.run, failure))
                return false;
            told(round, choice->workers[i], rounds[i].value[VISITS][round]);
        }
    }
    return true;
}

/* Workers that can run at the same time, a part of one by a quota among them. */
static double at_once(unsigned workers)
{
    return fmin(workers, machine_processor_seconds());
}

static void sum_up(const struct scaling_choice *choice, struct rounds rounds[], struct scaling_row row[])
{
    for (size_t i = 0; i < choice->count; i++) {
        struct spread spread[FIGURES];
        for (unsigned f = 0; f < FIGURES; f++)
            spread[f] = measure_spread(rounds[i].value[f], choice->rounds);
        row[i] = (struct scaling_row){
            choice->workers[i], spread[VISITS], spread[PER_CPU], spread[USE], spread[SWITCHES], spread[COORDINATOR], 0};
        double expected = row[0].visits.median * at_once(row[i].workers) / at_once(row[0].workers);
        row[i].efficiency = expected > 0 ? row[i].visits.median / expected : 0;
    }
}

bool scaling_run(const struct run_context *run, const struct scaling_choice *choice, struct scaling_row row[],
                 scaling_told *told, struct failure *failure)
{
    struct bed *bed = bed_open(run, choice->table_bytes, failure);
    if (!bed)
        return false;
    struct rounds *rounds = memory_allocate(choice->count, sizeof *rounds);
    bool done = run_rounds(bed, choice, rounds, told, failure);
    if (done)
        sum_up(choice, rounds, row);
    memory_release(rounds);
    bed_close(bed);
    return done;
}

static bool write_csv(const char *path, const struct scaling_row row[], size_t count, struct failure *failure)
{
    struct file_replacement *file;
    FILE *out = file_replace_stream(path, &file, failure);
    if (!out)
        return false;
    fprintf(out, "workers,visits,visits_low,visits_high,efficiency,visits_per_cpu_second,processor_use,switches,"
                 "coordinator_share\n");
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%u,%.0f,%.0f,%.0f,%.4f,%.0f,%.4f,%.1f,%.6f\n", row[i].workers, row[i].visits.median,
                row[i].visits.low, row[i].visits.high, row[i].efficiency, row[i].visits_per_cpu_second.median,
                row[i].processor_use.median, row[i].switches.median, row[i].coordinator.median);
    return file_replacement_commit(file, failure);
}

/* On a machine that others use too the third line tells the program's part in what is missing. */
static bool draw(const char *path, const struct scaling_row row[], size_t count, struct failure *failure)
{
    double workers[SCALING_ROWS], measured[SCALING_ROWS], ideal[SCALING_ROWS], undisturbed[SCALING_ROWS];
    for (size_t i = 0; i < count; i++) {
        workers[i] = row[i].workers;
        measured[i] = row[i].visits.median;
        undisturbed[i] = row[i].visits_per_cpu_second.median * at_once(row[i].workers);
        ideal[i] = row[0].visits_per_cpu_second.median * at_once(row[i].workers);
    }
    const struct plot_series series[] = {{"measured (median)", count, workers, measured, false},
                                         {"at 100 % of the processors", count, workers, undisturbed, false},
                                         {"in proportion", count, workers, ideal, true}};
    const struct plot plot = {"Visits a second by number of workers", "workers", "visits a second", false, 3, series};
    return plot_write(path, &plot, failure);
}

bool scaling_write(const char *prefix, const struct scaling_row row[], size_t count, struct failure *failure)
{
    char path[1024];
    snprintf(path, sizeof path, "%s.csv", prefix);
    if (!write_csv(path, row, count, failure))
        return false;
    snprintf(path, sizeof path, "%s.svg", prefix);
    return draw(path, row, count, failure);
}
