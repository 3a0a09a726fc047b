#include "bench/reference.h"

#include "base/memory.h"
#include "platform/clock.h"
#include "platform/interrupt.h"
#include "platform/pages.h"
#include "sync/pool.h"

#include <string.h>

/* Of a run: how many measurements, and how much of its workers' time they take. Of the run's time: the first moments. */
static const double MEASUREMENTS = 720, DUTY = 0.1, SPACING_LEAST = 0.2, YOUNG = 1.0 / 60;

static void add(struct reference *reference, const struct reference_point *point)
{
    if (reference->count == reference->room) {
        reference->room = 2 * reference->room + 64;
        reference->point = memory_resize(reference->point, reference->room, sizeof *reference->point);
    }
    reference->point[reference->count++] = *point;
}

/* True when it is over. */
static bool rest(struct reference *reference)
{
    mutex_lock(&reference->mutex);
    double until = clock_seconds() + reference->spacing_seconds, left;
    while (!reference->stop && (left = until - clock_seconds()) > 0)
        condition_wait_for(&reference->stopped, &reference->mutex, 1000 * left);
    bool over = reference->stop;
    mutex_unlock(&reference->mutex);
    return over;
}

static void take_part(void *argument, unsigned worker)
{
    struct reference *reference = argument;
    struct sampler_counters counters = {0};
    double cpu = clock_thread_cpu_seconds();
    sampler_run(&reference->plan, desks_at(&reference->desks, worker),
                reference->first + worker * reference->count_each, reference->count_each, 0, &counters);
    reference->part[worker] =
        (struct reference_point){.cpu_seconds = clock_thread_cpu_seconds() - cpu, .visits = counters.visits};
}

/* A measurement without threads is none, and the next one may have them. */
static void measure(struct reference *reference)
{
    struct pool pool = {0};
    struct failure failure;
    memcpy(reference->tables, reference->young, reference->tables_bytes);
    if (!pool_start(&pool, reference->desks.count, "reference", take_part, reference, &failure))
        return;
    pool_join(&pool);
    struct reference_point sum = {.seconds = clock_seconds() - reference->started_seconds};
    for (unsigned w = 0; w < reference->desks.count; w++) {
        sum.cpu_seconds += reference->part[w].cpu_seconds;
        sum.visits += reference->part[w].visits;
    }
    add(reference, &sum);
}

static void measure_along(void *argument)
{
    struct reference *reference = argument;
    do
        measure(reference);
    while (!rest(reference));
}

static void release_memory(struct reference *reference)
{
    memory_release(reference->part);
    reference->part = NULL;
    desks_release(&reference->desks);
    pages_release(reference->tables, reference->tables_bytes);
    pages_release(reference->young, reference->tables_bytes);
}

static bool open_plan(struct reference *reference, const struct setup *setup, unsigned workers, struct failure *failure)
{
    reference->plan = setup->plan;
    reference->tables_bytes = setup->tables_bytes;
    reference->part = memory_allocate(workers, sizeof *reference->part);
    reference->young = pages_allocate(reference->tables_bytes, failure);
    if (!reference->young)
        return false;
    reference->tables = pages_allocate(reference->tables_bytes, failure);
    if (!reference->tables)
        return false;
    tables_init(&reference->plan.tables, reference->tables);
    return desks_open(&reference->desks, &setup->plan, workers, failure);
}

/* Batches of deals end at multiples of DEAL_BATCH: so do these iterations. */
static bool train(struct reference *reference, struct bed *bed, unsigned workers, double seconds,
                  struct failure *failure)
{
    struct trainer_result result;
    if (!bed_train(bed, workers, seconds * YOUNG, 0, &result, failure))
        return false;
    const struct metrics_totals *now = &result.metrics.now;
    double rate = now->seconds > 0 ? (double)now->iterations / now->seconds / workers : 0;
    uint64_t batches = (uint64_t)(rate * DUTY * reference->spacing_seconds) / DEAL_BATCH;
    reference->first = result.progress.iteration / DEAL_BATCH * DEAL_BATCH;
    reference->count_each = (batches > 0 ? batches : 1) * DEAL_BATCH;
    memcpy(reference->young, bed->setup.tables_memory, reference->tables_bytes);
    memset(bed->setup.tables_memory, 0, reference->tables_bytes);
    metrics_release(&result.metrics);
    return !interrupt_requested() || failure_set(failure, "interrupted");
}

static bool start_thread(struct reference *reference, struct failure *failure)
{
    mutex_init(&reference->mutex);
    condition_init(&reference->stopped);
    if (thread_start(&reference->thread, "reference", measure_along, reference, failure))
        return true;
    condition_destroy(&reference->stopped);
    mutex_destroy(&reference->mutex);
    return false;
}

bool reference_start(struct reference *reference, struct bed *bed, unsigned workers, double seconds,
                     struct failure *failure)
{
    double spacing = seconds / MEASUREMENTS;
    *reference = (struct reference){.spacing_seconds = spacing > SPACING_LEAST ? spacing : SPACING_LEAST};
    if (open_plan(reference, &bed->setup, workers, failure) && train(reference, bed, workers, seconds, failure)) {
        reference->started_seconds = clock_seconds();
        if (start_thread(reference, failure))
            return true;
    }
    release_memory(reference);
    return false;
}

void reference_stop(struct reference *reference)
{
    mutex_lock(&reference->mutex);
    reference->stop = true;
    condition_signal(&reference->stopped);
    mutex_unlock(&reference->mutex);
    thread_join(&reference->thread);
    condition_destroy(&reference->stopped);
    mutex_destroy(&reference->mutex);
    release_memory(reference);
}

void reference_release(struct reference *reference)
{
    memory_release(reference->point);
    *reference = (struct reference){0};
}

double reference_between(const struct reference *reference, double from, double to)
{
    double visits = 0, cpu = 0;
    for (size_t i = 0; i < reference->count; i++) {
        const struct reference_point *point = &reference->point[i];
        if (point->seconds < from || point->seconds > to)
            continue;
        visits += (double)point->visits;
        cpu += point->cpu_seconds;
    }
    return cpu > 0 ? visits / cpu : 0;
}
