/* Hand strength on a complete board: how each two-card hand fares against all others.
 *
 * The strength of a hand is the share of pots it wins (a tie is half a pot) against one opponent whose two
 * cards are any of those left. It is kept as the exact integer 2 * wins + ties, which is strength_whole() for
 * a hand that always wins: sums of strengths over boards stay exact too. All hands of a board are ranked and
 * sorted once; a pass in ascending order counts the weaker hands, and counts per card take out those that
 * share a card with the hand (O(n) after the sort). Tables are const after strength_tables_init; each thread
 * has its own scratch. evaluator_init comes first. */
#ifndef BUCKETS_STRENGTH_H
#define BUCKETS_STRENGTH_H

#include "cards/card.h"
#include "cards/evaluator.h"

#include <stdint.h>

enum { STRENGTH_PAIRS = CARD_COUNT * (CARD_COUNT - 1) / 2 };

/* The two-card hands of a deck; pair p holds cards low[p] < high[p]. */
struct strength_tables {
    unsigned deck_cards;
    card deck[CARD_COUNT];
    unsigned pairs;
    card low[STRENGTH_PAIRS], high[STRENGTH_PAIRS];
    struct hand hand[STRENGTH_PAIRS];
};

/* The pairs that a board leaves: live[i] is a pair, doubled[i] its 2 * wins + ties. */
struct strength_scratch {
    unsigned count;
    uint16_t live[STRENGTH_PAIRS];
    uint16_t doubled[STRENGTH_PAIRS];
    card low[STRENGTH_PAIRS], high[STRENGTH_PAIRS]; /* of live[i] */
    uint32_t keys[STRENGTH_PAIRS];
};

void strength_tables_init(struct strength_tables *tables, struct deck deck);

/* The number of pair `low`, `high` given as positions in the deck, low < high. */
static inline unsigned strength_pair(unsigned low, unsigned high)
{
    return high * (high - 1) / 2 + low;
}

/* Strengths of all hands on `board`, which must leave four cards of the deck or more. */
void strength_of_board(const struct strength_tables *tables, cardset board, struct strength_scratch *scratch);

/* 2 * the number of opponents' hands when `board_cards` cards lie on the board. */
uint32_t strength_whole(const struct strength_tables *tables, unsigned board_cards);

#endif
