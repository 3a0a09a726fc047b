/* Folds and showdowns against all hands of a board at once, several ends of the betting side by side.
 *
 * A block holds LANES vectors over the hands of a board, [hand][lane]: the reach of the opponent's hands at LANES ends of
 * the betting. What each own hand meets there is a sum over the opponent's hands that share no card with it. Sums by
 * card make that O(hands): all hands, less those with the first card, less those with the second, plus the hand itself,
 * which was taken away twice. A showdown goes through the hands in order of strength once upwards and once downwards and
 * keeps such sums of what it has passed (Johanson et al. 2011, "Accelerating best response calculation in large
 * extensive games"). The lanes fill the vector registers. Pure functions; any thread may call. */
#ifndef CFR_LANES_H
#define CFR_LANES_H

#include "buckets/boards.h"

enum { LANES = 16 };

/* value[h][l] = sum of reach[g][l] over hands g that share no card with h. */
void lanes_fold(const struct board *board, unsigned hole_cards, float reach[][LANES], float value[][LANES]);

/* value[h][l] = the same sum over weaker hands, less that over stronger hands. A board of the last street. */
void lanes_showdown(const struct board *board, unsigned hole_cards, float reach[][LANES], float value[][LANES]);

#endif
