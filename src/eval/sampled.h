/* Values and best responses by sampled boards, for two-player games with too many boards to go over.
 *
 * Boards of the second street (hold'em: flops) are drawn independently, each with its chance; what follows on one is gone
 * over exactly, and there the responder answers exactly. On the first street, where he does not know the board to come, his
 * choices are made on one half of the sample and judged on the other, both ways round: what is reported is what a fixed
 * strategy wins, never what hindsight would. So the mean of the estimate is a lower bound of the best response's value that
 * comes close as the sample grows. The best responder sees his cards, whatever buckets the policy has. One thread calls. */
#ifndef EVAL_SAMPLED_H
#define EVAL_SAMPLED_H

#include "eval/estimate.h"
#include "eval/policy.h"
#include "platform/run_context.h"

/* SAMPLED_LEAST boards are asked for at least; two can be judged. */
enum { SAMPLED_LEAST = 4, SAMPLED_JUDGED_LEAST = 2 };

/* Chips a hand; a sample is a board. */
struct sampled {
    uint64_t boards;         /* that were judged, the first ones of the sample; with none the estimates are empty */
    struct estimate value;   /* of the first player */
    struct estimate best[2]; /* of a response of this player */
    struct estimate exploitability;
};

/* What is known while the boards are walked. */
struct sampled_news {
    struct sampled so_far;
    double done;    /* boards, parts of those in hand included */
    double seconds; /* since the first one was begun */
};

struct sampled_plan {
    const struct run_context *run; /* borrowed, as all that follows */
    const struct tree *tree;
    const struct policy *policy; /* whose responders are judged */
    uint64_t boards, seed;       /* at least SAMPLED_LEAST boards */
    unsigned workers;
    /* Called by the main thread ten seconds after the start, when the pace is known, and whenever the boards that are
     * done have doubled, but not more than every ten seconds. NULL: nobody listens. */
    void (*tell)(void *context, const struct sampled_news *news);
    void *context;
};

/* False, with the reason, when the game is not of that kind or even one board has too many that follow. */
bool sampled_feasible(const struct tree *tree, struct failure *failure);

/* The same numbers for any number of workers. Shows a progress line. Fails when a thread cannot be started and when the
 * work is cancelled: then the result is of the boards done so far. */
bool sampled_compute(const struct sampled_plan *plan, struct sampled *result, struct failure *failure);

#endif
