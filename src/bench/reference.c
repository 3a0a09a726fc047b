#include "bench/reference.h"

#include "base/memory.h"
#include "platform/clock.h"

enum { UPDATES = 1 << 19 };

static void add(struct reference *reference, double seconds, double rate)
{
    if (reference->count == reference->room) {
        reference->room = 2 * reference->room + 64;
        reference->point = memory_resize(reference->point, reference->room, sizeof *reference->point);
    }
    reference->point[reference->count++] = (struct reference_point){seconds, rate};
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
        double cpu = clock_thread_cpu_seconds();
        limits_work(&reference->memory, UPDATES);
        cpu = clock_thread_cpu_seconds() - cpu;
        if (cpu > 0)
            add(reference, clock_seconds() - reference->started_seconds, UPDATES / cpu);
    } while (!rest(reference));
}

bool reference_start(struct reference *reference, size_t bytes, double spacing_seconds, struct failure *failure)
{
    *reference = (struct reference){.spacing_seconds = spacing_seconds, .started_seconds = clock_seconds()};
    if (!limits_open(&reference->memory, LIMIT_UPDATES, bytes, failure))
        return false;
    mutex_init(&reference->mutex);
    condition_init(&reference->stopped);
    if (thread_start(&reference->thread, "reference", measure_along, reference, failure))
        return true;
    condition_destroy(&reference->stopped);
    mutex_destroy(&reference->mutex);
    limits_close(&reference->memory);
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
    limits_close(&reference->memory);
}

void reference_release(struct reference *reference)
{
    memory_release(reference->point);
    *reference = (struct reference){0};
}

double reference_between(const struct reference *reference, double from, double to)
{
    double *rates = memory_allocate(reference->count, sizeof *rates);
    unsigned count = 0;
    for (size_t i = 0; i < reference->count; i++)
        if (reference->point[i].seconds >= from && reference->point[i].seconds <= to)
            rates[count++] = reference->point[i].rate;
    double median = count > 0 ? measure_spread(rates, count).median : 0;
    memory_release(rates);
    return median;
}
