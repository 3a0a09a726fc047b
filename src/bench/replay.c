#include "bench/replay.h"

#include "base/memory.h"
#include "cfr/hands.h"
#include "platform/clock.h"
#include "platform/pages.h"
#include "platform/usage.h"
#include "sync/pool.h"
#include "train/desks.h"

#include <string.h>

enum { BATCH = 100 };

static const double POLL_MS = 10;

struct copy {
    struct sampler_plan plan; /* the bed's, with tables in `memory` */
    void *memory;             /* owned: pages */
    struct report report;     /* of the last round */
};

struct replay {
    struct bed *bed; /* borrowed */
    unsigned workers;
    struct copy *copy;  /* owned: [workers] */
    struct desks desks; /* owned */
    struct pool pool;
    double started_seconds; /* on the clock; set before the first round */
    struct mutex mutex;     /* guards what follows */
    struct condition begun, never;
    uint64_t round; /* 0: none yet */
    unsigned reported;
    bool stop;
};

static void run_batch(struct replay *replay, unsigned worker, uint64_t round)
{
    struct copy *copy = &replay->copy[worker];
    const struct setup *setup = &replay->bed->setup;
    uint64_t first = ((round - 1) * replay->workers + worker) * BATCH;
    memcpy(copy->memory, setup->tables_memory, setup->tables_bytes);
    copy->report = (struct report){.kind = REPORT_BATCH, .worker = worker};
    hands_run(&copy->plan, desks_at(&replay->desks, worker), first, BATCH,
              (float)replay->bed->config.epsilon.exploration, &copy->report.work);
    struct thread_usage usage;
    usage_of_thread(&usage);
    copy->report.usage = (struct report_usage){run_seconds(replay->bed->setup.run) - replay->started_seconds, 0,
                                               usage.cpu_seconds, usage.voluntary_switches, usage.involuntary_switches};
}

/* A worker's thread. */
static void take_part(void *argument, unsigned worker)
{
    struct replay *replay = argument;
    mutex_lock(&replay->mutex);
    for (uint64_t done = 0;;) {
        while (!replay->stop && replay->round == done)
            condition_wait(&replay->begun, &replay->mutex);
        if (replay->stop)
            break;
        done = replay->round;
        mutex_unlock(&replay->mutex);
        run_batch(replay, worker, done);
        mutex_lock(&replay->mutex);
        replay->reported++;
    }
    mutex_unlock(&replay->mutex);
}

/* Looks every 10 ms, however soon the reports are there. */
static void poll_reports(struct replay *replay)
{
    mutex_lock(&replay->mutex);
    replay->round++;
    replay->reported = 0;
    condition_broadcast(&replay->begun);
    while (replay->reported < replay->workers) {
        double until = run_seconds(replay->bed->setup.run) + POLL_MS / 1000, left;
        while ((left = until - run_seconds(replay->bed->setup.run)) > 0)
            condition_wait_for(&replay->never, &replay->mutex, 1000 * left);
    }
    mutex_unlock(&replay->mutex);
}

/* The tables are floats from end to end: without discounts they have no stamps. */
static void merge(struct replay *replay)
{
    const struct setup *setup = &replay->bed->setup;
    float *master = setup->tables_memory;
    size_t entries = setup->tables_bytes / sizeof *master;
    for (size_t i = 0; i < entries; i++) {
        float before = master[i], after = before;
        for (unsigned w = 0; w < replay->workers; w++)
            after += ((const float *)replay->copy[w].memory)[i] - before;
        master[i] = after;
    }
}

static void count_round(struct replay *replay, struct metrics *metrics, double cpu)
{
    double seconds = run_seconds(replay->bed->setup.run) - replay->started_seconds;
    for (unsigned w = 0; w < replay->workers; w++)
        metrics_add(metrics, &replay->copy[w].report, seconds);
    metrics->now.seconds = seconds;
    metrics->now.coordinator_cpu_seconds = clock_thread_cpu_seconds() - cpu;
    if (metrics_sample_due(metrics))
        metrics->now.resident_bytes = usage_resident_bytes();
    metrics_sample(metrics);
}

static void coordinate(struct replay *replay, double seconds, struct metrics *metrics)
{
    double cpu = clock_thread_cpu_seconds();
    replay->started_seconds = run_seconds(replay->bed->setup.run);
    while (run_seconds(replay->bed->setup.run) - replay->started_seconds < seconds &&
           !run_is_cancelled(replay->bed->setup.run)) {
        poll_reports(replay);
        merge(replay);
        count_round(replay, metrics, cpu);
    }
    mutex_lock(&replay->mutex);
    replay->stop = true;
    condition_broadcast(&replay->begun);
    mutex_unlock(&replay->mutex);
    pool_join(&replay->pool);
}

static bool make_copies(struct replay *replay, struct failure *failure)
{
    const struct setup *setup = &replay->bed->setup;
    replay->copy = memory_allocate(replay->workers, sizeof *replay->copy);
    for (unsigned w = 0; w < replay->workers; w++) {
        struct copy *copy = &replay->copy[w];
        copy->memory = pages_allocate(setup->tables_bytes, failure);
        if (!copy->memory)
            return false;
        copy->plan = setup->plan;
        tables_init(&copy->plan.tables, copy->memory);
    }
    return true;
}

static void release(struct replay *replay)
{
    for (unsigned w = 0; w < replay->workers; w++)
        pages_release(replay->copy[w].memory, replay->bed->setup.tables_bytes);
    memory_release(replay->copy);
    desks_release(&replay->desks);
    condition_destroy(&replay->never);
    condition_destroy(&replay->begun);
    mutex_destroy(&replay->mutex);
}

bool replay_run(struct bed *bed, unsigned workers, double seconds, struct metrics *metrics, struct failure *failure)
{
    struct replay replay = {.bed = bed, .workers = workers};
    metrics_init(metrics, workers);
    mutex_init(&replay.mutex);
    condition_init(&replay.begun);
    condition_init(&replay.never);
    memset(bed->setup.tables_memory, 0, bed->setup.tables_bytes);
    bool done = make_copies(&replay, failure) && desks_open(&replay.desks, &bed->setup.plan, workers, failure) &&
                pool_start(&replay.pool, workers, "worker", take_part, &replay, failure);
    if (done)
        coordinate(&replay, seconds, metrics);
    release(&replay);
    return done;
}
