/* The boards of a game, street by street, and the hands on them: what a vector walk goes over.
 *
 * A board and another that differs only by a renaming of suits which leaves the cards before them in place play alike, so
 * that one of them is visited with the weight of all (`weight`). A child's cards are its parent's and the new ones, so
 * hands keep their names from street to street. Hands that a renaming of suits maps on each other while the board stays
 * in place play alike, too: they share a slot, and a vector of a board has one element a slot. Slots of one street are
 * numbered through: slot i of a board is number first_slot + i, one for each canonical hand (cards grouped by street).
 *
 * On the last street hands are in ascending order of strength. One or two hole cards. Built by the main thread, const
 * afterwards. */
#ifndef BUCKETS_BOARDS_H
#define BUCKETS_BOARDS_H

#include "base/failure.h"
#include "cards/evaluator.h"
#include "game/definition.h"
#include "platform/run_context.h"

typedef uint16_t hand_id;
typedef uint16_t slot_id;

struct board {
    card cards[GAME_BOARD_CARDS];
    uint32_t first_child, children; /* on the next street */
    uint16_t hands, slots;
    uint32_t weight;      /* boards that this one stands for, given its parent */
    uint32_t first_slot;  /* in the street's numbering */
    card (*hole)[2];      /* owned by the street: [hand]; with one hole card the second is the first */
    hand_rank *rank;      /* [hand], last street only */
    slot_id *slot;        /* [hand] */
    slot_id *parent_slot; /* [slot]: the slot on the parent board that contains it; first street: unused */
};

struct boards_street {
    uint32_t count;
    uint32_t slots;      /* in all */
    uint16_t most_hands; /* on one board */
    struct board *board; /* owned */
};

struct boards {
    unsigned streets, hole_cards;
    struct boards_street street[GAME_ROUNDS];
    /* Deals that complete one player's hand: the other's hand and the board of this street. Dividing by it makes
     * counterfactual values expected chips. */
    double completions[GAME_ROUNDS];
};

/* Fails when hands have more than two cards, board cards lie before the first round, or there are more than `most` slots
 * on one of the streets 0 .. streets - 1. */
bool boards_feasible(const struct game *game, unsigned streets, uint64_t most, struct failure *failure);

/* The boards of those streets, when they are feasible and the work is not cancelled meanwhile. */
bool boards_init(const struct run_context *run, struct boards *boards, const struct game *game, unsigned streets,
                 uint64_t most, struct failure *failure);
/* The same but for the second street, which has the one board `only` (of those that boards_init lists) with the weight of all:
 * a sample. The game's first street is feasible. */
void boards_init_below(struct boards *boards, const struct game *game, unsigned streets, cardset only);
void boards_release(struct boards *boards);

/* For a board of the last street whose cards are `set`: puts its hands in ascending order of strength and writes their
 * ranks. */
void board_rank_hands(struct board *board, cardset set);

#endif
