/* Hand histories: what happened in a hand, as text that other programs read.
 *
 * PHH (Kim 2024, "Recording and describing poker hands"): a TOML table a hand, numbered, in one file (.phhs). Hold'em with
 * a full deck only; amounts of bets are those of the street; heads-up the forced bets stand in the reversed order, small
 * blind first, although player 1 posts the big one. Whoever is left shows, the last to raise first; when all are all-in
 * before the cards that are still to come.
 *
 * ACPC: a line a hand, STATE:<number>:<betting>:<cards>:<chips won>:<players>, by position.
 *
 * Plain values; the file is the caller's. Main thread. */
#ifndef PLAY_HISTORY_H
#define PLAY_HISTORY_H

#include "game/state.h"

#include <stdio.h>

enum history_format { HISTORY_PHH, HISTORY_ACPC };

/* A finished hand. Cards that were not seen are unknown. */
struct history_hand {
    const struct game *game; /* borrowed */
    uint64_t number;
    const char *name[GAME_PLAYERS]; /* borrowed; by position */
    unsigned actions;
    const struct action *action; /* borrowed */
    uint16_t known;              /* bit per player: the hole cards */
    card hole[GAME_PLAYERS][GAME_HOLE_CARDS];
    unsigned board_cards;
    card board[GAME_BOARD_CARDS];
};

/* Chips that each player won; false when that depends on cards that were not seen. */
bool history_value(const struct history_hand *hand, double value[]);

/* Whether the format can say what happens in this game. */
bool history_suits(enum history_format format, const struct game *game, struct failure *failure);

/* Appends the hand; the game suits. False when it cannot be written. */
bool history_write(enum history_format format, const struct history_hand *hand, FILE *file, struct failure *failure);

#endif
