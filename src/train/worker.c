#include "train/worker.h"

#include "platform/clock.h"
#include "platform/usage.h"
#include "train/report.h"
#include "train/setup.h"

#include <math.h>
#include <stdio.h>

bool worker_sample(void *context, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                   struct sampler_counters *counters, struct failure *failure)
{
    struct setup *setup = context;
    if (setup->plan.kind == SAMPLER_FULL)
        sweep_run(&setup->sweep, worker, first, count, counters);
    else if (setup->plan.kind == SAMPLER_PUBLIC)
        chance_run(&setup->chance, worker, first, count, counters);
    else
        sampler_run(&setup->plan, desks_at(&setup->desks, worker), first, count, epsilon, counters);
    if (!isfinite(counters->utility))
        return failure_set(failure, "the utility of iterations %llu to %llu is not a finite number",
                           (unsigned long long)first, (unsigned long long)(first + count - 1));
    return true;
}

/* The thread's usage, asked for at most every tenth of a second: small games finish a batch in microseconds. */
static void update_usage(struct report_usage *usage, double *asked_seconds)
{
    double now = clock_seconds();
    if (now - *asked_seconds < 0.1)
        return;
    *asked_seconds = now;
    struct thread_usage thread;
    usage_of_thread(&thread);
    *usage = (struct report_usage){thread.cpu_seconds, thread.voluntary_switches, thread.involuntary_switches};
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

void worker_run(void *argument, unsigned index)
{
    const struct worker_shared *shared = argument;
    struct report report = {.worker = index};
    double asked_seconds = 0;
    for (;;) {
        uint64_t first, count;
        enum ticket ticket = tickets_claim(shared->tickets, shared->batch_size, &first, &count);
        report.work = (struct sampler_counters){0};
        if (ticket == TICKET_WORK) {
            struct failure failure;
            bool done = run_batch(shared, index, first, count, &report.work, &failure);
            report.kind = done ? REPORT_BATCH : REPORT_FAILED;
            if (!done)
                snprintf(report.text, sizeof report.text, "%.*s", (int)sizeof report.text - 1, failure.text);
            update_usage(&report.usage, &asked_seconds);
            queue_put(shared->queue, &report, !done);
            if (!done)
                break;
        } else if (ticket == TICKET_PAUSE) {
            report.kind = REPORT_PAUSED;
            asked_seconds = 0;
            update_usage(&report.usage, &asked_seconds);
            queue_put(shared->queue, &report, true);
            rendezvous_arrive(shared->rendezvous, index);
        } else {
            break;
        }
    }
    rendezvous_leave(shared->rendezvous, index);
}
