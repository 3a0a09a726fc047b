#include "cfr/traversal.h"

float traversal_payoff_of_many(const struct traversal *traversal, walk_ref ref)
{
    double value[GAME_PLAYERS];
    tree_payoff(traversal->plan->walk.tree, ref & ~WALK_TERMINAL, traversal->deal->rank, value);
    return (float)value[traversal->traverser];
}
