#include "train/worker.h"

#include "platform/usage.h"
#include "train/report.h"
#include "train/setup.h"

#include <math.h>
#include <stdio.h>

bool worker_sample(void *context, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                   struct sampler_counters *counters, struct failure *failure)
{
    struct setup *setup = context;
    drive_run(&setup->drive, worker, first, count, epsilon, counters);
    if (!isfinite(counters->utility))
        return failure_set(failure, "the utility of iterations %llu to %llu is not a finite number",
                           (unsigned long long)first, (unsigned long long)(first + count - 1));
    return true;
}

/* When it began and when usage was last asked for, on the clock, and how long it was parked. */
struct stopwatch {
    double started_seconds, asked_seconds, parked_seconds;
};

/* The thread's usage, asked for at most every tenth of a second: small games finish a batch in microseconds. */
static void update_usage(const struct run_context *run, struct report_usage *usage, struct stopwatch *stopwatch)
{
    double now = run_seconds(run);
    if (now - stopwatch->asked_seconds < 0.1)
        return;
    stopwatch->asked_seconds = now;
    struct thread_usage thread;
    usage_of_thread(&thread);
    *usage = (struct report_usage){now - stopwatch->started_seconds, stopwatch->parked_seconds, thread.cpu_seconds,
                                   thread.voluntary_switches, thread.involuntary_switches};
}

/* One batch, cut where the exploration changes, so that results do not depend on where batches begin. */
static bool run_batch(const struct worker_shared *shared, unsigned worker, uint64_t first, uint64_t count,
                      struct sampler_counters *work, struct failure *failure)
{
    while (count > 0) {
        uint64_t same;
        float epsilon = (float)epsilon_at(shared->epsilon, first, &same);
        uint64_t run = same < count ? same : count;
        if (!shared->work(shared->work_context, worker, first, run, epsilon, work, failure))
            return false;
        first += run;
        count -= run;
    }
    return true;
}

/* Claims a batch, does it and fills in the report. Where iterations must follow each other only who leads claims, while the
 * others help. */
static enum ticket do_next(const struct worker_shared *shared, unsigned index, struct report *report)
{
    uint64_t first, count;
    struct failure failure;
    if (shared->relay)
        relay_take(shared->relay, index);
    enum ticket ticket = tickets_claim(shared->tickets, shared->batch_size, &first, &count);
    report->kind = ticket == TICKET_PAUSE ? REPORT_PAUSED : REPORT_BATCH;
    report->work = (struct sampler_counters){0};
    if (ticket == TICKET_WORK && !run_batch(shared, index, first, count, &report->work, &failure)) {
        report->kind = REPORT_FAILED;
        snprintf(report->text, sizeof report->text, "%.*s", (int)sizeof report->text - 1, failure.text);
    }
    if (shared->relay)
        relay_give(shared->relay);
    return ticket;
}

static void park(const struct run_context *run, struct rendezvous *rendezvous, unsigned index,
                 struct stopwatch *stopwatch)
{
    double begin = run_seconds(run);
    rendezvous_arrive(rendezvous, index);
    stopwatch->parked_seconds += run_seconds(run) - begin;
}

void worker_run(void *argument, unsigned index)
{
    const struct worker_shared *shared = argument;
    const struct run_context *run = shared->run;
    struct report report = {.worker = index};
    struct stopwatch stopwatch = {.started_seconds = run_seconds(run)};
    while (report.kind != REPORT_FAILED) {
        enum ticket ticket = do_next(shared, index, &report);
        if (ticket != TICKET_WORK)
            stopwatch.asked_seconds = 0;
        update_usage(run, &report.usage, &stopwatch);
        queue_put(shared->queue, &report, report.kind != REPORT_BATCH);
        if (ticket == TICKET_STOP)
            break;
        if (ticket == TICKET_PAUSE)
            park(run, shared->rendezvous, index, &stopwatch);
    }
    rendezvous_leave(shared->rendezvous, index);
}
