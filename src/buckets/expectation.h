/* E[HS]: the expected hand strength of every canonical two-card hand on a street, exactly.
 *
 * The strength of a hand (buckets/strength.h) averaged over all ways to complete the board. Every completion
 * has the same number of opponents' hands, so that the average is a sum of integers over a common
 * denominator: `whole` is the value of a hand that always wins. Three ways lead there:
 *
 *   - the last street: each canonical board is ranked once, and gives the values of all its hands;
 *   - a street whose next card completes the board: the same, summed over the cards that can come;
 *   - earlier streets: the mean over the next street's values, looked up by index.
 *
 * Each canonical board belongs to one work item and its hands to no other, so that threads never write the
 * same value. Built by the main thread with help, const afterwards. */
#ifndef BUCKETS_EXPECTATION_H
#define BUCKETS_EXPECTATION_H

#include "buckets/parallel.h"
#include "buckets/street_indices.h"
#include "buckets/strength.h"

struct expectation {
    uint64_t hands;
    uint64_t whole;      /* the value of 1.0 */
    unsigned width;      /* bytes a value: 2, 4 or 8 */
    void *values;        /* owned: by canonical index */
    uint64_t *histogram; /* owned: how many deals (hand and board) have each value 0 .. whole; NULL when width
                            is 8 */
    uint8_t *deals;      /* owned: how many deals a canonical hand stands for; NULL unless width is 8 */
};

static inline uint64_t expectation_value(const struct expectation *e, uint64_t index)
{
    if (e->width == sizeof(uint16_t))
        return ((const uint16_t *)e->values)[index];
    if (e->width == sizeof(uint32_t))
        return ((const uint32_t *)e->values)[index];
    return ((const uint64_t *)e->values)[index];
}

/* True when the street's values come from the next street's. */
bool expectation_needs_next(const struct street_indices *indices, unsigned street);

/* What computing a street costs, in about nanoseconds of one core, for the progress line. */
double expectation_cost(const struct street_indices *indices, unsigned street);

/* Computes a street; `next` (may be NULL unless expectation_needs_next) holds the values of street + 1. */
bool expectation_compute(const struct street_indices *indices, const struct strength_tables *tables, unsigned street,
                         const struct expectation *next, unsigned workers, struct progress *progress,
                         struct expectation *expectation, struct failure *failure);

void expectation_release(struct expectation *expectation);

#endif
