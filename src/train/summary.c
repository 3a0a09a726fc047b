#include "train/summary.h"

#include "base/text.h"
#include "eval/judging.h"
#include "eval/yardstick.h"
#include "platform/usage.h"

/* Shorter pauses are not worth a word. */
static const double PAUSE_SECONDS_LEAST = 0.1;

static const char *const reasons[] = {
    [STOP_ITERATIONS] = "all iterations done",
    [STOP_TIME] = "time budget used",
    [STOP_TARGET] = "target exploitability reached",
    [STOP_INTERRUPTED] = "interrupted",
    [STOP_FAILED] = "failed",
};

/* Short runs have no samples to compare. */
static void print_memory(const struct setup *setup, const struct metrics_change *change)
{
    const struct memory_plan *plan = &setup->memory;
    struct memory_usage usage;
    char since[64] = "";
    usage_of_memory(&usage);
    bool before = memory_plan_was_surpassed(plan) && usage.peak_bytes <= plan->peak;
    if (change->resident_first > 0)
        text_append(since, sizeof since, "; %+.1f MB since the second quarter",
                    ((double)change->resident_last - (double)change->resident_first) / 1e6);
    log_info(setup->run->log, "  memory          %s resident, %s MB at most %s %s MB planned%s",
             text_bytes(usage_resident_bytes()).text, text_thousands(usage_megabytes(usage.peak_bytes)).text,
             before ? "(building the card abstraction); for training" : "of",
             text_thousands(usage_megabytes(memory_plan_bytes(plan))).text, since);
}

/* What counts is what the user waited for: pauses are no rest. */
static void print_rate(struct log *log, const struct trainer_result *result)
{
    const struct metrics_totals *now = &result->metrics.now;
    double seconds = result->seconds > 0 ? result->seconds : 1;
    char pauses[160] = "";
    if (result->evaluated_seconds >= PAUSE_SECONDS_LEAST)
        text_append(pauses, sizeof pauses, ", %.1f s of it evaluation", result->evaluated_seconds);
    if (result->saved_seconds >= PAUSE_SECONDS_LEAST)
        text_append(pauses, sizeof pauses, ", %.1f s of it saving", result->saved_seconds);
    if (result->after_seconds >= PAUSE_SECONDS_LEAST)
        text_append(pauses, sizeof pauses, "; then %.1f s for the last files and figures", result->after_seconds);
    log_info(log, "  rate            %s iterations/s, %s visits/s over %s%s",
             text_si((double)now->iterations / seconds).text, text_si((double)now->visits / seconds).text,
             text_seconds(result->seconds).text, pauses);
}

static void print_settling(struct log *log, const struct trainer_result *result)
{
    const struct pulse *pulse = &result->pulse;
    if (pulse->settled_seconds > 0)
        log_info(log, "  settled         iterations/s after %s; before that they fall by nature",
                 text_seconds(pulse->settled_seconds).text);
    else if (pulse_is_unsettled(pulse, &result->metrics))
        log_info(log, "  settled         not yet: iterations still become longer, so iterations/s fall by nature");
}

static void print_drift(struct log *log, const struct pulse_drift *drift)
{
    const struct metrics_change *change = &drift->change;
    if (drift->lacks)
        log_info(log, "  drift           none measured: %s", drift->lacks);
    else
        log_info(log, "  drift           %+.1f +- %.1f %% visits per CPU-second (second quarter %s, last quarter %s)",
                 100 * change->usual, 100 * change->margin, text_si(change->usual_first.visits_per_cpu_second).text,
                 text_si(change->usual_last.visits_per_cpu_second).text);
}

/* Of the workers that had least and most. */
static void describe_workers(const struct metrics *metrics, char *text, size_t size)
{
    double least = 1e9, most = 0;
    for (unsigned w = 0; w < metrics->workers; w++) {
        const struct metrics_worker *worker = &metrics->worker[w];
        double use = worker->training_seconds > 0 ? worker->usage.cpu_seconds / worker->training_seconds : 0;
        least = use < least ? use : least;
        most = use > most ? use : most;
    }
    if (metrics->workers > 1)
        text_append(text, size, " (each %.1f to %.1f %%)", 100 * least, 100 * most);
}

static void print_processor(struct log *log, const struct trainer_result *result, unsigned workers)
{
    const struct metrics *metrics = &result->metrics;
    const struct metrics_totals begin = {0};
    struct metrics_rates all = metrics_between(&begin, &metrics->now);
    char each[64] = "", machine[256];
    describe_workers(metrics, each, sizeof each);
    log_info(log, "  per processor   %s visits per CPU-second of a worker", text_si(all.visits_per_cpu_second).text);
    log_info(log, "  processor use   %.1f %% of %u worker%s%s; coordinator %.2f %% of the processor time used",
             100 * all.processor_use, workers, workers == 1 ? "" : "s", each,
             100 * metrics_coordinator_share(&begin, &metrics->now));
    if (pulse_describe_machine(&result->pulse, metrics, machine, sizeof machine))
        log_info(log, "  machine         %s", machine);
    log_info(log, "  switches        %.0f a second (%s voluntary, %s involuntary in all)", all.switches,
             text_thousands(metrics->now.voluntary_switches).text,
             text_thousands(metrics->now.involuntary_switches).text);
}

static void print_speed(const struct setup *setup, const struct trainer_result *result, unsigned workers)
{
    struct log *log = setup->run->log;
    struct pulse_drift drift = pulse_drift(&result->pulse, &result->metrics);
    print_rate(log, result);
    print_settling(log, result);
    print_drift(log, &drift);
    print_processor(log, result, workers);
    print_memory(setup, &drift.change);
}

static void say_how_to_measure(const struct setup *setup, const struct trainer_result *result)
{
    char hint[1024] = "";
    judging_say_best(&setup->tree, result->blueprint, hint, sizeof hint);
    log_info(setup->run->log, "  exploitability  %s", hint);
}

/* Measured by the trainer, or how to have it measured. */
static void print_evaluation(const struct setup *setup, const struct trainer_result *result)
{
    const struct evaluation *evaluation = &result->evaluation;
    char line[256] = "";
    if (evaluation->done) {
        evaluation->method->summarise(evaluation, setup->game.no_limit, line, sizeof line);
        log_info(setup->run->log, "  %s", line);
    } else {
        say_how_to_measure(setup, result);
    }
}

/* A match has its opponent to be held against. */
static void print_yardstick(const struct setup *setup, const struct evaluation *evaluation)
{
    double lost;
    if (evaluation->done && !evaluation->method->has_opponent && yardstick_always_fold_mbb(&setup->game, &lost))
        log_info(setup->run->log, "  for scale       always-fold gives away %.0f mbb a hand", lost);
}

void summary_print(const struct setup *setup, unsigned workers, const struct trainer_result *result)
{
    struct log *log = setup->run->log;
    const struct run_progress *progress = &result->progress;
    log_info(log, "Summary: %s, %s", setup->game.name, reasons[result->reason]);
    char average[48] = "";
    if (setup->identity.average != setup->identity.schedule->usual_average)
        text_append(average, sizeof average, ", average of t^%.15g", setup->identity.average);
    log_info(log, "  trained         %s iterations in %s (%s sampling, %s weighting%s, seed %llu)",
             text_thousands(progress->iteration).text, text_seconds(result->seconds).text,
             setup->identity.sampler->choice.name, setup->identity.schedule->choice.name, average,
             (unsigned long long)progress->seed);
    log_info(log, "  visited         %s of %s information sets, %s visits a row on average",
             text_thousands(progress->infosets).text,
             text_thousands(tables_infosets(&setup->plan.tables, &setup->tree)).text,
             text_si(progress->infosets > 0 ? (double)progress->visits / (double)progress->infosets : 0).text);
    print_speed(setup, result, workers);
    print_evaluation(setup, result);
    print_yardstick(setup, &result->evaluation);
    log_info(log, "  blueprint       %s", result->blueprint);
    log_info(log, "  checkpoint      %s", result->checkpoint);
}
