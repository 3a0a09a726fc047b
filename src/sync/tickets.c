#include "sync/tickets.h"

/* The word: next iteration in the upper 56 bits, generation of the limit in the lower 8. */
enum { GENERATION_BITS = 8 };

static uint64_t next_of(uint64_t word)
{
    return word >> GENERATION_BITS;
}

static uint64_t with_next(uint64_t word, uint64_t next)
{
    return next << GENERATION_BITS | (word & ((1U << GENERATION_BITS) - 1));
}

void tickets_init(struct tickets *tickets, uint64_t first, uint64_t limit)
{
    atomic_init(&tickets->word, first << GENERATION_BITS);
    atomic_init(&tickets->limit, limit);
    atomic_init(&tickets->stopped, false);
}

enum ticket tickets_claim(struct tickets *tickets, uint64_t batch_size, uint64_t *first, uint64_t *count)
{
    /* Acquire pairs with the release in tickets_set_limit: who sees the new generation sees the new limit. */
    uint64_t word = atomic_load_explicit(&tickets->word, memory_order_acquire);
    for (;;) {
        if (atomic_load_explicit(&tickets->stopped, memory_order_relaxed))
            return TICKET_STOP;
        uint64_t next = next_of(word), limit = atomic_load_explicit(&tickets->limit, memory_order_relaxed);
        if (next >= limit)
            return TICKET_PAUSE;
        uint64_t end = limit - next < batch_size ? limit : next + batch_size;
        if (atomic_compare_exchange_weak_explicit(&tickets->word, &word, with_next(word, end), memory_order_acquire,
                                                  memory_order_acquire)) {
            *first = next;
            *count = end - next;
            return TICKET_WORK;
        }
    }
}

uint64_t tickets_set_limit(struct tickets *tickets, uint64_t limit)
{
    uint64_t word = atomic_load_explicit(&tickets->word, memory_order_relaxed), changed;
    /* The limit first: a claim with the old generation that has already read the new limit is harmless when it is
     * lower, and when it is higher nobody may pass the old one before the generation changes, so it is raised last. */
    bool raised = limit > atomic_load_explicit(&tickets->limit, memory_order_relaxed);
    if (!raised)
        atomic_store_explicit(&tickets->limit, limit, memory_order_relaxed);
    do {
        changed = (word & ~(uint64_t)0xff) | ((word + 1) & 0xff);
        /* Release pairs with the acquire in tickets_claim. */
    } while (!atomic_compare_exchange_weak_explicit(&tickets->word, &word, changed, memory_order_release,
                                                    memory_order_relaxed));
    if (raised)
        atomic_store_explicit(&tickets->limit, limit, memory_order_relaxed);
    return next_of(word);
}

uint64_t tickets_fence_at_multiple(struct tickets *tickets, uint64_t interval)
{
    uint64_t next = tickets_next(tickets), limit;
    do {
        limit = (next / interval + 1) * interval;
        next = tickets_set_limit(tickets, limit);
    } while (next > limit);
    return limit;
}

void tickets_stop(struct tickets *tickets)
{
    atomic_store_explicit(&tickets->stopped, true, memory_order_relaxed);
}

uint64_t tickets_next(struct tickets *tickets)
{
    return next_of(atomic_load_explicit(&tickets->word, memory_order_relaxed));
}
