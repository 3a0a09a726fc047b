/* What an iteration of sampling brings with it: weights, which are the schedule's, and what it draws for each traversal.
 * Pure functions of the plan and the iteration's number; any thread may call. */
#ifndef CFR_ITERATION_H
#define CFR_ITERATION_H

#include "cfr/plan.h"

/* The iteration's weight in regrets, the regrets that matter to pruning in units of that weight, and its weight in
 * strategy sums. */
struct iteration_weights {
    float weight, prune_below, regret_floor, average;
    uint32_t epoch;
};
struct iteration_weights iteration_weights(const struct sampler_plan *plan, uint64_t iteration);

/* What is drawn for one player's traversal by external or targeted sampling: the key of sampled actions (random_unit_at
 * the node), whether actions are skipped, and the streets that are learnt on, which are those of the whole batch of
 * DEAL_BATCH iterations. */
struct iteration_draw {
    uint64_t key;
    bool prune;
    uint8_t targets; /* bits; TARGETS_ALL */
};
struct iteration_draw iteration_draw(const struct sampler_plan *plan, uint64_t iteration, unsigned player);

#endif
