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

static double work_for(measure_work *work, void *context, uint64_t count, uint64_t *units)
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

struct spread measure_rate(const struct run_context *run, measure_work *work, void *context,
                           const struct effort *effort)
{
    double values[MEASURE_REPETITIONS_MOST];
    uint64_t count = 1, units;
    unsigned done = 0;
    assert(effort->repetitions > 0 && effort->repetitions <= MEASURE_REPETITIONS_MOST);
    for (double seconds;
         !run_is_cancelled(run) && (seconds = work_for(work, context, count, &units)) < effort->seconds && units > 0;) {
        double factor = 1.1 * effort->seconds / (seconds > 1e-9 ? seconds : 1e-9);
        count = (uint64_t)((double)count * (factor < 8 ? factor : 8)) + 1;
    }
    for (; done < effort->repetitions && !run_is_cancelled(run); done++) {
        double seconds = work_for(work, context, count, &units);
        values[done] = rate(units, seconds);
    }
    return done > 0 ? measure_spread(values, done) : (struct spread){0};
}
