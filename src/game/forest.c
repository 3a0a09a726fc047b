#include "game/forest.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct builder {
    struct forest *forest;
    const struct tree *tree;
    uint32_t capacity[GAME_ROUNDS]; /* of the points */
    uint32_t rows[GAME_ROUNDS];     /* passed so far */
};

static uint32_t new_root(struct builder *builder, unsigned street)
{
    struct forest_street *here = &builder->forest->street[street];
    if (here->points == builder->capacity[street]) {
        builder->capacity[street] = 2 * here->points + 16;
        here->point = memory_resize(here->point, builder->capacity[street], sizeof *here->point);
        here->root = memory_resize(here->root, builder->capacity[street] - here->rows + 1, sizeof *here->root);
    }
    uint32_t at = here->points++;
    here->point[at] = (struct point){.last = {at, at}};
    here->root[here->roots] = (struct forest_root){.point = builder->rows[street]};
    return here->roots++;
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
        point.amount = (float)tree_payoff_amount(tree, terminal);
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
    here->node[here->nodes++] = (struct forest_node){
        .row = node->row, .first = node->row, .at = at, .actions = node->actions, .player = node->player};
    builder->rows[street] += node->actions;
    for (unsigned a = 0; a < node->actions; a++) {
        struct point *child = &here->point[node->row + a];
        memcpy(child->last, here->point[at].last, sizeof child->last);
        child->last[node->player] = node->row + a;
        describe(builder, street, node->row + a, builder->tree->child[street][node->row + a]);
    }
}

static void list_point(struct forest_street *street, uint32_t found[], uint32_t p)
{
    const struct point *point = &street->point[p];
    if (point->kind == POINT_LEAF)
        street->of_kind[POINT_LEAF][point->index] = p;
    else if (point->kind != POINT_NODE)
        street->of_kind[point->kind][found[point->kind]] = p;
    found[point->kind]++;
}

/* Points by kind and root; every root's ranges follow from what was found before it. */
static void list_kinds(struct forest_street *street)
{
    uint32_t found[POINT_LEAF + 1] = {0};
    for (uint32_t r = 0; r < street->roots; r++) {
        memcpy(street->root[r].first, found, sizeof found);
        for (uint32_t p = street->root[r].point; p < street->root[r + 1].point; p++)
            list_point(street, found, p);
        list_point(street, found, street->rows + r);
    }
    memcpy(street->root[street->roots].first, found, sizeof found);
}

static void allocate_kinds(struct forest_street *street)
{
    for (uint32_t p = 0; p < street->points; p++)
        street->terminals[street->point[p].kind]++;
    for (unsigned k = POINT_FOLD; k <= POINT_LEAF; k++)
        street->of_kind[k] = memory_allocate(street->terminals[k], sizeof *street->of_kind[k]);
}

/* --- roots with like ends next to each other --- */

struct shape {
    uint32_t root, ends[POINT_LEAF + 1];
};

static int compare_shapes(const void *a, const void *b)
{
    const struct shape *one = a, *other = b;
    int order = 0;
    for (unsigned k = POINT_LEAF + 1; order == 0 && k-- > POINT_FOLD;)
        order = (one->ends[k] < other->ends[k]) - (one->ends[k] > other->ends[k]);
    return order ? order : (one->root > other->root) - (one->root < other->root);
}

/* A street's roots in their new order; those that are entered from one part of the street above are a range of it. */
struct arrangement {
    uint32_t *order; /* owned: [root] */
    uint32_t *end;   /* owned: [range]; a range begins where the one before ends */
    uint32_t ranges;
};

static void arrangement_init(struct arrangement *arrangement, uint32_t roots)
{
    arrangement->order = memory_allocate(roots, sizeof *arrangement->order);
    arrangement->end = memory_allocate(roots, sizeof *arrangement->end);
    arrangement->ranges = 0;
}

static void arrangement_release(struct arrangement *arrangement)
{
    memory_release(arrangement->order);
    memory_release(arrangement->end);
}

/* Appends the roots below a part of a street, the first `count` in order[], as a range of their own. */
static void add_range(const struct forest_street *street, const uint32_t order[], uint32_t count,
                      const struct forest_street *below, struct shape shapes[], struct arrangement *under)
{
    uint32_t found = 0, begin = under->ranges ? under->end[under->ranges - 1] : 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct forest_root *root = &street->root[order[i]];
        for (uint32_t leaf = root->first[POINT_LEAF]; leaf < root[1].first[POINT_LEAF]; leaf++) {
            struct shape *shape = &shapes[found++];
            shape->root = leaf;
            for (unsigned k = POINT_NODE; k <= POINT_LEAF; k++)
                shape->ends[k] = below->root[leaf + 1].first[k] - below->root[leaf].first[k];
        }
    }
    if (found == 0)
        return;
    qsort(shapes, found, sizeof *shapes, compare_shapes);
    for (uint32_t i = 0; i < found; i++)
        under->order[begin + i] = shapes[i].root;
    under->end[under->ranges++] = begin + found;
}

static void arrange_below(const struct forest_street *street, const struct arrangement *here,
                          const struct forest_street *below, struct arrangement *under)
{
    struct shape *shapes = memory_allocate(below->roots, sizeof *shapes);
    arrangement_init(under, below->roots);
    for (uint32_t r = 0, part = 0; r < here->ranges; r++) {
        for (; part < here->end[r]; part += FOREST_PART) {
            uint32_t left = here->end[r] - part, count = left < FOREST_PART ? left : FOREST_PART;
            add_range(street, here->order + part, count, below, shapes, under);
        }
        part = here->end[r];
    }
    memory_release(shapes);
}

/* Where a root's points went: what to add to their numbers. */
static uint32_t moved(const struct forest_street *old, uint32_t point, uint32_t from, uint32_t to, uint32_t root)
{
    return point < old->rows ? point - from + to : old->rows + root;
}

/* Copies a root's points and nodes to where its new number puts them. */
static void move_root(const struct forest_street *old, uint32_t old_root, struct forest_street *street, uint32_t root,
                      const uint32_t new_below[])
{
    const struct forest_root *from = &old->root[old_root];
    uint32_t begin = from->point, count = from[1].point - begin, to = street->root[root].point;
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t p = i < count ? begin + i : old->rows + old_root;
        struct point point = old->point[p];
        for (unsigned player = 0; player < 2; player++)
            point.last[player] = moved(old, point.last[player], begin, to, root);
        point.root = root;
        if (point.kind == POINT_LEAF)
            point.index = new_below[point.index];
        street->point[moved(old, p, begin, to, root)] = point;
    }
    for (uint32_t n = from->first[POINT_NODE]; n < from[1].first[POINT_NODE]; n++) {
        struct forest_node node = old->node[n];
        node.first = moved(old, node.first, begin, to, root);
        node.at = moved(old, node.at, begin, to, root);
        street->node[street->nodes++] = node;
    }
    street->root[root + 1].point = to + count;
}

static uint32_t *inverse_of(const uint32_t order[], uint32_t count)
{
    uint32_t *inverse = memory_allocate(count, sizeof *inverse);
    for (uint32_t i = 0; i < count; i++)
        inverse[order[i]] = i;
    return inverse;
}

static void arrange_street(struct forest_street *street, const uint32_t order[], const uint32_t new_below[])
{
    struct forest_street old = *street;
    street->point = memory_allocate(old.points, sizeof *street->point);
    street->node = memory_allocate(old.nodes, sizeof *street->node);
    street->root = memory_allocate(old.roots + 1, sizeof *street->root);
    street->nodes = 0;
    for (uint32_t r = 0; r < old.roots; r++)
        move_root(&old, order[r], street, r, new_below);
    list_kinds(street);
    memory_release(old.point);
    memory_release(old.node);
    memory_release(old.root);
}

static void arrange(struct forest *forest)
{
    struct arrangement here, under;
    arrangement_init(&here, 1);
    here.end[here.ranges++] = 1;
    for (unsigned s = 0; s < forest->streets; s++) {
        bool last = s + 1 == forest->streets;
        uint32_t *new_below = NULL;
        if (!last) {
            arrange_below(&forest->street[s], &here, &forest->street[s + 1], &under);
            new_below = inverse_of(under.order, forest->street[s + 1].roots);
        }
        arrange_street(&forest->street[s], here.order, new_below);
        memory_release(new_below);
        arrangement_release(&here);
        if (!last)
            here = under;
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
        street->root = memory_allocate(builder.capacity[s] - street->rows + 1, sizeof *street->root);
        street->node = memory_allocate(tree->street_nodes[s], sizeof *street->node);
    }
    uint32_t root = new_root(&builder, 0);
    describe(&builder, 0, forest->street[0].rows + root, tree->root);
    for (unsigned s = 0; s < tree->game->rounds; s++) {
        struct forest_street *street = &forest->street[s];
        street->root[street->roots].point = street->rows;
        allocate_kinds(street);
        list_kinds(street);
        if (street->roots > 0)
            forest->streets = s + 1;
    }
    arrange(forest);
    return true;
}

void forest_release(struct forest *forest)
{
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        struct forest_street *street = &forest->street[s];
        memory_release(street->node);
        memory_release(street->point);
        memory_release(street->root);
        for (unsigned k = POINT_FOLD; k <= POINT_LEAF; k++)
            memory_release(street->of_kind[k]);
    }
    memset(forest, 0, sizeof *forest);
}
