/* What a hand pays by the definition of side pots, chip by chip: the n-th chips of all players together go to the
 * best hand that put in as many. Slow, and shares nothing with game/payoff. */
#ifndef SUPPORT_CHIPS_H
#define SUPPORT_CHIPS_H

#include "cards/evaluator.h"
#include "game/definition.h"

static inline void chips_pay(unsigned players, const chips spent[], uint16_t folded, const hand_rank rank[],
                             double value[])
{
    chips most = 0;
    for (unsigned p = 0; p < players; p++) {
        value[p] = -spent[p];
        most = spent[p] > most ? spent[p] : most;
    }
    for (chips n = 1; n <= most; n++) {
        unsigned stakes = 0, winners = 0, best = 0;
        for (unsigned p = 0; p < players; p++) {
            stakes += spent[p] >= n;
            if (spent[p] < n || folded >> p & 1 || (winners > 0 && rank[p] < best))
                continue;
            winners = winners > 0 && rank[p] == best ? winners + 1 : 1;
            best = rank[p];
        }
        for (unsigned p = 0; p < players; p++) {
            if (spent[p] >= n && !(folded >> p & 1) && rank[p] == best)
                value[p] += (double)stakes / winners;
        }
    }
}

#endif
