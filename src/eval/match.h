/* Matches: how much one agent wins from another, two players.
 *
 * Duplicate: each deal is played twice, with the seats swapped and the same cards; one sample is the mean of both
 * hands. It is corrected for luck besides (eval/match_hand.h): plain and corrected mean estimate the same, the
 * corrected one with a smaller variance, at five to seventeen times the cost. The result is a pure function of agents,
 * seed and number of deals, the same to the last bit for any number of workers (eval/sampling.h). One thread calls. */
#ifndef EVAL_MATCH_H
#define EVAL_MATCH_H

#include "eval/agent.h"
#include "eval/estimate.h"
#include "platform/run_context.h"

struct match_plan {
    const struct run_context *run; /* borrowed */
    const struct agent *a, *b;     /* borrowed; of games with equal fingerprints */
    uint64_t deals, seed;
    unsigned workers;
    bool plain; /* no corrections: the corrected estimates are the plain ones */
};

/* Chips per hand for A. */
struct match_estimates {
    struct estimate plain, corrected; /* one sample a deal */
    struct estimate seat[2];          /* corrected, one sample a hand: A in that position */
    double chips;                     /* what A won in all, uncorrected */
};

/* Fails when the game is not for two or the agents' games differ. */
bool match_check(const struct agent *a, const struct agent *b, struct failure *failure);

/* What A wins in the deal of that number, in chips: the plain mean over both seats. Pure; any thread, after
 * evaluator_init. */
double match_play_deal(const struct match_plan *plan, uint64_t number);

/* Fails, besides, when a thread cannot be started, and when the work is cancelled: then the estimates are of the deals
 * played so far. Shows a progress line. */
bool match_play(const struct match_plan *plan, struct match_estimates *estimates, struct failure *failure);

#endif
