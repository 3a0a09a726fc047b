#include "game/forest.h"

#include "base/memory.h"

#include <string.h>

struct builder {
    struct forest *forest;
    const struct tree *tree;
    uint32_t capacity[GAME_ROUNDS]; /* of the points */
};

static uint32_t new_root(struct builder *builder, unsigned street)
{
    struct forest_street *here = &builder->forest->street[street];
    if (here->points == builder->capacity[street]) {
        builder->capacity[street] = 2 * here->points + 16;
        here->point = memory_resize(here->point, builder->capacity[street], sizeof *here->point);
    }
    uint32_t at = here->points++;
    here->point[at] = (struct point){.last = {at, at}};
    return here->roots++;
}

static float amount_of(const struct tree *tree, uint32_t terminal)
{
    hand_rank better_first[2] = {1, 0};
    double value[2];
    payoff(2, &tree->spent[(size_t)terminal * 2], tree->terminals[terminal].folded, better_first, value);
    return (float)value[0];
}

static void add_node(struct builder *builder, unsigned street, uint32_t at, const struct node *node);

/* Describes a point of a street that leads to `ref`. point->last is set. */
static void describe(struct builder *builder, unsigned street, uint32_t at, node_ref ref)
{
    const struct tree *tree = builder->tree;
    struct forest_street *here = &builder->forest->street[street];
    struct point point = here->point[at];
    unsigned next = street;
    if (!node_ref_is_terminal(ref)) {
        const struct node *node = &tree->nodes[ref];
        if (node->street == street) {
            add_node(builder, street, at, node);
            return;
        }
        next = street + 1;
    } else {
        uint32_t terminal = node_ref_terminal(ref);
        point.amount = amount_of(tree, terminal);
        if (!tree->terminals[terminal].showdown)
            point.kind = POINT_FOLD;
        else if (street + 1u == tree->game->rounds)
            point.kind = POINT_SHOWDOWN;
        else if (street == 0)
            point.kind = POINT_RUNOUT;
        else
            next = street + 1;
    }
    if (next > street) {
        point.kind = POINT_LEAF;
        point.index = new_root(builder, next);
        here->point[at] = point;
        describe(builder, next, builder->forest->street[next].rows + point.index, ref);
        return;
    }
    here->point[at] = point;
}

static void add_node(struct builder *builder, unsigned street, uint32_t at, const struct node *node)
{
    struct forest_street *here = &builder->forest->street[street];
    here->point[at].kind = POINT_NODE;
    here->point[at].index = here->nodes;
    here->node[here->nodes++] =
        (struct forest_node){.row = node->row, .at = at, .actions = node->actions, .player = node->player};
    for (unsigned a = 0; a < node->actions; a++) {
        struct point *child = &here->point[node->row + a];
        memcpy(child->last, here->point[at].last, sizeof child->last);
        child->last[node->player] = node->row + a;
        describe(builder, street, node->row + a, builder->tree->child[street][node->row + a]);
    }
}

static void list_kinds(struct forest_street *street)
{
    for (uint32_t p = 0; p < street->points; p++)
        street->terminals[street->point[p].kind]++;
    for (unsigned k = POINT_FOLD; k <= POINT_LEAF; k++) {
        street->of_kind[k] = memory_allocate(street->terminals[k], sizeof *street->of_kind[k]);
        uint32_t found = 0;
        for (uint32_t p = 0; p < street->points; p++) {
            if (street->point[p].kind == k)
                street->of_kind[k][found++] = p;
        }
    }
}

bool forest_init(struct forest *forest, const struct tree *tree, struct failure *failure)
{
    struct builder builder = {.forest = forest, .tree = tree};
    memset(forest, 0, sizeof *forest);
    if (tree->game->players != 2)
        return failure_set(failure, "%s has %u players: going over all hands of a board needs two", tree->game->name,
                           tree->game->players);
    for (unsigned s = 0; s < tree->game->rounds; s++) {
        struct forest_street *street = &forest->street[s];
        street->rows = street->points = tree->street_rows[s];
        builder.capacity[s] = street->rows + 16;
        street->point = memory_allocate(builder.capacity[s], sizeof *street->point);
        street->node = memory_allocate(tree->street_nodes[s], sizeof *street->node);
    }
    uint32_t root = new_root(&builder, 0);
    describe(&builder, 0, forest->street[0].rows + root, tree->root);
    for (unsigned s = 0; s < tree->game->rounds; s++) {
        list_kinds(&forest->street[s]);
        if (forest->street[s].roots > 0)
            forest->streets = s + 1;
    }
    return true;
}

void forest_release(struct forest *forest)
{
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        struct forest_street *street = &forest->street[s];
        memory_release(street->node);
        memory_release(street->point);
        for (unsigned k = POINT_FOLD; k <= POINT_LEAF; k++)
            memory_release(street->of_kind[k]);
    }
    memset(forest, 0, sizeof *forest);
}
