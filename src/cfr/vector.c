#include "cfr/stage.h"

#include <assert.h>
#include <string.h>

enum { BLOCKS = 5 }; /* of lanes: ends.c */

/* --- memory --- */

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

struct vector_size vector_size_of(const struct boards *boards, const uint32_t buckets[])
{
    struct vector_size size = {.shared = buckets != NULL};
    for (unsigned s = 0; s < boards->streets; s++) {
        const struct boards_street *street = &boards->street[s];
        unsigned slots = 0;
        for (uint32_t b = 0; b < street->count; b++)
            slots = larger(slots, street->board[b].slots);
        size.street[s].hands = street->most_hands;
        size.street[s].slots = slots;
        size.street[s].classes = buckets && buckets[s] > 0 && buckets[s] < slots ? buckets[s] : slots;
    }
    return size;
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
    street->strategy = place(layout, rows * classes, sizeof(float));
    street->own[0] = place(layout, (rows + LANES) * classes, sizeof(float));
    street->own[1] = place(layout, (rows + LANES) * classes, sizeof(float));
    street->value = place(layout, (rows + LANES) * classes, sizeof(float));
    street->mass = place(layout, LANES * classes, sizeof(float));
    street->reach = place(layout, LANES * slots, sizeof(float));
    street->root_value = place(layout, LANES * slots, sizeof(float));
    street->leaf_value = place(layout, sizes->leaves[s] * slots, sizeof(float));
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
    measure_parts(forest, 0, 0, 1, &sizes);
    walk->lanes = place(&layout, (size_t)BLOCKS * size->street[0].hands, sizeof *walk->lanes);
    for (unsigned s = 0; s < forest->streets; s++)
        lay_out_street(&layout, &sizes, size, s, &walk->street[s]);
    walk->class_of = size->shared ? place(&layout, VECTOR_ELEMENTS, sizeof *walk->class_of) : NULL;
    return layout.used;
}

size_t vector_walk_bytes(const struct forest *forest, const struct vector_size *size)
{
    struct vector_walk none;
    return lay_out(&none, forest, size, NULL);
}

void vector_walk_init(struct vector_walk *walk, const struct forest *forest, const struct vector_size *size,
                      void *memory)
{
    memset(walk, 0, sizeof *walk);
    walk->forest = forest;
    lay_out(walk, forest, size, memory);
}

/* --- classes --- */

/* Numbers the elements of a board's slots in the order in which they come. */
static void number_classes(const struct vector_walk *walk, struct vector_street *street, const struct board *board,
                           const uint32_t *element)
{
    unsigned count = 0;
    for (unsigned s = 0; s < board->slots; s++) {
        uint16_t *number = &walk->class_of[element[s]]; /* + 1; 0: none yet */
        if (*number == 0) {
            street->element[count++] = element[s];
            *number = (uint16_t)count;
        }
        street->of_slot[s] = (uint16_t)(*number - 1);
    }
    for (unsigned c = 0; c < count; c++)
        walk->class_of[street->element[c]] = 0;
    for (unsigned h = 0; h < board->hands; h++)
        street->of_hand[h] = street->of_slot[board->slot[h]];
    street->classes.count = count;
}

/* A street turns to a board: who shares rows with whom there. */
static void turn_to(struct vector_walk *walk, unsigned s, const struct board *board)
{
    struct vector_street *street = &walk->street[s];
    const struct vector_rows *rows = &walk->rows[s];
    if (rows->element) {
        number_classes(walk, street, board, rows->element + board->first_slot);
        street->classes.of_slot = street->of_slot;
        street->classes.of_hand = street->of_hand;
        street->classes.element = street->element;
        street->classes.base = rows->base;
        street->classes.stride = rows->stride;
    } else {
        street->classes = (struct vector_classes){
            .count = board->slots,
            .of_hand = board->slot,
            .base = (size_t)board->first_slot * walk->forest->street[s].rows,
            .stride = board->slots,
        };
    }
}

static unsigned class_of(const struct stage *stage, unsigned slot)
{
    return stage->slots_are_classes ? slot : stage->part.classes->of_slot[slot];
}

/* --- one part --- */

static struct stage stage_of(struct vector_walk *walk, unsigned street, const struct board *board, float weight,
                             uint32_t root, uint32_t roots)
{
    const struct forest_street *forest = &walk->forest->street[street];
    const struct forest_root *first = &forest->root[root], *end = &forest->root[root + roots];
    const struct vector_street *vectors = &walk->street[street];
    return (struct stage){
        .walk = walk,
        .vectors = vectors,
        .part = {.forest = forest,
                 .board = board,
                 .classes = &vectors->classes,
                 .street = street,
                 .root = root,
                 .roots = roots,
                 .point = first->point,
                 .rows = end->point - first->point,
                 .node = first->first[POINT_NODE],
                 .nodes = end->first[POINT_NODE] - first->first[POINT_NODE],
                 .weight = weight},
        .classes = vectors->classes.count,
        .slots = board->slots,
        .slots_are_classes = vectors->classes.element == NULL,
        .scale = (float)(1 / walk->boards->completions[street]),
    };
}

static void go_down(const struct stage *stage)
{
    const struct vector_part *part = &stage->part;
    unsigned classes = stage->classes;
    for (size_t i = 0; i < (size_t)part->roots * classes; i++) {
        for (unsigned p = 0; p < 2; p++)
            stage->vectors->own[p][(size_t)part->rows * classes + i] = 1;
    }
    for (uint32_t n = part->node; n < part->node + part->nodes; n++) {
        const struct forest_node *node = &part->forest->node[n];
        if (stage->slots_are_classes && node->player == stage->walk->traverser)
            continue;
        float *own = stage->vectors->own[node->player];
        const float *before = stage_vector(own, stage, part->forest->point[node->at].last[node->player]);
        for (unsigned a = 0; a < node->actions; a++) {
            const float *strategy = stage_vector(stage->vectors->strategy, stage, node->first + a);
            float *after = stage_vector(own, stage, node->first + a);
            for (unsigned c = 0; c < classes; c++)
                after[c] = before[c] * strategy[c];
        }
    }
}

/* The opponent's reach at the roots, summed over the hands of a class. */
static void sum_reach(const struct stage *stage)
{
    const struct board *board = stage->part.board;
    memset(stage->vectors->mass, 0, (size_t)stage->part.roots * stage->classes * sizeof(float));
    for (uint32_t r = 0; r < stage->part.roots; r++) {
        const float *reach = stage->vectors->reach + (size_t)r * stage->slots;
        float *mass = stage->vectors->mass + (size_t)r * stage->classes;
        for (unsigned h = 0; h < board->hands; h++)
            mass[stage->part.classes->of_hand[h]] += reach[board->slot[h]];
    }
}

/* Values of a point that are known slot by slot. `root`: in the part. */
static void settle(const struct stage *stage, uint32_t point, uint32_t root, const float of_slot[])
{
    unsigned traverser = stage->walk->traverser, slots = stage->slots;
    float *value = stage_vector(stage->vectors->value, stage, point);
    if (stage->slots_are_classes) {
        memcpy(value, of_slot, slots * sizeof *value);
        return;
    }
    const float *own =
        stage_vector(stage->vectors->own[traverser], stage, stage->part.forest->point[point].last[traverser]);
    float *root_value = stage->vectors->root_value + (size_t)root * slots;
    memset(value, 0, stage->classes * sizeof *value);
    for (unsigned s = 0; s < slots; s++) {
        unsigned class = class_of(stage, s);
        value[class] += of_slot[s];
        root_value[s] += own[class] * of_slot[s];
    }
}

/* All-in before the flop. The first street has one root, so that any array of a slot's width is free for the values. */
static void run_out(const struct stage *stage)
{
    unsigned opponent = 1 - stage->walk->traverser, slots = stage->slots;
    const struct forest_street *forest = stage->part.forest;
    float *met = (float *)stage->walk->lanes, *won = met + slots;
    for (uint32_t i = 0; i < forest->terminals[POINT_RUNOUT]; i++) {
        uint32_t at = forest->of_kind[POINT_RUNOUT][i];
        const struct point *point = &forest->point[at];
        const float *own = stage_vector(stage->vectors->own[opponent], stage, point->last[opponent]);
        for (unsigned s = 0; s < slots; s++)
            met[s] = stage->vectors->reach[s] * own[class_of(stage, s)];
        for (unsigned s = 0; s < slots; s++) {
            const float *odds = stage->walk->runout + (size_t)s * slots;
            float sum = 0;
            for (unsigned g = 0; g < slots; g++)
                sum += odds[g] * met[g];
            won[s] = point->amount * stage->scale * sum;
        }
        settle(stage, at, 0, won);
    }
}

/* --- boards that follow --- */

/* The opponent's reach at some roots of the next street, `own`, from the leaves of `stage` that lead there. */
static void enter(const struct stage *stage, const struct stage *own)
{
    const struct board *child = own->part.board;
    const struct forest_street *forest = stage->part.forest;
    unsigned opponent = 1 - own->walk->traverser;
    for (uint32_t i = 0; i < own->part.roots; i++) {
        const struct point *leaf = &forest->point[forest->of_kind[POINT_LEAF][own->part.root + i]];
        const float *before = stage->vectors->reach + (size_t)(leaf->root - stage->part.root) * stage->slots;
        const float *factor = stage_vector(stage->vectors->own[opponent], stage, leaf->last[opponent]);
        float *to = own->vectors->reach + (size_t)i * child->slots;
        for (unsigned s = 0; s < child->slots; s++) {
            unsigned slot = child->parent_slot[s];
            to[s] = before[slot] * factor[class_of(stage, slot)];
        }
    }
}

/* Values of those roots, to the leaves of `own`'s street above. */
static void come_back(const struct stage *stage, const struct stage *own, const struct vector_street *above)
{
    const struct board *child = own->part.board;
    uint32_t first = stage_first(stage, 0, POINT_LEAF);
    for (uint32_t i = 0; i < own->part.roots; i++) {
        const float *from = own->vectors->root_value + (size_t)i * child->slots;
        float *to = above->leaf_value + (size_t)(own->part.root + i - first) * stage->slots;
        for (unsigned s = 0; s < child->slots; s++)
            to[child->parent_slot[s]] += (float)child->weight * from[s];
    }
}

static void walk_part(struct stage *stage);

/* One board that follows on `stage`, walked by `own` (of the same kind as stage->walk, or that). */
static void follow(const struct stage *stage, struct vector_walk *own, uint32_t number)
{
    unsigned street = stage->part.street + 1;
    const struct board *child = &own->boards->street[street].board[number];
    uint32_t root = stage_first(stage, 0, POINT_LEAF), end = stage_first(stage, stage->part.roots, POINT_LEAF);
    turn_to(own, street, child);
    for (; root < end; root += LANES) {
        uint32_t roots = end - root < LANES ? end - root : LANES;
        struct stage next = stage_of(own, street, child, stage->part.weight * (float)child->weight, root, roots);
        enter(stage, &next);
        walk_part(&next);
        come_back(stage, &next, &own->street[street - 1]);
    }
}

static void clear_leaves(const struct stage *stage)
{
    uint32_t leaves = stage_first(stage, stage->part.roots, POINT_LEAF) - stage_first(stage, 0, POINT_LEAF);
    memset(stage->vectors->leaf_value, 0, (size_t)leaves * stage->slots * sizeof(float));
}

static void settle_leaves(const struct stage *stage)
{
    const struct forest_street *forest = stage->part.forest;
    const float *of_slot = stage->vectors->leaf_value;
    uint32_t end = stage_first(stage, stage->part.roots, POINT_LEAF);
    for (uint32_t i = stage_first(stage, 0, POINT_LEAF); i < end; i++, of_slot += stage->slots) {
        uint32_t leaf = forest->of_kind[POINT_LEAF][i];
        settle(stage, leaf, forest->point[leaf].root - stage->part.root, of_slot);
    }
}

/* --- up --- */

/* The opponent's node: his strategy is in the reach already. */
static void add_up(const struct stage *stage, const struct forest_node *node, float value[])
{
    for (unsigned a = 0; a < node->actions; a++) {
        const float *of_action = stage_vector(stage->vectors->value, stage, node->first + a);
        for (unsigned c = 0; c < stage->classes; c++)
            value[c] += of_action[c];
    }
}

static void average(const struct stage *stage, const struct forest_node *node, float value[])
{
    for (unsigned a = 0; a < node->actions; a++) {
        const float *of_action = stage_vector(stage->vectors->value, stage, node->first + a);
        const float *strategy = stage_vector(stage->vectors->strategy, stage, node->first + a);
        for (unsigned c = 0; c < stage->classes; c++)
            value[c] += strategy[c] * of_action[c];
    }
}

static void take_best(const struct stage *stage, const struct forest_node *node, float value[])
{
    memcpy(value, stage_vector(stage->vectors->value, stage, node->first), stage->classes * sizeof *value);
    for (unsigned a = 1; a < node->actions; a++) {
        const float *of_action = stage_vector(stage->vectors->value, stage, node->first + a);
        for (unsigned c = 0; c < stage->classes; c++)
            value[c] = of_action[c] > value[c] ? of_action[c] : value[c];
    }
}

/* Nobody reads the values of the actions any more: they become gains. */
static void teach(const struct stage *stage, const struct forest_node *node, const float value[])
{
    unsigned classes = stage->classes;
    float weight = stage->part.weight;
    float *gain = stage_vector(stage->vectors->value, stage, node->first);
    for (unsigned a = 0; a < node->actions; a++) {
        for (unsigned c = 0; c < classes; c++)
            gain[a * classes + c] = weight * (gain[a * classes + c] - value[c]);
    }
    stage->walk->learn(stage->walk->context, &stage->part, node, gain);
}

/* `root`: in the part. */
static void record(const struct stage *stage, const struct forest_node *node, uint32_t root)
{
    unsigned classes = stage->classes;
    float weight = stage->part.weight;
    const float *own =
        stage_vector(stage->vectors->own[node->player], stage, stage->part.forest->point[node->at].last[node->player]);
    const float *mass = stage->vectors->mass + (size_t)root * classes;
    float *reach = (float *)stage->walk->lanes;
    for (unsigned c = 0; c < classes; c++)
        reach[c] = weight * mass[c] * own[c];
    stage->walk->record(stage->walk->context, &stage->part, node,
                        stage_vector(stage->vectors->strategy, stage, node->first), reach);
}

static void come_up(const struct stage *stage)
{
    const struct vector_part *part = &stage->part;
    uint32_t root = part->roots - 1;
    for (uint32_t n = part->node + part->nodes; n-- > part->node;) {
        const struct forest_node *node = &part->forest->node[n];
        float *value = stage_vector(stage->vectors->value, stage, node->at);
        while (stage_first(stage, root, POINT_NODE) > n)
            root--;
        memset(value, 0, stage->classes * sizeof *value);
        if (node->player != stage->walk->traverser) {
            add_up(stage, node, value);
            if (stage->walk->mode == VECTOR_TRAIN)
                record(stage, node, root);
        } else if (stage->walk->mode == VECTOR_RESPOND) {
            take_best(stage, node, value);
        } else {
            average(stage, node, value);
            if (stage->walk->mode == VECTOR_TRAIN)
                teach(stage, node, value);
        }
    }
    if (stage->slots_are_classes)
        memcpy(stage->vectors->root_value, stage->vectors->value + (size_t)part->rows * stage->classes,
               (size_t)part->roots * stage->slots * sizeof(float));
}

/* Down to the ends of the part; its leaves are left at 0. */
static void reach_ends(const struct stage *stage)
{
    assert(stage->slots_are_classes || stage->walk->mode != VECTOR_RESPOND);
    if (stage->part.nodes > 0)
        stage->walk->strategy(stage->walk->context, &stage->part, stage->vectors->strategy);
    go_down(stage);
    if (stage->walk->mode == VECTOR_TRAIN)
        sum_reach(stage);
    memset(stage->vectors->root_value, 0, (size_t)stage->part.roots * stage->slots * sizeof(float));
    stage_ends(stage);
    if (stage->part.street == 0)
        run_out(stage);
    clear_leaves(stage);
}

/* The reach at the part's roots is in place; their values are written. */
static void walk_part(struct stage *stage)
{
    reach_ends(stage);
    if (stage_first(stage, 0, POINT_LEAF) < stage_first(stage, stage->part.roots, POINT_LEAF)) {
        for (uint32_t c = 0; c < stage->part.board->children; c++)
            follow(stage, stage->walk, stage->part.board->first_child + c);
        settle_leaves(stage);
    }
    come_up(stage);
}

/* --- the whole --- */

static struct stage first_stage(struct vector_walk *walk)
{
    return stage_of(walk, 0, &walk->boards->street[0].board[0], 1, 0, 1);
}

uint32_t vector_walk_boards(const struct vector_walk *walk)
{
    return walk->forest->street[0].terminals[POINT_LEAF] > 0 ? walk->boards->street[0].board[0].children : 0;
}

void vector_walk_begin(struct vector_walk *walk)
{
    turn_to(walk, 0, &walk->boards->street[0].board[0]);
    struct stage stage = first_stage(walk);
    for (unsigned s = 0; s < stage.slots; s++)
        stage.vectors->reach[s] = 1;
    reach_ends(&stage);
}

void vector_walk_board(const struct vector_walk *walk, struct vector_walk *own, uint32_t child)
{
    /* Only read: a stage is also what writers use. */
    struct stage stage = first_stage((struct vector_walk *)(uintptr_t)walk);
    follow(&stage, own, stage.part.board->first_child + child);
}

void vector_walk_gather(struct vector_walk *walk, struct vector_walk *other)
{
    struct stage stage = first_stage(walk);
    size_t count = (size_t)walk->forest->street[0].terminals[POINT_LEAF] * stage.slots;
    float *to = walk->street[0].leaf_value, *from = other->street[0].leaf_value;
    for (size_t i = 0; i < count; i++)
        to[i] += from[i];
    memset(from, 0, count * sizeof *from); /* for the next walk */
}

double vector_walk_end(struct vector_walk *walk)
{
    struct stage stage = first_stage(walk);
    settle_leaves(&stage);
    come_up(&stage);
    const float *value = stage.vectors->root_value;
    double sum = 0;
    for (unsigned s = 0; s < stage.slots; s++)
        sum += (double)value[s];
    clear_leaves(&stage); /* this walk may gather for another next */
    return sum / stage.part.board->hands;
}

size_t vector_walk_leaves(const struct vector_walk *walk)
{
    return (size_t)walk->forest->street[0].terminals[POINT_LEAF] * walk->boards->street[0].board[0].slots;
}

void vector_walk_take(struct vector_walk *walk, float leaves[])
{
    size_t bytes = vector_walk_leaves(walk) * sizeof *leaves;
    memcpy(leaves, walk->street[0].leaf_value, bytes);
    memset(walk->street[0].leaf_value, 0, bytes);
}

void vector_walk_put(struct vector_walk *walk, const float leaves[])
{
    memcpy(walk->street[0].leaf_value, leaves, vector_walk_leaves(walk) * sizeof *leaves);
}

void vector_walk_keep_choices(struct vector_walk *walk)
{
    struct stage stage = first_stage(walk);
    for (uint32_t n = 0; n < stage.part.nodes; n++) {
        const struct forest_node *node = &stage.part.forest->node[n];
        const float *value = stage_vector(stage.vectors->value, &stage, node->at);
        if (node->player != walk->traverser)
            continue;
        for (unsigned c = 0; c < stage.classes; c++) {
            bool chosen = false;
            for (unsigned a = 0; a < node->actions; a++) {
                bool best = !chosen && stage_vector(stage.vectors->value, &stage, node->first + a)[c] >= value[c];
                stage_vector(stage.vectors->strategy, &stage, node->first + a)[c] = best ? 1 : 0;
                chosen = chosen || best;
            }
        }
    }
}

double vector_walk_whole(struct vector_walk *walk)
{
    vector_walk_begin(walk);
    for (uint32_t b = 0; b < vector_walk_boards(walk); b++)
        vector_walk_board(walk, walk, b);
    return vector_walk_end(walk);
}
