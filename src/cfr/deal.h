/* Deals: everything that the cards decide in an iteration, computed before the walk.
 *
 * A deal is a pure function of (seed, iteration): it does not matter which worker asks for it. Deals come in batches,
 * so that the reads of the bucket maps (cache misses all) overlap: the indices of the whole batch are computed first, then
 * each street's map is read. No evaluation and no look-up is left inside the walk. The dealer is const; the batch
 * belongs to one thread. */
#ifndef CFR_DEAL_H
#define CFR_DEAL_H

#include "buckets/abstraction.h"
#include "cards/evaluator.h"
#include "game/tree.h"

enum { DEAL_BATCH = 32 };

struct deal {
    bucket_id bucket[GAME_PLAYERS][GAME_ROUNDS];
    hand_rank rank[GAME_PLAYERS]; /* at showdown */
};

struct dealer {
    const struct game *game;               /* borrowed */
    const struct abstraction *abstraction; /* borrowed */
    uint64_t seed;
    unsigned deck_size;
    card deck[CARD_COUNT];
    bool street_used[GAME_ROUNDS]; /* the tree has decisions there */
};

void dealer_init(struct dealer *dealer, const struct tree *tree, const struct abstraction *abstraction, uint64_t seed);

/* Fills deals[0 .. count - 1] for iterations first, first + 1, ...; count <= DEAL_BATCH. */
void deal_batch(const struct dealer *dealer, uint64_t first, unsigned count, struct deal deals[]);

/* 1, 0, -1: player 0's hand is better than, equal to, worse than player 1's. */
static inline int deal_order(const struct deal *deal)
{
    return (deal->rank[0] > deal->rank[1]) - (deal->rank[0] < deal->rank[1]);
}

#endif
