/* How exploitable a strategy is inside its abstraction: by opponents who must treat the hands of a bucket alike, as it does.
 *
 * The figure that training drives to zero, where exploitability in the real game (exploit.h) stops at what the buckets
 * cost. Buckets of different streets are made apart from each other, so that players forget; then no backward induction
 * finds the best response. The responder learns instead, by regret matching+ (Tammelin 2014) on his rows against the fixed
 * strategy, all boards an iteration: every iteration's strategy is one that he could play, and the best of them is
 * reported. It is a lower bound that rises with the iterations, and soon no more.
 *
 * Two-player games whose boards can all be gone over, with a bucket file. One thread calls. */
#ifndef EVAL_INSIDE_H
#define EVAL_INSIDE_H

#include "eval/best_response.h"
#include "platform/run_context.h"

enum { INSIDE_ITERATIONS = 60 };

/* Writes best, nashconv and exploitability of `result`. `policy` has read_at. Shows a progress line. Fails, with
 * the reason, when the game is not of that kind, when a thread cannot be started, and when the work is cancelled. */
bool inside_compute(const struct run_context *run, const struct tree *tree, const struct abstraction *abstraction,
                    const struct policy *policy, unsigned iterations, unsigned workers, struct best_response *result,
                    struct failure *failure);

#endif
