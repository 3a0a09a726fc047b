#include "bench/reference.h"

#include "base/memory.h"
#include "platform/clock.h"
#include "platform/pages.h"
#include "sync/pool.h"

#include <string.h>

/* Of a run: how many measurements, and how much of its time they take. Of the run's time: the first moments. */
static const double MEASUREMENTS = 720, DUTY = 0.1, SPACING_LEAST = 0.2, YOUNG = 1.0 / 20;

static void add(struct reference *reference, const struct reference_point *point)
{
    if (reference->count == reference->room) {
        reference->room = 2 * reference->room + 64;
        reference->point = memory_resize(reference->point, reference->room, sizeof *reference->point);
    }
    reference->point[reference->count++] = *point;
}

static void take_part(void *argument, unsigned worker)
{
    struct reference *reference = argument;
    struct setup *setup = &reference->bed->setup;
    struct sampler_counters counters = {0};
    double cpu = clock_thread_cpu_seconds();
    drive_run(&setup->drive, worker, reference->first + worker * reference->count_each, reference->count_each,
              (float)reference->bed->config.epsilon.exploration, &counters);
    reference->part[worker] =
        (struct reference_point){.cpu_seconds = clock_thread_cpu_seconds() - cpu, .visits = counters.visits};
}

/* While the run's workers stand still: their tables and desks are free. A measurement without threads is none, and the next
 * one may have them. */
static void measure(void *context, double seconds)
{
    struct reference *reference = context;
    const struct setup *setup = &reference->bed->setup;
    struct pool pool = {0};
    struct failure failure;
    memcpy(reference->aside, setup->tables_memory, setup->tables_bytes);
    memcpy(setup->tables_memory, reference->young, setup->tables_bytes);
    if (pool_start(&pool, reference->workers, "reference", take_part, reference, &failure)) {
        pool_join(&pool);
        struct reference_point sum = {.seconds = seconds};
        for (unsigned w = 0; w < reference->workers; w++) {
            sum.cpu_seconds += reference->part[w].cpu_seconds;
            sum.visits += reference->part[w].visits;
        }
        add(reference, &sum);
    }
    memcpy(setup->tables_memory, reference->aside, setup->tables_bytes);
}

/* Batches of deals end at multiples of DEAL_BATCH: so do these iterations. */
static bool train(struct reference *reference, double seconds, struct failure *failure)
{
    const struct setup *setup = &reference->bed->setup;
    struct trainer_result result;
    if (!bed_train(reference->bed, reference->workers, seconds * YOUNG, 0, NULL, &result, failure))
        return false;
    const struct metrics_totals *now = &result.metrics.now;
    double rate = now->seconds > 0 ? (double)now->iterations / now->seconds / reference->workers : 0;
    uint64_t batches = (uint64_t)(rate * DUTY * reference->pause.interval_seconds) / DEAL_BATCH;
    reference->first = result.progress.iteration / DEAL_BATCH * DEAL_BATCH;
    reference->count_each = (batches > 0 ? batches : 1) * DEAL_BATCH;
    memcpy(reference->young, setup->tables_memory, setup->tables_bytes);
    memset(setup->tables_memory, 0, setup->tables_bytes);
    metrics_release(&result.metrics);
    return run_goes_on(setup->run, failure);
}

bool reference_begin(struct reference *reference, struct bed *bed, unsigned workers, double seconds,
                     struct failure *failure)
{
    double spacing = seconds / MEASUREMENTS;
    *reference = (struct reference){
        .bed = bed,
        .pause = {spacing > SPACING_LEAST ? spacing : SPACING_LEAST, measure, reference},
        .workers = workers,
        .part = memory_allocate(workers, sizeof *reference->part),
    };
    reference->young = pages_allocate(bed->setup.tables_bytes, failure);
    reference->aside = reference->young ? pages_allocate(bed->setup.tables_bytes, failure) : NULL;
    return reference->aside && train(reference, seconds, failure);
}

void reference_end(struct reference *reference)
{
    pages_release(reference->aside, reference->bed->setup.tables_bytes);
    pages_release(reference->young, reference->bed->setup.tables_bytes);
    memory_release(reference->part);
    reference->aside = reference->young = NULL;
    reference->part = NULL;
    reference->bed = NULL;
}

void reference_release(struct reference *reference)
{
    memory_release(reference->point);
    *reference = (struct reference){0};
}

double reference_between(const struct reference *reference, double from, double to)
{
    double rates = 0;
    size_t points = 0;
    for (size_t i = 0; i < reference->count; i++) {
        const struct reference_point *point = &reference->point[i];
        if (point->seconds < from || point->seconds > to)
            continue;
        if (point->cpu_seconds > 0) {
            rates += (double)point->visits / point->cpu_seconds;
            points++;
        }
    }
    return points > 0 ? rates / (double)points : 0;
}
