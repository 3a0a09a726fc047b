/* What one traversal carries: the deal, the traverser, the rows' places, the weights of this iteration. */
#ifndef CFR_TRAVERSAL_H
#define CFR_TRAVERSAL_H

#include "base/random.h"
#include "cfr/iteration.h"
#include "cfr/row.h"

struct traversal {
    const struct sampler_plan *plan;
    const struct deal *deal;
    uint64_t iteration;
    unsigned traverser;
    struct iteration_weights weights;
    float epsilon;               /* how often the traverser explores */
    struct iteration_draw draw;  /* for samplers that prune or target, and draw by node */
    struct random_stream random; /* for samplers that draw in the order in which they come to nodes */
    int order;                   /* two players: deal_order */
    uint64_t visits, new_infosets;
    /* [player][street]: index of the first entry of the player's bucket */
    size_t block[GAME_PLAYERS][GAME_ROUNDS];
    /* More than two players: probability with which the actions sampled so far were chosen, by player. */
    float sampled[GAME_PLAYERS];
};

/* The traverser's chips at a terminal of a game of more than two players. */
float traversal_payoff_of_many(const struct traversal *traversal, walk_ref ref);

/* The traverser's chips at a terminal. */
static inline float traversal_payoff(const struct traversal *traversal, walk_ref ref)
{
    if (traversal->plan->walk.players > 2)
        return traversal_payoff_of_many(traversal, ref);
    float first = walk_payoff(ref, traversal->order);
    return traversal->traverser == 0 ? first : -first;
}

/* A node and its row for whoever acts there, brought up to date. */
struct visited {
    struct walk_node node;
    const struct table_street *street;
    size_t index; /* of the row's first entry */
    float strategy[MENU_ACTIONS];
};

static inline void traversal_visit(struct traversal *traversal, walk_ref at, struct visited *visited)
{
    const struct sampler_plan *plan = traversal->plan;
    visited->node = walk_read(&plan->walk, at);
    visited->street = &plan->tables.street[visited->node.street];
    visited->index = traversal->block[visited->node.player][visited->node.street] + visited->node.row;
    if (plan->tables.stamped)
        row_refresh(visited->street, table_stamp_at(visited->index), visited->index, 1, visited->node.actions,
                    &plan->schedule, traversal->weights.epoch);
    regret_match(visited->street->regret + visited->index, visited->node.actions, visited->strategy);
    traversal->visits++;
}

/* At a node of a player who is not the traverser, reached by sampling. The average strategy weighs a visit by the
 * player's own reach, which sampling the player's actions already provides; `others` is the probability with which
 * everything else on the path was sampled (1 when that does not vary), and dividing by it leaves no other weight but
 * whether the others play to this node at all. */
static inline void traversal_add_strategy(struct traversal *traversal, const struct visited *visited, float others)
{
    traversal->new_infosets += strategy_add(visited->street->sum + visited->index, visited->node.actions,
                                            visited->strategy, traversal->weights.average / others);
}

/* Probability with which the sampled actions of everybody but `player` and the traverser were chosen so far. */
static inline float traversal_others(const struct traversal *traversal, unsigned player)
{
    float product = 1;
    if (traversal->plan->walk.players == 2)
        return product;
    for (unsigned p = 0; p < traversal->plan->walk.players; p++) {
        if (p != player && p != traversal->traverser)
            product *= traversal->sampled[p];
    }
    return product;
}

#endif
