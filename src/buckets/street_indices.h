/* The canonical hands of each street: hole cards, then the board as one set. Const after street_indices_init; any thread
 * may read. */
#ifndef BUCKETS_STREET_INDICES_H
#define BUCKETS_STREET_INDICES_H

#include "cards/isomorphism.h"
#include "game/definition.h"

struct street_indices {
    struct deck deck;
    unsigned streets;
    unsigned board_cards[GAME_ROUNDS]; /* in sum up to and including the street */
    struct indexer *indexer[GAME_ROUNDS];
    unsigned round[GAME_ROUNDS];
    uint64_t hands[GAME_ROUNDS];
};

bool street_indices_init(struct street_indices *indices, const struct game *game, struct failure *failure);
void street_indices_release(struct street_indices *indices);

static inline bool street_is_last(const struct street_indices *indices, unsigned street)
{
    return street + 1 == indices->streets;
}

/* The number of different sets that renaming the deck's suits makes of (hand, board). */
unsigned street_deals(struct deck deck, cardset hand, cardset board);

#endif
