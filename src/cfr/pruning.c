#include "cfr/pruning.h"

/* Pluribus's floor lies a thirtieth below its threshold: a skipped action can come back. */
static const double FLOOR = 31.0 / 30.0;

struct pruning pruning_in(const struct game *game, bool enabled, double threshold, double probability)
{
    double scaled = threshold * (game_unit(game) / PRUNING_BIG_BLIND);
    return (struct pruning){
        .enabled = enabled,
        .threshold = (float)scaled,
        .floor = (float)(scaled * FLOOR),
        .probability = (float)probability,
    };
}
