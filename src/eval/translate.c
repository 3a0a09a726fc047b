#include "eval/translate.h"

#include <math.h>

/* At least a chip, so that games without blinds have sizes too. */
static double pot_after_call(const struct game *game, const struct state *state)
{
    double owed = (double)state->max_spent - state->spent[state->player];
    double pot = (double)state_pot(game, state) + owed;
    return pot > 1 ? pot : 1;
}

double translate_fraction(const struct game *game, const struct state *state, chips to)
{
    return ((double)to - state->max_spent) / pot_after_call(game, state);
}

chips translate_raise(const struct game *game, const struct state *state, double fraction)
{
    chips low = 0, high = 0;
    state_effective_raise(game, state, &low, &high);
    double to = (double)state->max_spent + round(fraction * pot_after_call(game, state));
    return to < low ? low : to > high ? high : (chips)to;
}

double translate_lower(double lower, double upper, double size)
{
    return (upper - size) * (1 + lower) / ((upper - lower) * (1 + size));
}

unsigned translate_size(const double offered[], unsigned count, double size, double unit_random)
{
    unsigned above = 0;
    while (above < count && offered[above] <= size)
        above++;
    if (above == 0)
        return 0;
    if (above == count)
        return count - 1;
    return unit_random < translate_lower(offered[above - 1], offered[above], size) ? above - 1 : above;
}
