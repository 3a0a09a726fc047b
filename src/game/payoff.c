#include "game/payoff.h"

/* The smallest stake above `level` of a player who is left, or `level` when there is none. A folded player never has
 * the largest stake: folding is for those who owe. */
static chips next_level(unsigned players, const chips spent[], uint16_t folded, chips level)
{
    chips next = level;
    for (unsigned p = 0; p < players; p++) {
        bool counts = !(folded >> p & 1) && spent[p] > level;
        if (counts && (next == level || spent[p] < next))
            next = spent[p];
    }
    return next;
}

/* Pays the chips between two levels of stakes to the best hands that reached the upper one. */
static void pay_level(unsigned players, const chips spent[], uint16_t folded, const hand_rank rank[], chips below,
                      chips level, double value[])
{
    double pot = 0;
    hand_rank best = 0;
    unsigned winners = 0;
    for (unsigned p = 0; p < players; p++) {
        chips reach = spent[p] < level ? spent[p] : level;
        pot += reach > below ? reach - below : 0;
        if (folded >> p & 1 || spent[p] < level)
            continue;
        if (winners == 0 || rank[p] > best) {
            best = rank[p];
            winners = 1;
        } else if (rank[p] == best) {
            winners++;
        }
    }
    for (unsigned p = 0; p < players; p++) {
        if (!(folded >> p & 1) && spent[p] >= level && rank[p] == best)
            value[p] += pot / winners;
    }
}

void payoff(unsigned players, const chips spent[], uint16_t folded, const hand_rank rank[], double value[])
{
    hand_rank nobody[GAME_PLAYERS] = {0};
    unsigned left = 0;
    for (unsigned p = 0; p < players; p++) {
        value[p] = payoff_of_fold(spent, p);
        left += !(folded >> p & 1);
    }
    if (left == 1)
        rank = nobody;
    chips level = 0, next;
    while ((next = next_level(players, spent, folded, level)) > level) {
        pay_level(players, spent, folded, rank, level, next, value);
        level = next;
    }
}
