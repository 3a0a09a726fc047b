/* Hand evaluation: any set of one to seven cards to the rank of its best five-card hand.
 *
 * Larger is better, equal is a tie; hands of one to six cards are ranked by the same order (straights and flushes need
 * five cards), so that Kuhn is high card and Leduc pair over high card. evaluator_init builds the tables (under 256 KB,
 * a few milliseconds); it may be called again without effect and must be called once before other threads start. After
 * that everything is const. */
#ifndef CARDS_EVALUATOR_H
#define CARDS_EVALUATOR_H

#include "cards/card.h"

#include <stdint.h>

typedef uint16_t hand_rank;

enum hand_category {
    HIGH_CARD,
    ONE_PAIR,
    TWO_PAIR,
    THREE_OF_A_KIND,
    STRAIGHT,
    FLUSH,
    FULL_HOUSE,
    FOUR_OF_A_KIND,
    STRAIGHT_FLUSH,
    HAND_CATEGORIES
};

void evaluator_init(void);

/* The rank of a set of one to seven cards. */
hand_rank evaluate(cardset cards);

enum hand_category hand_rank_category(hand_rank rank);

/* For loops over many hands that share cards: a sum of cards is kept in a `struct hand`, ranking it is one or two table
 * reads. hand_add and hand_merge never see a card twice. */
struct hand {
    uint64_t key;     /* rank sums and suit counters */
    cardset by_suit;  /* 16 bits a suit: the ranks held */
};

/* static inline: hand_empty(), hand_add(struct hand, card), hand_of(cardset), hand_merge(a, b), hand_evaluate(hand)
 * are defined by the implementation below this line. */

#endif
