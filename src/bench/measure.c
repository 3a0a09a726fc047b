#include "bench/measure.h"

#include "base/quantile.h"
#include "platform/clock.h"

#include <assert.h>
#include <stdatomic.h>

static atomic_uint_least64_t kept;

void measure_keep(uint64_t result)
{
    atomic_store_explicit(&kept, result, memory_order_relaxed);
}

struct spread measure_spread(double values[], unsigned count)
{
    quantile_sort(values, count);
    return (struct spread){quantile(values, count, 0.5), quantile(values, count, 0.25), quantile(values, count, 0.75),
                           count};
}

static double run(measure_work *work, void *context, uint64_t count, uint64_t *units)
{
    double begin = clock_thread_cpu_seconds();
    *units = work(context, count);
    return clock_thread_cpu_seconds() - begin;
}

/* The clock may be coarser than the work is long. */
static double rate(uint64_t units, double seconds)
{
    return (double)units / (seconds > 1e-9 ? seconds : 1e-9);
}

struct spread measure_rate(measure_work *work, void *context, const struct effort *effort)
{
    double values[MEASURE_REPETITIONS_MOST];
    uint64_t count = 1, units;
    assert(effort->repetitions > 0 && effort->repetitions <= MEASURE_REPETITIONS_MOST);
    for (double seconds; (seconds = run(work, context, count, &units)) < effort->seconds && units > 0;) {
        double factor = 1.1 * effort->seconds / (seconds > 1e-9 ? seconds : 1e-9);
        count = (uint64_t)((double)count * (factor < 8 ? factor : 8)) + 1;
    }
    for (unsigned i = 0; i < effort->repetitions; i++) {
        double seconds = run(work, context, count, &units);
        values[i] = rate(units, seconds);
    }
    return measure_spread(values, effort->repetitions);
}
