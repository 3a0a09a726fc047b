#include "cfr/traversal.h"

float traversal_payoff_of_many(const struct traversal *traversal, walk_ref ref)
{
    const struct tree *tree = traversal->plan->walk.tree;
    unsigned players = traversal->plan->walk.players;
    uint32_t terminal = ref & ~WALK_TERMINAL;
    double value[GAME_PLAYERS];
    payoff(players, &tree->spent[(size_t)terminal * players], tree->terminals[terminal].folded, traversal->deal->rank,
           value);
    return (float)value[traversal->traverser];
}
