/* Action translation: what a bet that is not in a strategy's own tree is read as.
 *
 * Sizes are fractions of the pot after the call, as in game/menu.h. Between two sizes that the tree offers the
 * randomised pseudo-harmonic mapping decides (Ganzfried and Sandholm 2013, "Action translation in extensive-form
 * games with large action spaces", equation 2): it cannot be gamed by bets a little above or below an offered size,
 * and it does not depend on the unit of the chips. Pure functions; any thread may call. */
#ifndef EVAL_TRANSLATE_H
#define EVAL_TRANSLATE_H

#include "game/state.h"

/* A raise-to as a fraction of the pot after the call. */
double translate_fraction(const struct game *game, const struct state *state, chips to);

/* The effective raise-to (game/state.h) nearest to a fraction of the pot; there must be one. The inverse of
 * translate_fraction for every such raise-to. */
chips translate_raise(const struct game *game, const struct state *state, double fraction);

/* The probability that `size` is read as `lower` rather than `upper`; 0 <= lower <= size <= upper, lower < upper:
 * (upper - size)(1 + lower) / ((upper - lower)(1 + size)). */
double translate_lower(double lower, double upper, double size);

/* Which of offered[count], ascending, count >= 1, `size` is read as: the first when it is smaller than all, the
 * last when it is larger, else one of its two neighbours, the lower one when unit_random in [0, 1) is below its
 * probability. */
unsigned translate_size(const double offered[], unsigned count, double size, double unit_random);

#endif
