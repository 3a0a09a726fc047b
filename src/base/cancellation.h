/* A request to end what goes on, which whoever may ask for it raises and whoever works looks up.
 *
 * One flag for each piece of work that is ended by itself: raised once, never lowered. Raising and looking are for any
 * thread and for signal handlers, and order nothing else. */
#ifndef BASE_CANCELLATION_H
#define BASE_CANCELLATION_H

#include <stdatomic.h>
#include <stdbool.h>

/* Zeroed memory is a request that nobody has made. Lock-free atomics are as good in a signal handler as sig_atomic_t. */
struct cancellation {
    atomic_int requested;
};

static inline void cancellation_request(struct cancellation *cancellation)
{
    atomic_store_explicit(&cancellation->requested, 1, memory_order_relaxed);
}

/* Costs a load. */
static inline bool cancellation_is_requested(const struct cancellation *cancellation)
{
    return atomic_load_explicit(&cancellation->requested, memory_order_relaxed) != 0;
}

#endif
