/* External sampling (Lanctot et al. 2009, section 3.1): chance and the opponents are sampled, the traverser tries every
 * action. At the traverser's node I with values v(a) of the actions and strategy s:
 *
 *     v = sum over a of s(a) v(a),    R(I, a) += w (v(a) - v)
 *
 * and at an opponent's node the strategy sum is updated, S(I, a) += w' s(a), before one action is sampled from s. The
 * iteration's weights, w in regrets and w' in the average, are the schedule's. The reach of chance and the opponents
 * appears nowhere: it is the probability with which I was sampled.
 *
 * Targeted sampling (targets.h) learns on some streets only. */
#include "cfr/sampler.h"
#include "cfr/traversal.h"

#include <math.h>

static float walk_from(struct traversal *traversal, walk_ref at);

/* Pluribus does not skip actions that end the hand, nor on the last street: they cost next to nothing. One that has a
 * share, as all have where no regret is positive, would be missing in the sum. */
static inline bool skips(const struct traversal *traversal, const struct visited *visited, unsigned action)
{
    return visited->node.street != traversal->plan->walk.last_street &&
           !walk_is_terminal(visited->node.child[action]) && visited->strategy[action] <= 0 &&
           table_load(&visited->street->regret[visited->index + action]) < traversal->weights.prune_below;
}

static float explore(struct traversal *traversal, const struct visited *visited)
{
    unsigned actions = visited->node.actions;
    float value[MENU_ACTIONS], expected = 0;
    uint32_t skipped = 0;
    for (unsigned a = 0; a < actions; a++) {
        if (traversal->draw.prune && skips(traversal, visited, a)) {
            skipped |= UINT32_C(1) << a;
            continue;
        }
        value[a] = walk_from(traversal, visited->node.child[a]);
        expected += visited->strategy[a] * value[a];
    }
    table_entry *regret = visited->street->regret + visited->index;
    for (unsigned a = 0; a < actions; a++) {
        if (skipped >> a & 1)
            continue;
        float sum = table_load(&regret[a]) + traversal->weights.weight * (value[a] - expected);
        table_store(&regret[a], sum < traversal->weights.regret_floor ? traversal->weights.regret_floor : sum);
    }
    return expected;
}

/* Follows sampled actions until the hand ends or the traverser tries all of his. */
static float walk_from(struct traversal *traversal, walk_ref at)
{
    float sampled[GAME_PLAYERS];
    bool restore = false;
    float value;
    for (;;) {
        if (walk_is_terminal(at)) {
            value = traversal_payoff(traversal, at);
            break;
        }
        struct visited visited;
        traversal_visit(traversal, at, &visited);
        unsigned player = visited.node.player;
        if (player == traversal->traverser && traversal->draw.targets >> visited.node.street & 1) {
            value = explore(traversal, &visited);
            break;
        }
        if (traversal->draw.targets == TARGETS_ALL)
            traversal_add_strategy(traversal, &visited, traversal_others(traversal, player));
        unsigned action =
            sample_action(visited.strategy, visited.node.actions, random_unit_at(traversal->draw.key, at));
        if (traversal->plan->walk.players > 2) {
            if (!restore) {
                for (unsigned p = 0; p < GAME_PLAYERS; p++)
                    sampled[p] = traversal->sampled[p];
                restore = true;
            }
            /* Actions with less are still drawn, once in so many draws: their weight is of that. */
            traversal->sampled[player] *= fmaxf(visited.strategy[action], RANDOM_UNIT_STEP);
        }
        at = visited.node.child[action];
    }
    if (restore) {
        for (unsigned p = 0; p < GAME_PLAYERS; p++)
            traversal->sampled[p] = sampled[p];
    }
    return value;
}

static float traverse(struct traversal *traversal)
{
    traversal->draw = iteration_draw(traversal->plan, traversal->iteration, traversal->traverser);
    return walk_from(traversal, traversal->plan->walk.root);
}

const struct sampler sampler_external = {
    .choice = {"external", "the traverser tries every action, all else is sampled"},
    .traverse = traverse,
    .flies = true,
};

const struct sampler sampler_targeted = {
    .choice = {"targeted", "external on some streets at a time, see targets"},
    .traverse = traverse,
    .flies = true,
    .is_targeted = true,
};
