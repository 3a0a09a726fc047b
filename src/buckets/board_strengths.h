/* Strengths of all hands on all complete boards: each board that renamings of suits tell apart is ranked once, in whatever
 * order boards are asked for afterwards.
 *
 * Run-outs meet each complete board many times, hold'em's 134,459 kinds of them some three million times for all flops and
 * turns; looking a strength up takes a small part of what ranking takes. The table of the full deck has 291 MB. Built by the
 * main thread with help, const afterwards; any thread may read. */
#ifndef BUCKETS_BOARD_STRENGTHS_H
#define BUCKETS_BOARD_STRENGTHS_H

#include "buckets/parallel.h"
#include "buckets/strength.h"
#include "cards/isomorphism.h"

struct board_strengths {
    const struct strength_tables *tables; /* borrowed */
    struct deck deck;
    unsigned cards;           /* on a board */
    size_t hands;             /* that a board leaves */
    struct indexer *boards;   /* owned */
    uint64_t *ranks_of_suits; /* owned: [board] the representative's set by suits */
    uint16_t *doubled;        /* owned: [board][hand], as strength_of_board gives them */
};

/* A board as it lies there. hand(low, high) is strength_pair of the two places, the lower one first. */
struct board_strengths_view {
    const uint16_t *doubled;   /* borrowed: [hand] */
    uint8_t place[CARD_COUNT]; /* of a card that the board leaves */
};

/* About nanoseconds of one core. */
double board_strengths_cost(struct deck deck, unsigned cards);

/* Release it whether this fails, as a cancellation makes it do, or not. */
bool board_strengths_init(struct board_strengths *strengths, const struct strength_tables *tables, struct deck deck,
                          unsigned cards, unsigned workers, struct progress *progress, struct failure *failure);
void board_strengths_release(struct board_strengths *strengths);

/* `board`: in any order. */
void board_strengths_look(const struct board_strengths *strengths, const card board[],
                          struct board_strengths_view *view);

/* 2 * wins + ties of the hand, in any order, that does not meet the board. */
static inline unsigned board_strengths_of(const struct board_strengths_view *view, card a, card b)
{
    unsigned x = view->place[a], y = view->place[b];
    return view->doubled[x < y ? strength_pair(x, y) : strength_pair(y, x)];
}

#endif
