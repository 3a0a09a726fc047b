/* The canonical boards of a street, and the hands on each. Const after street_boards_init; any thread may read. */
#ifndef BUCKETS_STREET_BOARDS_H
#define BUCKETS_STREET_BOARDS_H

#include "buckets/street_indices.h"

struct street_boards {
    const struct street_indices *indices; /* borrowed */
    unsigned street, cards;
    uint64_t count;
    struct indexer *indexer; /* owned; NULL without cards */
};

/* One of them. cards[0] and [1] are free for a hand. */
struct street_board {
    card cards[INDEXER_CARDS];
    cardset set;
    unsigned deals; /* boards that renaming suits makes of it */
};

bool street_boards_init(struct street_boards *boards, const struct street_indices *indices, unsigned street,
                        struct failure *failure);
void street_boards_release(struct street_boards *boards);

void street_boards_read(const struct street_boards *boards, uint64_t number, struct street_board *board);

/* The canonical index of the hand low, high on a board of the street; false when the board holds one of them. */
static inline bool street_board_index(const struct street_boards *boards, struct street_board *board, card low,
                                      card high, uint64_t *index)
{
    if (board->set & (cardset_of(low) | cardset_of(high)))
        return false;
    board->cards[0] = low;
    board->cards[1] = high;
    *index =
        indexer_index(boards->indices->indexer[boards->street], boards->indices->round[boards->street], board->cards);
    return true;
}

#endif
