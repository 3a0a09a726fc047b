#include "eval/best_response.h"

#include "base/memory.h"
#include "base/text.h"
#include "eval/all_deals.h"
#include "platform/progress.h"

#include <math.h>
#include <string.h>

struct walk {
    const struct tree *tree;
    const struct policy *policy;
    const struct all_deals *deals;
    unsigned player;           /* whose payoff is computed */
    bool responds;             /* he best-responds; otherwise he follows the policy, too */
    bool was_cancelled;        /* it was requested before: what is asked for all the same is done */
    struct progress *progress; /* in nodes */
};

static void reach_terminal(const struct walk *walk, uint32_t terminal, const double reach[], double value[])
{
    const struct all_deals *deals = walk->deals;
    bool showdown = walk->tree->terminals[terminal].showdown;
    double won[GAME_PLAYERS];
    for (uint32_t d = 0; d < deals->count; d++) {
        /* Without a showdown the cards do not matter. */
        if (showdown || d == 0)
            tree_payoff(walk->tree, terminal, deals->rank + (size_t)d * deals->players, won);
        value[d] = reach[d] * won[walk->player];
    }
}

static void walk_down(const struct walk *walk, node_ref ref, const double reach[], double value[]);

static bool is_given_up(const struct walk *walk)
{
    return !walk->was_cancelled && run_is_cancelled(walk->progress->run);
}

/* The acting player follows the policy: sums the actions, each weighted by its probability under his view. */
static void follow_policy(const struct walk *walk, const struct node *node, const double reach[], double value[])
{
    const struct all_deals *deals = walk->deals;
    unsigned street = node->street, actions = node->actions;
    const uint32_t *view = deals->view[street] + (size_t)node->player * deals->count;
    double *probability = memory_allocate((size_t)deals->views[street] * actions, sizeof *probability);
    for (uint32_t v = 0; v < deals->views[street]; v++)
        walk->policy->read(walk->policy->context, node, deals->cards[street] + (size_t)v * deals->view_cards[street],
                           probability + (size_t)v * actions);
    double *child_reach = memory_allocate(deals->count, sizeof *child_reach);
    double *child_value = memory_allocate(deals->count, sizeof *child_value);
    memset(value, 0, deals->count * sizeof *value);
    for (unsigned a = 0; a < actions && !is_given_up(walk); a++) {
        for (uint32_t d = 0; d < deals->count; d++)
            child_reach[d] = reach[d] * probability[(size_t)view[d] * actions + a];
        walk_down(walk, walk->tree->child[street][node->row + a], child_reach, child_value);
        for (uint32_t d = 0; d < deals->count; d++)
            value[d] += child_value[d];
    }
    memory_release(child_value);
    memory_release(child_reach);
    memory_release(probability);
}

/* The responder takes, for each of his views, the one action that is best over all deals that look the same
 * to him. */
static void respond(const struct walk *walk, const struct node *node, const double reach[], double value[])
{
    const struct all_deals *deals = walk->deals;
    unsigned street = node->street;
    uint32_t views = deals->views[street];
    const uint32_t *view = deals->view[street] + (size_t)node->player * deals->count;
    double *best = memory_allocate(views, sizeof *best);
    double *total = memory_allocate(views, sizeof *total);
    double *child_value = memory_allocate(deals->count, sizeof *child_value);
    for (uint32_t v = 0; v < views; v++)
        best[v] = -INFINITY;
    for (unsigned a = 0; a < node->actions && !is_given_up(walk); a++) {
        walk_down(walk, walk->tree->child[street][node->row + a], reach, child_value);
        memset(total, 0, views * sizeof *total);
        for (uint32_t d = 0; d < deals->count; d++)
            total[view[d]] += child_value[d];
        for (uint32_t d = 0; d < deals->count; d++) {
            if (total[view[d]] > best[view[d]])
                value[d] = child_value[d];
        }
        for (uint32_t v = 0; v < views; v++)
            best[v] = fmax(best[v], total[v]);
    }
    memory_release(child_value);
    memory_release(total);
    memory_release(best);
}

/* value[deal] = reach[deal] * expected payoff of walk->player from here on. */
static void walk_down(const struct walk *walk, node_ref ref, const double reach[], double value[])
{
    const struct tree *tree = walk->tree;
    if (node_ref_is_terminal(ref)) {
        reach_terminal(walk, node_ref_terminal(ref), reach, value);
        return;
    }
    const struct node *node = &tree->nodes[ref];
    if (is_given_up(walk)) {
        memset(value, 0, walk->deals->count * sizeof *value);
        return;
    }
    walk->progress->cost_done++;
    progress_show(walk->progress, 0);
    if (walk->responds && node->player == walk->player)
        respond(walk, node, reach, value);
    else
        follow_policy(walk, node, reach, value);
}

static double expected_payoff(const struct walk *walk)
{
    uint32_t count = walk->deals->count;
    double *reach = memory_allocate(count, sizeof *reach);
    double *value = memory_allocate(count, sizeof *value);
    for (uint32_t d = 0; d < count; d++)
        reach[d] = 1;
    walk_down(walk, walk->tree->root, reach, value);
    double total = 0;
    for (uint32_t d = 0; d < count; d++)
        total += value[d];
    memory_release(value);
    memory_release(reach);
    return total / count;
}

bool best_response_feasible(const struct tree *tree, struct failure *failure)
{
    uint64_t deals = all_deals_count(tree->game);
    uint64_t points = (uint64_t)tree->nodes_count + tree->terminals_count;
    if (deals > BEST_RESPONSE_MOST_DEALS)
        return failure_set(failure, "%s is too large to evaluate exactly: %s%s deals, the most is %s", tree->game->name,
                           deals == UINT64_MAX ? "more than " : "", text_thousands(deals).text,
                           text_thousands(BEST_RESPONSE_MOST_DEALS).text);
    if (points > BEST_RESPONSE_MOST_WORK / deals)
        return failure_set(
            failure,
            "%s is too large to evaluate exactly: %s deals times %s points of the betting tree, the most "
            "is a product of %s",
            tree->game->name, text_thousands(deals).text, text_thousands(points).text,
            text_thousands(BEST_RESPONSE_MOST_WORK).text);
    return true;
}

static unsigned depth_below(const struct tree *tree, node_ref ref)
{
    unsigned depth = 0;
    if (node_ref_is_terminal(ref))
        return 0;
    const struct node *node = &tree->nodes[ref];
    for (unsigned a = 0; a < node->actions; a++) {
        unsigned below = depth_below(tree, tree->child[node->street][node->row + a]);
        depth = below > depth ? below : depth;
    }
    return depth + 1;
}

/* A point of the way down holds two numbers a deal, and its probabilities, which are no more; so do the ends. */
uint64_t best_response_bytes(const struct tree *tree)
{
    uint64_t deals = all_deals_count(tree->game), streets = tree->game->rounds, players = tree->game->players;
    uint64_t listed = players * (sizeof(hand_rank) + streets * sizeof(uint32_t)) + streets * sizeof(uint32_t);
    return deals * (listed + 4 * sizeof(double) * (depth_below(tree, tree->root) + 1));
}

bool best_response_compute(const struct run_context *run, const struct tree *tree, const struct policy *policy,
                           struct best_response *result)
{
    struct all_deals deals;
    struct progress progress;
    all_deals_init(tree->game, &deals);
    progress_start(&progress, run, "Evaluating", 2.0 * tree->game->players * tree->nodes_count);
    memset(result, 0, sizeof *result);
    struct walk walk = {
        .tree = tree, .policy = policy, .deals = &deals, .was_cancelled = run_is_cancelled(run), .progress = &progress};
    for (unsigned p = 0; p < tree->game->players; p++) {
        walk.player = p;
        walk.responds = false;
        result->value[p] = expected_payoff(&walk);
        walk.responds = true;
        result->best[p] = expected_payoff(&walk);
        result->nashconv += result->best[p] - result->value[p];
    }
    result->exploitability = result->nashconv / tree->game->players;
    all_deals_release(&deals);
    return !is_given_up(&walk);
}
