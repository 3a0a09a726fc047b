/* Tickets: work is claimed, not dealt.
 *
 * One shared counter of iterations; a worker claims its next batch as soon as it has finished the one before,
 * so that fast and slow cores stay equally busy. A limit (the fence) stops everybody at one exact iteration:
 * claims are cut so that they end there. As every claimed batch is finished, iterations 0 .. tickets_next() -
 * 1 are exactly what has been done once all workers have met behind the fence.
 *
 * The counter's word holds the next iteration (56 bits: two thousand years at a million a second) and the generation
 * of the limit (8 bits), which says in which of two places the limit stands. A new limit is written to the other place
 * and comes into force, at one moment, when the generation is changed: a claim that was computed from the old one fails
 * its compare-and-swap and is computed again. */
#ifndef SYNC_TICKETS_H
#define SYNC_TICKETS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Private. Everybody writes to the counter, and nothing else lies within 128 bytes of it. */
struct tickets {
    char padding_before[128];
    atomic_uint_least64_t word;
    char padding_after[128];
    atomic_uint_least64_t limit[2]; /* by the parity of the generation */
    atomic_bool stopped;
};

enum ticket {
    TICKET_WORK,  /* do the batch */
    TICKET_PAUSE, /* at the fence: meet the others */
    TICKET_STOP   /* for good */
};

void tickets_init(struct tickets *tickets, uint64_t first, uint64_t limit);

/* Claims up to `batch_size` iterations from *first on, never beyond the next multiple of it: where claims end depends on
 * nothing but the limits there were. Any thread. */
enum ticket tickets_claim(struct tickets *tickets, uint64_t batch_size, uint64_t *first, uint64_t *count);

/* Sets the iteration that no claim reaches or passes any more (UINT64_MAX: none; one already passed, such as
 * 0: from now on). Returns the next unclaimed iteration at the moment at which the limit began to hold: when
 * that is not beyond the limit, everybody will stop exactly there. The coordinator alone. */
uint64_t tickets_set_limit(struct tickets *tickets, uint64_t limit);

/* From now on every claim says stop. Any thread. */
void tickets_stop(struct tickets *tickets);

/* The next iteration that nobody has claimed. */
uint64_t tickets_next(struct tickets *tickets);

#endif
