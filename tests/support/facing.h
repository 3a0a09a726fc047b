/* The hands of a board of the last street as buckets/facing.h takes them. */
#ifndef SUPPORT_FACING_H
#define SUPPORT_FACING_H

#include "buckets/boards.h"
#include "buckets/facing.h"

struct facing_board {
    card hole[2 * RANKED_MOST];
    uint32_t key[RANKED_MOST];
    struct facing_hands hands; /* of these */
};

static inline void facing_board_of(struct facing_board *faced, const struct board *board, unsigned hole_cards)
{
    for (unsigned h = 0; h < board->hands; h++) {
        faced->key[h] = ranked_key(board->rank[h], h);
        for (unsigned c = 0; c < hole_cards; c++)
            faced->hole[h * hole_cards + c] = board->hole[h][c];
    }
    faced->hands =
        (struct facing_hands){.count = board->hands, .hole_cards = hole_cards, .hole = faced->hole, .key = faced->key};
}

#endif
