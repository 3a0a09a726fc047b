/* Exact values and best responses, for any number of players in any game small enough to list its deals.
 *
 * Vectors over all deals are carried down the public tree: the probability that everybody but the player in
 * question plays to this point, and back up the expected payoff. A best responder knows his own hole cards
 * and the board so far, to the card, whatever buckets the policy uses: the result is the exploitability in
 * the real game. With perfect recall, backward induction over his information sets is exact.
 *
 * NashConv is the sum over players of what each gains by best-responding while the others keep to the policy;
 * exploitability is NashConv / players (Lanctot et al. 2017). Chips per hand. One thread. */
#ifndef EVAL_BEST_RESPONSE_H
#define EVAL_BEST_RESPONSE_H

#include "eval/policy.h"
#include "platform/run_context.h"

/* A game is refused beyond these: listing takes some 50 bytes a deal, the walks some nanoseconds a deal and
 * point. */
#define BEST_RESPONSE_MOST_DEALS UINT64_C(4000000)
#define BEST_RESPONSE_MOST_WORK  UINT64_C(4000000000)

struct best_response {
    double value[GAME_PLAYERS]; /* of the policy against itself */
    double best[GAME_PLAYERS];  /* of a best response of this player against the policy */
    double nashconv, exploitability;
};

/* Fails when deals or deals * (nodes + terminals) exceed the limits, with the numbers. */
bool best_response_feasible(const struct tree *tree, struct failure *failure);

/* Memory that best_response_compute takes meanwhile; the tree must be feasible. */
uint64_t best_response_bytes(const struct tree *tree);

/* The tree must be feasible. Shows a progress line. False when the work is cancelled meanwhile: then the result means
 * nothing. What is cancelled already is done all the same: who begins so knows that it takes no time. */
bool best_response_compute(const struct run_context *run, const struct tree *tree, const struct policy *policy,
                           struct best_response *result);

#endif
