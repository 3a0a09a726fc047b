/* Measuring the strategy in the tables by play: what a local best responder wins from it, or what it wins from another
 * player.
 *
 * Opened with the set-up, before the tables have their memory: what costs seconds (the responder's odds before the flop, the
 * opponent's file) is paid once. All evaluations of a run play the same deals, so that what changes between them is the
 * strategy. The struct must stay where it is. Coordinator only; runs while no worker does. */
#ifndef TRAIN_PLAYED_H
#define TRAIN_PLAYED_H

#include "eval/lbr.h"
#include "eval/match.h"
#include "eval/player.h"
#include "eval/tables_policy.h"
#include "train/config.h"

struct setup;

struct played {
    const struct run_context *run; /* borrowed, the set-up's */
    bool is_match;
    struct tables_view view;
    struct agent agent; /* the strategy in training */
    uint64_t deals;
    unsigned workers;
    struct lbr lbr;         /* of local best response */
    struct player opponent; /* of a match */
};

/* Fail, with the reason, when the game is not for it; close in any case. */
bool played_open_lbr(struct played *played, const struct setup *setup, const struct train_config *config,
                     unsigned workers, struct failure *failure);
bool played_open_match(struct played *played, const struct setup *setup, const struct train_config *config,
                       unsigned workers, struct failure *failure);
/* The same as far as the names and games of the players tell, before the set-up has a card abstraction. */
bool played_check_match(const struct setup *setup, const struct train_config *config, struct failure *failure);
/* Zeroed memory is closed. */
void played_close(struct played *played);

/* Memory that a run takes, of either kind. */
uint64_t played_bytes(const struct played *played);

/* Chips a hand: won by the responder, or by the strategy from the opponent. Shows a progress line; fails when a thread cannot
 * be started and when the work is cancelled. */
bool played_run(struct played *played, uint64_t seed, struct estimate *won, struct failure *failure);

#endif
