#include "train/summary.h"

#include "base/log.h"
#include "base/text.h"
#include "eval/judging.h"
#include "platform/usage.h"

static const char *const reasons[] = {
    [STOP_ITERATIONS] = "all iterations done",
    [STOP_TIME] = "time budget used",
    [STOP_TARGET] = "target exploitability reached",
    [STOP_INTERRUPTED] = "interrupted",
    [STOP_FAILED] = "failed",
};

/* Short runs have no samples to compare. */
static void print_memory(const struct setup *setup, const struct metrics_drift *drift)
{
    struct memory_usage usage;
    char since[64] = "";
    usage_of_memory(&usage);
    if (drift->resident_baseline > 0)
        text_append(since, sizeof since, "; %+.1f MB since the %s",
                    ((double)drift->resident_last - (double)drift->resident_baseline) / 1e6, drift->baseline_name);
    log_info("  memory          %s resident, %s MB at most of %s MB planned%s", text_bytes(usage_resident_bytes()).text,
             text_thousands(usage_megabytes(usage.peak_bytes)).text,
             text_thousands(usage_megabytes(memory_plan_bytes(&setup->memory))).text, since);
}

static void print_speed(const struct setup *setup, const struct trainer_result *result, unsigned workers)
{
    const struct metrics *metrics = &result->metrics;
    struct metrics_totals begin = {0};
    struct metrics_rates all = metrics_between(metrics, &begin, &metrics->now);
    struct metrics_drift drift = metrics_drift(metrics);
    log_info("  rate            %s iterations/s, %s visits/s", text_si(all.iterations).text, text_si(all.visits).text);
    if (drift.baseline.visits > 0 && drift.last.visits > 0)
        log_info("  drift           %+.1f %% visits/s (%s %s/s, %s %s/s)", 100 * drift.drift, drift.baseline_name,
                 text_si(drift.baseline.visits).text, drift.last_name, text_si(drift.last.visits).text);
    log_info("  per processor   %s visits per CPU-second of a worker", text_si(all.visits_per_cpu_second).text);
    log_info("  processor use   %.1f %% of %u worker%s; coordinator %.2f %% of the processor time used",
             100 * all.processor_use, workers, workers == 1 ? "" : "s",
             100 * metrics_coordinator_share(&begin, &metrics->now));
    log_info("  switches        %.0f a second (%s voluntary, %s involuntary in all)", all.switches,
             text_thousands(metrics->now.voluntary_switches).text,
             text_thousands(metrics->now.involuntary_switches).text);
    print_memory(setup, &drift);
}

static void say_how_to_measure(const struct setup *setup, const struct trainer_result *result)
{
    char hint[1024] = "";
    judging_say_best(&setup->tree, result->blueprint, hint, sizeof hint);
    log_info("  exploitability  %s", hint);
}

/* Measured by the trainer, or how to have it measured. */
static void print_evaluation(const struct setup *setup, const struct trainer_result *result)
{
    const struct evaluation *evaluation = &result->evaluation;
    char mbb[64] = "";
    if (evaluation->has_mbb)
        text_append(mbb, sizeof mbb, " = %.3f mbb", evaluation->mbb);
    if (evaluation->done && evaluation->method == EVAL_LBR)
        log_info("  exploitability  at least what local best response wins: %.1f +- %.1f mbb a hand", evaluation->mbb,
                 evaluation->interval_mbb);
    else if (evaluation->done && evaluation->method == EVAL_MATCH)
        log_info("  match           wins %+.1f +- %.1f mbb a hand", evaluation->mbb, evaluation->interval_mbb);
    else if (evaluation->done)
        log_info("  exploitability  %.6f chips a hand%s%s (NashConv %.6f; value to the first player %+.6f)",
                 evaluation->exploitability, mbb, setup->game.no_limit ? " within the menu" : "", evaluation->nashconv,
                 evaluation->value);
    else
        say_how_to_measure(setup, result);
}

void summary_print(const struct setup *setup, unsigned workers, const struct trainer_result *result)
{
    const struct run_progress *progress = &result->progress;
    log_info("Summary: %s, %s", setup->game.name, reasons[result->reason]);
    log_info("  trained         %s iterations in %s (%s sampling, %s weighting, seed %llu)",
             text_thousands(progress->iteration).text, text_seconds(result->seconds).text, setup->identity.sampler,
             setup->identity.schedule, (unsigned long long)progress->seed);
    log_info("  visited         %s of %s information sets, %s visits a row on average",
             text_thousands(progress->infosets).text,
             text_thousands(tables_infosets(&setup->plan.tables, &setup->tree)).text,
             text_si(progress->infosets > 0 ? (double)progress->visits / (double)progress->infosets : 0).text);
    print_speed(setup, result, workers);
    print_evaluation(setup, result);
    log_info("  blueprint       %s", result->blueprint);
    log_info("  checkpoint      %s", result->checkpoint);
}
