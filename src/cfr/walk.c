#include "cfr/walk.h"

#include <assert.h>
#include <string.h>

static uint64_t words_needed(const struct tree *tree)
{
    uint64_t words = WALK_PADDING + (uint64_t)WALK_CHILDREN * tree->nodes_count;
    for (unsigned s = 0; s < tree->game->rounds; s++)
        words += tree->street_rows[s];
    return words;
}

/* The array of words, and behind it the offset of each node while the stream is built. */
size_t walk_bytes(const struct tree *tree)
{
    return (size_t)(words_needed(tree) + tree->nodes_count) * sizeof(uint32_t);
}

static walk_ref encode_terminal(const struct tree *tree, uint32_t terminal)
{
    if (tree->game->players != 2)
        return WALK_TERMINAL | terminal;
    double amount = tree_payoff_amount(tree, terminal);
    walk_ref flags = WALK_TERMINAL | (tree->terminals[terminal].showdown ? WALK_SHOWDOWN : 0);
    assert(amount == (double)(int32_t)amount);
    return flags | (uint32_t)((int32_t)amount + WALK_PAYOFF_ZERO);
}

static walk_ref encode(const struct tree *tree, const uint32_t *offset, node_ref ref)
{
    if (node_ref_is_terminal(ref))
        return encode_terminal(tree, node_ref_terminal(ref));
    bool second = tree->game->players == 2 && tree->nodes[ref].player == 1;
    return offset[ref] | (second ? WALK_SECOND : 0);
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static struct walk_reach reach_below(const struct tree *tree, node_ref ref, unsigned traverser)
{
    if (node_ref_is_terminal(ref))
        return (struct walk_reach){0};
    const struct node *node = &tree->nodes[ref];
    bool own = node->player == traverser;
    struct walk_reach reach = {0};
    for (unsigned a = 0; a < node->actions; a++) {
        struct walk_reach below = reach_below(tree, tree->child[node->street][node->row + a], traverser);
        reach.own = own ? reach.own + below.own : larger(reach.own, below.own);
        reach.other = own ? reach.other + below.other : larger(reach.other, below.other);
    }
    reach.own += own;
    reach.other += !own;
    return reach;
}

static void measure(struct walk *walk)
{
    const struct tree *tree = walk->tree;
    for (node_id n = 0; n < tree->nodes_count; n++) {
        if (tree->nodes[n].actions > walk->most_actions)
            walk->most_actions = tree->nodes[n].actions;
    }
    for (unsigned p = 0; p < walk->players; p++) {
        struct walk_reach reach = reach_below(tree, tree->root, p);
        walk->reach.own = larger(walk->reach.own, reach.own);
        walk->reach.other = larger(walk->reach.other, reach.other);
    }
}

bool walk_init(struct walk *walk, const struct tree *tree, void *memory, struct failure *failure)
{
    uint64_t count = words_needed(tree);
    if (count > WALK_OFFSET_MASK)
        return failure_set(failure, "the betting tree has %llu actions: too many for one walk",
                           (unsigned long long)count);
    for (size_t i = 0; tree->game->players == 2 && i < 2 * (size_t)tree->terminals_count; i++) {
        if (tree->spent[i] >= WALK_PAYOFF_ZERO)
            return failure_set(failure, "a player may put in %d chips: at most %d are possible", tree->spent[i],
                               WALK_PAYOFF_ZERO - 1);
    }
    uint32_t *words = memory, *offset = words + count, next = 0;
    for (node_id n = 0; n < tree->nodes_count; n++) {
        offset[n] = next;
        next += WALK_CHILDREN + tree->nodes[n].actions;
    }
    for (node_id n = 0; n < tree->nodes_count; n++) {
        const struct node *node = &tree->nodes[n];
        uint32_t *out = words + offset[n];
        out[WALK_ROW] = node->row;
        out[WALK_HEAD] = node->actions | (uint32_t)node->player << 8 | (uint32_t)node->street << 16;
        for (unsigned a = 0; a < node->actions; a++)
            out[WALK_CHILDREN + a] = encode(tree, offset, tree->child[node->street][node->row + a]);
    }
    memset(words + next, 0, WALK_PADDING * sizeof *words);
    *walk = (struct walk){.tree = tree,
                          .words = words,
                          .root = encode(tree, offset, tree->root),
                          .players = tree->game->players,
                          .last_street = tree->game->rounds - 1u};
    measure(walk);
    return true;
}
