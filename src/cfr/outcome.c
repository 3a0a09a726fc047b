/* Outcome sampling (Lanctot et al. 2009, section 3.2): one trajectory z a traversal. The traverser plays
 * epsilon * uniform + (1 - epsilon) * s, everybody else s. With q the probability of the traverser's sampled actions,
 * the opponents' and chance's reach cancel against their sampling, and at the traverser's node I on the trajectory
 *
 *     R(I, a) += w u(z) / q(z) * (tail(a) - tail),    tail = s(a*) * (tail of the node below),
 *
 * where a* is the sampled action, tail(a*) the product of the traverser's s over the actions below I, and tail(a) = 0
 * for the others. At another player's node the strategy sum is updated with weight w' / q(I): the visit's probability is
 * the player's own reach (what the average wants) times that of the traverser's exploration (divided out). The iteration's
 * weights, w in regrets and w' in the average, are the schedule's. */
#include "cfr/purpose.h"
#include "cfr/sampler.h"
#include "cfr/traversal.h"

#include <math.h>

struct outcome {
    float utility; /* u(z) / q(z) */
    float tail;    /* product of the traverser's strategy over the actions below */
};

static struct outcome walk_from(struct traversal *traversal, walk_ref at, float q);

static struct outcome own_node(struct traversal *traversal, const struct visited *visited, float q)
{
    unsigned actions = visited->node.actions;
    float epsilon = traversal->epsilon;
    unsigned taken = random_unit_float(&traversal->random) < epsilon
                         ? random_below(&traversal->random, actions)
                         : sample_action(visited->strategy, actions, random_unit_float(&traversal->random));
    float probability = epsilon / (float)actions + (1 - epsilon) * visited->strategy[taken];
    struct outcome below = walk_from(traversal, visited->node.child[taken], q * probability);
    float tail = visited->strategy[taken] * below.tail;
    table_entry *regret = visited->street->regret + visited->index;
    for (unsigned a = 0; a < actions; a++) {
        float gain = below.utility * ((a == taken ? below.tail : 0) - tail);
        float sum = table_load(&regret[a]) + traversal->weights.weight * gain;
        table_store(&regret[a], sum < traversal->weights.regret_floor ? traversal->weights.regret_floor : sum);
    }
    return (struct outcome){below.utility, tail};
}

static struct outcome walk_from(struct traversal *traversal, walk_ref at, float q)
{
    for (;;) {
        if (walk_is_terminal(at))
            return (struct outcome){traversal_payoff(traversal, at) / q, 1};
        struct visited visited;
        traversal_visit(traversal, at, &visited);
        unsigned player = visited.node.player;
        if (player == traversal->traverser)
            return own_node(traversal, &visited, q);
        traversal_add_strategy(traversal, &visited, q * traversal_others(traversal, player));
        unsigned action = sample_action(visited.strategy, visited.node.actions, random_unit_float(&traversal->random));
        /* As in external sampling: what is drawn is drawn once in so many draws. */
        traversal->sampled[player] *= fmaxf(visited.strategy[action], RANDOM_UNIT_STEP);
        at = visited.node.child[action];
    }
}

static float traverse(struct traversal *traversal)
{
    traversal->random =
        random_stream_at(traversal->plan->seed, traversal->iteration, PURPOSE_WALK + traversal->traverser);
    struct outcome outcome = walk_from(traversal, traversal->plan->walk.root, 1);
    return outcome.utility * outcome.tail;
}

const struct sampler sampler_outcome = {
    .choice = {"outcome", "one trajectory a traversal"},
    .traverse = traverse,
};
