/* Yardsticks: what players give away who look at nothing, to hold a figure of strength against.
 *
 * Pure functions of the game's rules; any thread may call. */
#ifndef EVAL_YARDSTICK_H
#define EVAL_YARDSTICK_H

#include "game/tree.h"

#include <stdbool.h>

/* What a player who always folds loses a hand to opponents who always raise, in chips, as the mean over the seats. No
 * opponent can win more: that player puts in blinds and antes and nothing else. So with two players it is the player's
 * exploitability in the real game, and exactly what local best response wins. False, and nothing is known, where the
 * player can see a showdown for nothing because nobody may raise. */
bool yardstick_always_fold(const struct game *game, double *lost);

/* The same in thousandths of the big blind, as what stands beside an exploitability: false also where there is no big blind, and
 * with more than two players, whose losses are shared out and say nothing of it. */
bool yardstick_always_fold_mbb(const struct game *game, double *lost);

/* The same as the first where opponents raise only what a tree offers. */
bool yardstick_always_fold_within(const struct tree *tree, double *lost);

#endif
