/* Hands of a board in ascending order of strength: keys of a rank above a number, sorted by rank. Pure functions. */
#ifndef BUCKETS_RANKED_H
#define BUCKETS_RANKED_H

#include "cards/evaluator.h"

enum { RANKED_MOST = CARD_COUNT * (CARD_COUNT - 1) / 2 };

static inline uint32_t ranked_key(hand_rank rank, unsigned number)
{
    return (uint32_t)rank << 16 | number;
}

static inline hand_rank ranked_rank(uint32_t key)
{
    return (hand_rank)(key >> 16);
}

static inline unsigned ranked_number(uint32_t key)
{
    return key & 0xffff;
}

/* At most RANKED_MOST keys; equal ranks keep their order. */
void ranked_sort(uint32_t keys[], unsigned count);

#endif
