/* Local best response: a lower bound of an agent's exploitability, by play.
 *
 * A responder (eval/responder.h) plays deals against the agent in the real game, each from both seats with the same two
 * cards and the same board. What it wins in the mean no best response can fail to win, so an agent's exploitability (per
 * hand, both seats alike; of the agent that announces how it reads raises, as responder.h says) is at least that.
 * Two-player games of two hole cards.
 *
 * What is counted is the expectation over everything that the agent's strategy lets us know, so that far fewer hands are
 * needed than by dealing the agent cards. No cards are dealt to it: given what the responder holds and what has been
 * done, the pairs of the range have just the probabilities of its weights, so that
 *   - an action of the agent is drawn from its mixture over the range, and ends of the hand count with their mean over
 *     the range: the expectation over the agent's cards (Rao and Blackwell);
 *   - actions that end the hand (folds, calls of all-ins) are not drawn but counted with their probabilities, and play goes
 *     on with the rest;
 *   - from what is drawn (the responder's cards, board cards, the agent's other actions) the luck is taken out: a guess of
 *     what the hand is worth after it, less the mean of that guess over all that might have been drawn (Burch et al. 2018,
 *     "AIVAT"). The guess is what the hand is worth if nobody bets any more; for the responder's cards, the worth of its
 *     first decision. Any guess leaves the mean as it is; a good one takes out the variance.
 * The board is drawn beforehand, for both seats; hence the mixture goes over the pairs that hold none of its cards, those
 * still hidden included, while what the responder believes and the ends are over all pairs that it cannot exclude: they
 * are means over the cards to come, too.
 *
 * Against an agent that always folds, or always calls when the responder only folds and calls, every deal counts the same:
 * the truths that it loses 750 mbb a hand, and nothing, hold to the last digits of a double.
 *
 * Deterministic: deal d is a pure function of (seed, d), and sums are merged in order, whatever the number of workers.
 * Lifecycle: lbr_open, then any number of times lbr_face and lbr_run, lbr_close. */
#ifndef EVAL_LBR_H
#define EVAL_LBR_H

#include "eval/estimate.h"
#include "eval/responder.h"
#include "platform/run_context.h"

struct lbr {
    struct responder_rules rules;
    struct equity equity;
    /* Of lbr_face. */
    const struct agent *agent; /* borrowed */
    uint64_t seed;
    /* What the responder's cards promise in each seat (the guess before anything is done), and the mean over all. */
    double *promise[2]; /* owned: [class of the pair] */
    double promise_mean[2];
};

/* Of all deals; chips a hand, won by the responder. */
struct lbr_result {
    struct estimate both; /* a deal's mean over the seats */
    struct estimate seat[2];
};

/* False, with the reason, when the game is not of that kind: two players, blinds to measure in, hands of two cards. */
bool lbr_feasible(const struct game *game, struct failure *failure);

/* Takes seconds in hold'em (equity.h). Fails when the game is not of that kind, and when the work is cancelled. */
bool lbr_open(const struct run_context *run, struct lbr *lbr, const struct game *game, struct responder_rules rules,
              struct failure *failure);
void lbr_close(struct lbr *lbr);

/* Against whom the next runs are, and with which deals; again, some milliseconds, whenever its strategy has changed. */
void lbr_face(struct lbr *lbr, const struct agent *agent, uint64_t seed);

/* Plays deals 0 .. deals - 1 on `workers` threads; shows a progress line. Fails when a thread cannot be started and when the
 * work is cancelled: then the result is of the deals played so far. One thread calls. */
bool lbr_run(const struct run_context *run, const struct lbr *lbr, uint64_t deals, unsigned workers,
             struct lbr_result *result, struct failure *failure);

/* Memory that a run takes. */
uint64_t lbr_bytes(unsigned workers);

#endif
