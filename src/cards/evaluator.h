/* Hand evaluation: any set of one to seven cards to the rank of its best five-card hand.
 *
 * Larger is better, equal is a tie; hands of one to six cards are ranked by the same order (straights and flushes need
 * five cards), so that Kuhn is high card and Leduc pair over high card. evaluator_init builds the tables (under 256 KB,
 * some milliseconds) the first time that any thread calls it, and others wait for them; a thread that evaluates has called it
 * or was started by one that had. After that everything is const.
 *
 * A hand is summed up card by card in one 64-bit key: rank weights, chosen so that no two multisets of up to seven
 * ranks have the same sum, and four bits a suit that start at three, so that the fifth card of a suit sets their top
 * bit. Without a flush the rank is read from a table at the sum modulo 2^25 (its upper bits choose a row; rows are
 * displaced so that they interlock); with one, by the ranks held in the suit. */
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

enum hand_category hand_rank_category(hand_rank rank);

/* Some cards, none twice. */
struct hand {
    uint64_t key;     /* sum of rank weights, and suit counters */
    uint64_t by_suit; /* 16 bits a suit: the ranks held */
};

/* Tables: for the inline functions below only. */
enum {
    EVALUATOR_RANK_SETS = 1 << CARD_RANKS,
    EVALUATOR_SUM_BITS = 25,
    EVALUATOR_ROW_LENGTH = 1 << 12,
    EVALUATOR_ROWS = (1 << EVALUATOR_SUM_BITS) / EVALUATOR_ROW_LENGTH,
    EVALUATOR_PLACES = 98000,
};

struct evaluator_tables {
    struct hand card[CARD_COUNT];
    hand_rank flush[EVALUATOR_RANK_SETS];
    uint32_t row[EVALUATOR_ROWS];
    hand_rank rank[EVALUATOR_PLACES];
};

extern struct evaluator_tables evaluator_tables;

#define EVALUATOR_NO_CARDS   (UINT64_C(0x3333) << 48)
#define EVALUATOR_FIVE_CARDS (UINT64_C(0x8888) << 48)

static inline struct hand hand_empty(void)
{
    return (struct hand){EVALUATOR_NO_CARDS, 0};
}

static inline struct hand hand_add(struct hand hand, card c)
{
    const struct hand *one = &evaluator_tables.card[c];
    return (struct hand){hand.key + one->key, hand.by_suit | one->by_suit};
}

/* Both hands together; they share no card. */
static inline struct hand hand_merge(struct hand a, struct hand b)
{
    return (struct hand){a.key + b.key - EVALUATOR_NO_CARDS, a.by_suit | b.by_suit};
}

static inline hand_rank hand_evaluate(struct hand hand)
{
    uint64_t five = hand.key & EVALUATOR_FIVE_CARDS;
    if (__builtin_expect(five != 0, 0)) {
        unsigned suit = five >> 51 & 1 ? 0 : five >> 55 & 1 ? 1 : five >> 59 & 1 ? 2 : 3;
        return evaluator_tables.flush[hand.by_suit >> (16 * suit) & (EVALUATOR_RANK_SETS - 1)];
    }
    uint32_t sum = (uint32_t)hand.key & ((1U << EVALUATOR_SUM_BITS) - 1);
    return evaluator_tables.rank[evaluator_tables.row[sum / EVALUATOR_ROW_LENGTH] + sum % EVALUATOR_ROW_LENGTH];
}

static inline struct hand hand_of(cardset cards)
{
    struct hand hand = hand_empty();
    for (; cards; cards &= cards - 1)
        hand = hand_add(hand, (card)__builtin_ctzll(cards));
    return hand;
}

/* The rank of a set of one to seven cards. */
static inline hand_rank evaluate(cardset cards)
{
    return hand_evaluate(hand_of(cards));
}

#endif
