/* What a hand pays when it has ended, in chips won less chips put in.
 *
 * This is the one place in which that is decided: whoever walks, samples, matches, bounds or writes down hands asks
 * here, and another rule (rake, another share of a tie) is a change to this file and to payoff.c. The general rule
 * is `payoff`, for any number of players and side pots. Between two players an end is told by three numbers, what it
 * pays a player whose hand wins, ties or loses; they are the general rule's, which a test holds them to.
 *
 * Some keep less than that, because they are fast or because they know cards by their odds only, and what they keep
 * has conditions. Each is asserted where it is made, so that a rule for which it does not hold stops there:
 *
 *   payoff_amount  one number for an end, which the samplers' walk and the forest of the vector walks store
 *   payoff_stake   what odds are multiplied by, in local best response and in the corrections of matches
 *
 * Pure functions; any thread may call. */
#ifndef GAME_PAYOFF_H
#define GAME_PAYOFF_H

#include "cards/evaluator.h"
#include "game/state.h"

#include <assert.h>

/* What the end pays every player. Side pots go by the chips put in, and each is split evenly among the best hands that
 * put in as much; the chips of who folded stay in the pots, and what nobody could call comes back. rank[p] is read for
 * players that have not folded, when there are two of them. */
void payoff(unsigned players, const chips spent[], uint16_t folded, const hand_rank rank[], double value[]);

/* What an end pays who has folded, or would if he folded now: he loses what he has put in, whoever gets it. */
static inline double payoff_of_fold(const chips spent[], unsigned player)
{
    return -(double)spent[player];
}

/* What an end of a hand between two players pays one of them, by how his hand compares. After a fold cards do not
 * matter, and the three are the same. */
struct payoff_heads_up {
    double win, tie, lose;
};

/* What both have put in is contested, the rest comes back. */
static inline struct payoff_heads_up payoff_heads_up(const chips spent[2], uint16_t folded, unsigned player)
{
    double contested = spent[0] < spent[1] ? spent[0] : spent[1];
    if (folded == 0)
        return (struct payoff_heads_up){contested, 0, -contested};
    double fixed = folded >> player & 1 ? payoff_of_fold(spent, player) : contested;
    return (struct payoff_heads_up){fixed, fixed, fixed};
}

/* What `player` is paid between two players if nobody bets any more: if who owes calls, as far as the stack goes, and
 * all that comes is checked. */
static inline struct payoff_heads_up payoff_if_called(const struct game *game, const struct state *state,
                                                      unsigned player)
{
    chips spent[2];
    for (unsigned p = 0; p < 2; p++)
        spent[p] = state->max_spent < game->stack[p] ? state->max_spent : game->stack[p];
    return payoff_heads_up(spent, 0, player);
}

/* What `player` wins between two players when the other folds. */
static inline double payoff_if_other_folds(const struct state *state, unsigned player)
{
    return payoff_heads_up(state->spent, (uint16_t)(1U << (1 - player)), player).win;
}

/* What an edge of 1 is worth, the edge being the probability of winning less that of losing. Says all that there is
 * to say about a showdown as long as a win is as far from a tie as a loss. */
static inline double payoff_stake(const struct payoff_heads_up *pays)
{
    assert(pays->win - pays->tie == pays->tie - pays->lose);
    return (pays->win - pays->lose) / 2;
}

/* What a showdown of that edge pays in the mean, times a weight. */
static inline double payoff_mean(const struct payoff_heads_up *pays, double weight, double edge)
{
    return weight * pays->tie + weight * payoff_stake(pays) * edge;
}

/* An end between two players as one number: what player 0 wins by a fold, or at a showdown with the better hand.
 * Says all as long as a tie pays nothing and what one wins the other loses: then a showdown is worth the number, 0
 * or the number taken away, and player 1's payoff is player 0's with the other sign. */
static inline double payoff_amount(const chips spent[2], uint16_t folded)
{
    struct payoff_heads_up first = payoff_heads_up(spent, folded, 0), second = payoff_heads_up(spent, folded, 1);
    assert(first.win == -second.lose && first.tie == -second.tie && first.lose == -second.win);
    assert(folded ? first.win == first.lose : first.tie == 0 && first.win == -first.lose);
    (void)second;
    return first.win;
}

#endif
