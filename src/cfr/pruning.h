/* Regret-based pruning (Brown and Sandholm 2019, Pluribus): now and then actions of very negative regret are skipped.
 *
 * Regrets are chips, so what is very negative depends on their unit. A threshold is given in chips of a game whose big
 * blind is PRUNING_BIG_BLIND, as hold'em's is by custom, and scaled to the game at hand: what is learnt does not depend
 * on the unit of its chips. Pure; any thread may call. */
#ifndef CFR_PRUNING_H
#define CFR_PRUNING_H

#include "game/definition.h"

enum { PRUNING_BIG_BLIND = 100 };

/* In chips of the game; under linear weighting regrets are compared after division by the weight of the iteration. */
struct pruning {
    bool enabled;
    float threshold;   /* actions with less regret may be skipped */
    float floor;       /* regrets do not fall below */
    float probability; /* that a traversal skips them */
};

/* `threshold`: in chips of a game whose big blind is PRUNING_BIG_BLIND. */
struct pruning pruning_in(const struct game *game, bool enabled, double threshold, double probability);

#endif
