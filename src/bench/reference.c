#include "bench/reference.h"

#include "base/memory.h"
#include "platform/clock.h"
#include "platform/pages.h"

#include <string.h>

enum { ITERATIONS = 256 * DEAL_BATCH };

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

static void measure_along(void *argument)
{
    struct reference *reference = argument;
    do {
        struct sampler_counters counters = {0};
        memset(reference->tables, 0, reference->tables_bytes);
        double cpu = clock_thread_cpu_seconds();
        sampler_run(&reference->plan, reference->scratch, 0, ITERATIONS, 0, &counters);
        cpu = clock_thread_cpu_seconds() - cpu;
        add(reference, &(struct reference_point){clock_seconds() - reference->started_seconds, cpu, counters.visits});
    } while (!rest(reference));
}

static void release_pages(struct reference *reference)
{
    pages_release(reference->scratch, reference->scratch_bytes);
    pages_release(reference->tables, reference->tables_bytes);
}

static bool open_plan(struct reference *reference, const struct setup *setup, struct failure *failure)
{
    reference->plan = setup->plan;
    reference->tables_bytes = setup->tables_bytes;
    reference->scratch_bytes = sampler_bytes(&setup->plan);
    reference->tables = pages_allocate(reference->tables_bytes, failure);
    if (!reference->tables)
        return false;
    reference->scratch = pages_allocate(reference->scratch_bytes, failure);
    if (!reference->scratch)
        return false;
    tables_init(&reference->plan.tables, reference->tables);
    return true;
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

bool reference_start(struct reference *reference, const struct bed *bed, double spacing_seconds,
                     struct failure *failure)
{
    *reference = (struct reference){.spacing_seconds = spacing_seconds, .started_seconds = clock_seconds()};
    if (open_plan(reference, &bed->setup, failure) && start_thread(reference, failure))
        return true;
    release_pages(reference);
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
    release_pages(reference);
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
