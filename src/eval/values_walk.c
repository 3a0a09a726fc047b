#include "eval/values_walk.h"

#include "base/memory.h"

#include <string.h>

static const double ROUNDING = 1e-12;

/* --- ends of hands --- */

/* The reach of some hands, and of those among them that hold a card. */
struct facing {
    double total, card[CARD_COUNT];
};

static void face(struct facing *facing, const struct values_walk *walk, unsigned place, double reach)
{
    const card *hole = walk->hole + (size_t)place * walk->hole_cards;
    facing->total += reach;
    for (unsigned c = 0; c < walk->hole_cards; c++)
        facing->card[hole[c]] += reach;
}

/* The part that shares no card with a hand; `own`: its own reach when it is among them, which each of its cards takes
 * away. What differences of sums leave of nothing is nothing. */
static double beside(const struct facing *facing, const struct values_walk *walk, unsigned place, double own)
{
    const card *hole = walk->hole + (size_t)place * walk->hole_cards;
    double sum = facing->total + (walk->hole_cards - 1) * own;
    for (unsigned c = 0; c < walk->hole_cards; c++)
        sum -= facing->card[hole[c]];
    return sum > ROUNDING * facing->total ? sum : 0;
}

void values_beside(const struct values_walk *walk, const double reach[], double gain, double out[])
{
    struct facing all = {0};
    for (unsigned i = 0; i < walk->places; i++)
        face(&all, walk, i, reach[i]);
    for (unsigned i = 0; i < walk->places; i++)
        out[i] = gain * beside(&all, walk, i, reach[i]);
}

static double payoff_when(const struct values_walk *walk, const chips spent[], hand_rank mine, hand_rank other)
{
    hand_rank rank[2];
    double value[2];
    rank[walk->player] = mine;
    rank[walk->opponent] = other;
    payoff(2, spent, 0, rank, value);
    return value[walk->player] + walk->spot->state.spent[walk->player];
}

/* All lose; not so against hands that are no better; and still less against those that are worse. */
static void show_down(const struct values_walk *walk, const chips spent[], const double reach[], double out[])
{
    double win = payoff_when(walk, spent, 2, 1), tie = payoff_when(walk, spent, 1, 1);
    double lose = payoff_when(walk, spent, 1, 2);
    struct facing faced = {0};
    for (unsigned begin = 0, end; begin < walk->places; begin = end) {
        for (end = begin; end < walk->places && values_rank_at(walk, end) == values_rank_at(walk, begin); end++)
            out[end] = (win - tie) * beside(&faced, walk, end, 0);
        for (unsigned i = begin; i < end; i++)
            face(&faced, walk, i, reach[i]);
        for (unsigned i = begin; i < end; i++)
            out[i] += (tie - lose) * beside(&faced, walk, i, reach[i]);
    }
    for (unsigned i = 0; i < walk->places; i++)
        out[i] += lose * beside(&faced, walk, i, reach[i]);
}

static void end_hand(const struct values_walk *walk, uint32_t at, const double reach[], double out[])
{
    const struct tree *tree = &walk->spot->blueprint->tree;
    const struct terminal *terminal = &tree->terminals[at];
    const chips *spent = tree->spent + (size_t)at * 2;
    if (terminal->showdown) {
        show_down(walk, spent, reach, out);
        return;
    }
    bool folded = terminal->folded >> walk->player & 1;
    double won = folded ? -spent[walk->player] : spent[walk->opponent];
    values_beside(walk, reach, won + walk->spot->state.spent[walk->player], out);
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
