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

static unsigned parity_of(uint64_t word)
{
    return word & 1;
}

void tickets_init(struct tickets *tickets, uint64_t first, uint64_t limit)
{
    atomic_init(&tickets->word, first << GENERATION_BITS);
    atomic_init(&tickets->limit[0], limit);
    atomic_init(&tickets->limit[1], limit);
    atomic_init(&tickets->stopped, false);
}

enum ticket tickets_claim(struct tickets *tickets, uint64_t batch_size, uint64_t *first, uint64_t *count)
{
    /* Acquire pairs with the release in put_in_force: who sees the new generation sees the new limit. */
    uint64_t word = atomic_load_explicit(&tickets->word, memory_order_acquire);
    for (;;) {
        if (atomic_load_explicit(&tickets->stopped, memory_order_relaxed))
            return TICKET_STOP;
        /* Acquire pairs with the release in put_in_force: who sees a limit that is being prepared sees, below, that the
         * generation it thought of is over. */
        uint64_t limit = atomic_load_explicit(&tickets->limit[parity_of(word)], memory_order_acquire);
        uint64_t next = next_of(word);
        if (next >= limit) {
            uint64_t now = atomic_load_explicit(&tickets->word, memory_order_acquire);
            if (now == word)
                return TICKET_PAUSE;
            word = now;
            continue;
        }
        uint64_t whole = batch_size - next % batch_size, end = limit - next < whole ? limit : next + whole;
        if (atomic_compare_exchange_weak_explicit(&tickets->word, &word, with_next(word, end), memory_order_acquire,
                                                  memory_order_acquire)) {
            *first = next;
            *count = end - next;
            return TICKET_WORK;
        }
    }
}

/* Brings a limit into force at exactly `*word`; false, with the word as it is now, when a claim came between. */
static bool put_in_force(struct tickets *tickets, uint64_t *word, uint64_t limit)
{
    uint64_t generation = (*word + 1) & ((1U << GENERATION_BITS) - 1);
    uint64_t changed = next_of(*word) << GENERATION_BITS | generation;
    atomic_store_explicit(&tickets->limit[parity_of(changed)], limit, memory_order_release);
    return atomic_compare_exchange_strong_explicit(&tickets->word, word, changed, memory_order_release,
                                                   memory_order_relaxed);
}

uint64_t tickets_set_limit(struct tickets *tickets, uint64_t limit)
{
    uint64_t word = atomic_load_explicit(&tickets->word, memory_order_relaxed);
    while (!put_in_force(tickets, &word, limit))
        continue;
    return next_of(word);
}

void tickets_stop(struct tickets *tickets)
{
    atomic_store_explicit(&tickets->stopped, true, memory_order_relaxed);
}

uint64_t tickets_next(struct tickets *tickets)
{
    return next_of(atomic_load_explicit(&tickets->word, memory_order_relaxed));
}
