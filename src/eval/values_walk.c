#include "eval/values_walk.h"

#include "base/memory.h"

#include <string.h>

/* --- ends of hands --- */

/* In chips that are won in the end less those that are put in from the spot on. */
static void end_hand(const struct values_walk *walk, uint32_t at, const double reach[], double out[])
{
    const struct tree *tree = &walk->spot->blueprint->tree;
    struct facing_hands hands = values_hands(walk);
    struct payoff_heads_up pays = tree_payoff_heads_up(tree, at, walk->player);
    double before = walk->spot->state.spent[walk->player];
    if (tree->terminals[at].showdown)
        facing_showdown(&hands, reach, pays.win + before, pays.tie + before, pays.lose + before, out);
    else
        facing_fold(&hands, reach, pays.win + before, out);
}

/* --- the walk --- */

struct level *values_level(struct values_walk *walk, unsigned depth)
{
    if (depth == walk->levels) {
        walk->level = memory_resize(walk->level, depth + 1, sizeof *walk->level);
        struct level *level = walk->level[walk->levels++] = memory_allocate(1, sizeof *level);
        level->row = memory_allocate((size_t)walk->hands * MENU_ACTIONS, sizeof *level->row);
        level->reach = memory_allocate(walk->hands, sizeof *level->reach);
        level->value = memory_allocate(walk->hands, sizeof *level->value);
    }
    return walk->level[depth];
}

void values_rows(const struct values_walk *walk, const struct node *node, float row[])
{
    const struct street_buckets *street = &walk->street[node->street];
    for (unsigned i = 0; i < street->count; i++)
        blueprint_policy(walk->spot->blueprint, node, street->bucket[i], row + (size_t)i * node->actions);
}

double values_multiply(const struct values_walk *walk, const struct node *node, const float row[], unsigned a,
                       const double in[], double out[])
{
    const uint16_t *index = walk->street[node->street].index;
    double sum = 0;
    for (unsigned i = 0; i < walk->places; i++) {
        out[i] = in[i] * (double)row[(size_t)index[i] * node->actions + a];
        sum += out[i];
    }
    return sum;
}

void values_sum(const struct values_walk *walk, const double in[], double out[])
{
    for (unsigned i = 0; i < walk->places; i++)
        out[i] += in[i];
}

static void walk_from(struct values_walk *walk, node_ref at, unsigned depth, const double reach[], double out[]);

void values_below(struct values_walk *walk, const struct node *node, unsigned a, unsigned depth, const double reach[],
                  double out[])
{
    walk_from(walk, walk->spot->blueprint->tree.child[node->street][node->row + a], depth + 1, reach, out);
}

static void walk_own(struct values_walk *walk, const struct node *node, unsigned depth, const double reach[],
                     double out[])
{
    struct level *level = values_level(walk, depth);
    memset(out, 0, walk->places * sizeof *out);
    for (unsigned a = 0; a < node->actions; a++) {
        values_below(walk, node, a, depth, reach, level->value);
        values_multiply(walk, node, level->row, a, level->value, level->value);
        values_sum(walk, level->value, out);
    }
}

/* All of the opponent's actions that it ever takes. */
static void walk_others(struct values_walk *walk, const struct node *node, unsigned depth, const double reach[],
                        double out[])
{
    struct level *level = values_level(walk, depth);
    memset(out, 0, walk->places * sizeof *out);
    for (unsigned a = 0; a < node->actions; a++) {
        if (values_multiply(walk, node, level->row, a, reach, level->reach) <= 0)
            continue;
        values_below(walk, node, a, depth, level->reach, level->value);
        values_sum(walk, level->value, out);
    }
}

/* One of them, drawn as its range takes them, and weighed so that the mean is that of all. */
static void walk_drawn(struct values_walk *walk, const struct node *node, unsigned depth, const double reach[],
                       double out[])
{
    struct level *level = values_level(walk, depth);
    double taken[MENU_ACTIONS], all = 0;
    unsigned a = 0;
    for (unsigned i = 0; i < node->actions; i++)
        all += taken[i] = values_multiply(walk, node, level->row, i, reach, level->reach);
    if (all <= 0) {
        memset(out, 0, walk->places * sizeof *out);
        return;
    }
    double drawn = random_unit(&walk->stream) * all;
    for (unsigned i = 0; i < node->actions && drawn >= 0; drawn -= taken[i++])
        a = taken[i] > 0 ? i : a;
    values_multiply(walk, node, level->row, a, reach, level->reach);
    for (unsigned i = 0; i < walk->places; i++)
        level->reach[i] *= all / taken[a];
    values_below(walk, node, a, depth, level->reach, out);
}

static void walk_from(struct values_walk *walk, node_ref at, unsigned depth, const double reach[], double out[])
{
    if (node_ref_is_terminal(at)) {
        end_hand(walk, node_ref_terminal(at), reach, out);
        return;
    }
    const struct node *node = &walk->spot->blueprint->tree.nodes[at];
    values_rows(walk, node, values_level(walk, depth)->row);
    if (node->player == walk->player)
        walk_own(walk, node, depth, reach, out);
    else if (walk->draws)
        walk_drawn(walk, node, depth, reach, out);
    else
        walk_others(walk, node, depth, reach, out);
}
