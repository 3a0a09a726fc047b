/* A walk's vectors in its memory. */
#include "cfr/stage.h"

#include <string.h>

enum { BLOCKS = 5 }; /* of lanes: ends.c */

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* The largest parts of each street. */
struct part_sizes {
    uint32_t rows[GAME_ROUNDS], leaves[GAME_ROUNDS];
};

/* Goes over all parts as walk_part does. */
static void measure_parts(const struct forest *forest, unsigned street, uint32_t root, uint32_t end,
                          struct part_sizes *sizes)
{
    const struct forest_root *at = forest->street[street].root;
    for (; root < end; root += LANES) {
        uint32_t behind = end - root < LANES ? end : root + LANES;
        uint32_t first_leaf = at[root].first[POINT_LEAF], end_leaf = at[behind].first[POINT_LEAF];
        sizes->rows[street] = larger(sizes->rows[street], at[behind].point - at[root].point);
        sizes->leaves[street] = larger(sizes->leaves[street], end_leaf - first_leaf);
        if (end_leaf > first_leaf && street + 1 < GAME_ROUNDS)
            measure_parts(forest, street + 1, first_leaf, end_leaf, sizes);
    }
}

/* Memory in use so far; `base` NULL: only counts. Arrays begin at multiples of a line. */
struct layout {
    char *base;
    size_t used;
};

static void *place(struct layout *layout, size_t count, size_t size)
{
    void *at = layout->base ? layout->base + layout->used : NULL;
    layout->used += (count * size + 63) / 64 * 64;
    return at;
}

static void lay_out_street(struct layout *layout, const struct part_sizes *sizes, const struct vector_size *size,
                           unsigned s, struct vector_street *street)
{
    size_t slots = size->street[s].slots, hands = size->street[s].hands, rows = sizes->rows[s];
    size_t classes = size->street[s].classes;
    street->strategy = place(layout, rows * classes, sizeof(real));
    street->own[0] = place(layout, (rows + LANES) * classes, sizeof(real));
    street->own[1] = place(layout, (rows + LANES) * classes, sizeof(real));
    street->value = place(layout, (rows + LANES) * classes, sizeof(real));
    street->mass = place(layout, LANES * classes, sizeof(real));
    street->reach = place(layout, LANES * slots, sizeof(real));
    street->root_value = place(layout, LANES * slots, sizeof(real));
    street->leaf_value = place(layout, sizes->leaves[s] * slots, sizeof(real));
    if (!size->shared)
        return;
    street->of_slot = place(layout, slots, sizeof *street->of_slot);
    street->of_hand = place(layout, hands, sizeof *street->of_hand);
    street->element = place(layout, classes, sizeof *street->element);
}

static size_t lay_out(struct vector_walk *walk, const struct forest *forest, const struct vector_size *size,
                      void *memory)
{
    struct layout layout = {memory, 0};
    struct part_sizes sizes = {{0}, {0}};
    struct vector_street counted;
    measure_parts(forest, 0, 0, 1, &sizes);
    walk->street = place(&layout, GAME_ROUNDS, sizeof *walk->street);
    walk->lanes = place(&layout, (size_t)BLOCKS * size->street[0].hands, sizeof(lanes));
    for (unsigned s = 0; s < forest->streets; s++)
        lay_out_street(&layout, &sizes, size, s, memory ? &walk->street[s] : &counted);
    walk->class_of = size->shared ? place(&layout, VECTOR_ELEMENTS, sizeof *walk->class_of) : NULL;
    return layout.used;
}

size_t layout_bytes(const struct forest *forest, const struct vector_size *size)
{
    struct vector_walk none;
    return lay_out(&none, forest, size, NULL);
}

void layout_init(struct vector_walk *walk, const struct forest *forest, const struct vector_size *size, void *memory)
{
    memset(walk, 0, sizeof *walk);
    walk->engine = &REAL(vector_engine);
    walk->forest = forest;
    lay_out(walk, forest, size, memory);
}
