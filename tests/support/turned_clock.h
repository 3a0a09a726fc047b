/* A clock that a test turns, in place of the machine's: time passes when the test says so, and no faster on a machine that
 * has nothing else to do. All of platform/clock.h is defined here, so that the linker takes none of it from the library;
 * a program includes this in one file, and calls turned_clock_open before anything else, in the thread whose looks count.
 *
 * Whoever lets time pass in other threads waits until that thread has looked at the clock some times, and so has had the
 * occasion to do what has become due. */
#ifndef SUPPORT_TURNED_CLOCK_H
#define SUPPORT_TURNED_CLOCK_H

#include "platform/clock.h"
#include "platform/thread.h"

#include <stdatomic.h>
#include <stdint.h>

static struct {
    atomic_uint_least64_t microseconds;
    struct mutex mutex;
    struct condition looked;
    uint64_t looks; /* the mutex is held */
} turned_clock;

static _Thread_local bool turned_clock_counts;

static inline void turned_clock_open(void)
{
    mutex_init(&turned_clock.mutex);
    condition_init(&turned_clock.looked);
    atomic_store(&turned_clock.microseconds, UINT64_C(1000000000));
    turned_clock_counts = true;
}

static inline void turned_clock_pass(uint64_t microseconds)
{
    atomic_fetch_add(&turned_clock.microseconds, microseconds);
}

static inline void turned_clock_await_looks(unsigned looks)
{
    mutex_lock(&turned_clock.mutex);
    for (uint64_t enough = turned_clock.looks + looks; turned_clock.looks < enough;)
        condition_wait(&turned_clock.looked, &turned_clock.mutex);
    mutex_unlock(&turned_clock.mutex);
}

double clock_seconds(void)
{
    if (turned_clock_counts) {
        mutex_lock(&turned_clock.mutex);
        turned_clock.looks++;
        condition_broadcast(&turned_clock.looked);
        mutex_unlock(&turned_clock.mutex);
    }
    return 1e-6 * (double)atomic_load(&turned_clock.microseconds);
}

double clock_wall_seconds(void)
{
    return 1.8e9 + clock_seconds();
}

/* Nothing takes processor time. */
double clock_process_cpu_seconds(void)
{
    return 0;
}

double clock_thread_cpu_seconds(void)
{
    return 0;
}

void clock_sleep(double seconds)
{
    turned_clock_pass((uint64_t)(1e6 * seconds));
}

#endif
