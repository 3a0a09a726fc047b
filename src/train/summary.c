#include "train/summary.h"

#include "base/log.h"
#include "base/text.h"
#include "eval/best_response.h"
#include "eval/tables_policy.h"

static const char *const reasons[] = {
    [STOP_ITERATIONS] = "all iterations done",
    [STOP_TIME] = "time budget used",
    [STOP_INTERRUPTED] = "interrupted",
    [STOP_FAILED] = "failed",
};

static void print_speed(const struct trainer_result *result, unsigned workers)
{
    const struct metrics *metrics = &result->metrics;
    struct metrics_totals begin = {0};
    struct metrics_rates all = metrics_between(metrics, &begin, &metrics->now);
    struct metrics_drift drift = metrics_drift(metrics);
    log_info("  rate            %s iterations/s, %s visits/s", text_si(all.iterations).text, text_si(all.visits).text);
    if (drift.last.visits > 0)
        log_info("  drift           %+.1f %% visits/s (%s %s/s, %s %s/s)", 100 * drift.drift, drift.baseline_name,
                 text_si(drift.baseline.visits).text, drift.last_name, text_si(drift.last.visits).text);
    log_info("  per processor   %s visits per CPU-second of a worker", text_si(all.visits_per_cpu_second).text);
    log_info("  processor use   %.1f %% of %u worker%s; coordinator %.2f %% of the processor time used",
             100 * all.processor_use, workers, workers == 1 ? "" : "s",
             100 * metrics->now.coordinator_cpu_seconds /
                 (metrics->now.coordinator_cpu_seconds + metrics->now.worker_cpu_seconds + 1e-9));
    log_info("  switches        %.0f a second (%s voluntary, %s involuntary in all)", all.switches,
             text_thousands(metrics->now.voluntary_switches).text,
             text_thousands(metrics->now.involuntary_switches).text);
    log_info("  memory          %s resident, %+.1f MB since the %s", text_bytes(drift.resident_last).text,
             ((double)drift.resident_last - (double)drift.resident_baseline) / 1e6, drift.baseline_name);
}

/* Where the deals can be listed the strategy is measured, exactly. */
static void print_exploitability(const struct setup *setup)
{
    struct tables_view view = {&setup->abstraction, &setup->plan.tables};
    struct policy policy = tables_policy(&view);
    struct best_response result;
    if (!best_response_feasible(&setup->tree, NULL))
        return;
    best_response_compute(&setup->tree, &policy, &result);
    log_info("  exploitability  %.6f chips a hand (NashConv %.6f; value to the first player %+.6f)",
             result.exploitability, result.nashconv, result.value[0]);
}

void summary_print(const struct setup *setup, unsigned workers, const struct trainer_result *result)
{
    const struct progress *progress = &result->progress;
    log_info("Summary: %s, %s", setup->game.name, reasons[result->reason]);
    log_info("  trained         %s iterations in %s (%s sampling, %s weighting, seed %llu)",
             text_thousands(progress->iteration).text, text_seconds(result->seconds).text, setup->identity.sampler,
             setup->identity.schedule, (unsigned long long)progress->seed);
    log_info("  visited         %s of %s information sets", text_thousands(progress->infosets).text,
             text_thousands(tables_infosets(&setup->plan.tables, &setup->tree)).text);
    print_speed(result, workers);
    print_exploitability(setup);
    log_info("  blueprint       %s", result->blueprint);
    log_info("  checkpoint      %s", result->checkpoint);
}
