/* Values and best responses by sampled boards, for two-player games with too many boards to go over.
 *
 * Boards of the second street (hold'em: flops) are drawn independently, each with its chance; what follows on one is gone
 * over exactly, and there the responder answers exactly. On the first street, where he does not know the board to come, his
 * choices are made on one half of the sample and judged on the other, both ways round: what is reported is what a fixed
 * strategy wins, never what hindsight would. So the mean of the estimate is a lower bound of the best response's value that
 * comes close as the sample grows. The best responder sees his cards, whatever buckets the policy has. Main thread. */
#ifndef EVAL_SAMPLED_H
#define EVAL_SAMPLED_H

#include "eval/estimate.h"
#include "eval/policy.h"

enum { SAMPLED_LEAST = 4 };

/* Chips a hand; a sample is a board. */
struct sampled {
    struct estimate value;   /* of the first player */
    struct estimate best[2]; /* of a response of this player */
    struct estimate exploitability;
};

/* False, with the reason, when the game is not of that kind or even one board has too many that follow. */
bool sampled_feasible(const struct tree *tree, struct failure *failure);

/* `boards` at least SAMPLED_LEAST. The same numbers for any number of workers. Shows a progress line. Fails when a thread
 * cannot be started and when an interrupt is requested. */
bool sampled_compute(const struct tree *tree, const struct policy *policy, uint64_t boards, uint64_t seed,
                     unsigned workers, struct sampled *result, struct failure *failure);

#endif
