#include "cfr/board_rows.h"
#include "cfr/stage.h"

#include <assert.h>
#include <string.h>

/* --- classes --- */

/* Numbers the elements of a board's slots in the order in which they come; returns how many there are. */
static unsigned number_classes(const struct vector_walk *walk, const struct vector_street *street,
                               const struct board *board, const uint32_t *element)
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
    return count;
}

/* A street turns to a board: who shares rows with whom there. */
static void turn_to(struct vector_walk *walk, unsigned s, const struct board *board)
{
    const struct vector_street *street = &walk->street[s];
    const struct vector_rows *rows = &walk->rows[s];
    if (rows->element) {
        walk->classes[s] = (struct vector_classes){
            .count = number_classes(walk, street, board, rows->element + board->first_slot),
            .of_slot = street->of_slot,
            .of_hand = street->of_hand,
            .base = rows->base,
            .stride = rows->stride,
            .element = street->element,
        };
    } else {
        walk->classes[s] = (struct vector_classes){
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
                 .classes = &walk->classes[street],
                 .street = street,
                 .root = root,
                 .roots = roots,
                 .point = first->point,
                 .rows = end->point - first->point,
                 .node = first->first[POINT_NODE],
                 .nodes = end->first[POINT_NODE] - first->first[POINT_NODE],
                 .weight = weight},
        .classes = walk->classes[street].count,
        .slots = board->slots,
        .slots_are_classes = walk->classes[street].element == NULL,
        .scale = (real)(1 / walk->boards->completions[street]),
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
        real *own = stage->vectors->own[node->player];
        const real *before = stage_vector(own, stage, part->forest->point[node->at].last[node->player]);
        for (unsigned a = 0; a < node->actions; a++) {
            const real *strategy = stage_vector(stage->vectors->strategy, stage, node->first + a);
            real *after = stage_vector(own, stage, node->first + a);
            for (unsigned c = 0; c < classes; c++)
                after[c] = before[c] * strategy[c];
        }
    }
}

/* The opponent's reach at the roots, summed over the hands of a class. */
static void sum_reach(const struct stage *stage)
{
    const struct board *board = stage->part.board;
    memset(stage->vectors->mass, 0, (size_t)stage->part.roots * stage->classes * sizeof(real));
    for (uint32_t r = 0; r < stage->part.roots; r++) {
        const real *reach = stage->vectors->reach + (size_t)r * stage->slots;
        real *mass = stage->vectors->mass + (size_t)r * stage->classes;
        for (unsigned h = 0; h < board->hands; h++)
            mass[stage->part.classes->of_hand[h]] += reach[board->slot[h]];
    }
}

/* Values of a point that are known slot by slot. `root`: in the part. */
static void settle(const struct stage *stage, uint32_t point, uint32_t root, const real of_slot[])
{
    unsigned traverser = stage->walk->traverser, slots = stage->slots;
    real *value = stage_vector(stage->vectors->value, stage, point);
    if (stage->slots_are_classes) {
        memcpy(value, of_slot, slots * sizeof *value);
        return;
    }
    const real *own =
        stage_vector(stage->vectors->own[traverser], stage, stage->part.forest->point[point].last[traverser]);
    real *root_value = stage->vectors->root_value + (size_t)root * slots;
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
    real *met = stage->walk->lanes, *won = met + slots;
    for (uint32_t i = 0; i < forest->terminals[POINT_RUNOUT]; i++) {
        uint32_t at = forest->of_kind[POINT_RUNOUT][i];
        const struct point *point = &forest->point[at];
        const real *own = stage_vector(stage->vectors->own[opponent], stage, point->last[opponent]);
        for (unsigned s = 0; s < slots; s++)
            met[s] = stage->vectors->reach[s] * own[class_of(stage, s)];
        for (unsigned s = 0; s < slots; s++) {
            const float *odds = stage->walk->runout + (size_t)s * slots;
            real sum = 0;
            for (unsigned g = 0; g < slots; g++)
                sum += (real)odds[g] * met[g];
            won[s] = (real)point->amount * stage->scale * sum;
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
        const real *before = stage->vectors->reach + (size_t)(leaf->root - stage->part.root) * stage->slots;
        const real *factor = stage_vector(stage->vectors->own[opponent], stage, leaf->last[opponent]);
        real *to = own->vectors->reach + (size_t)i * child->slots;
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
        const real *from = own->vectors->root_value + (size_t)i * child->slots;
        real *to = above->leaf_value + (size_t)(own->part.root + i - first) * stage->slots;
        for (unsigned s = 0; s < child->slots; s++)
            to[child->parent_slot[s]] += (real)child->weight * from[s];
    }
}

static void walk_part(struct stage *stage);

/* A board can have parts for minutes: who watches may give the walk up between any two of them. */
static void tell_watch(struct vector_walk *walk, const struct vector_part *part)
{
    if (walk->watch && !walk->given_up)
        walk->given_up = !walk->watch(walk->watcher, part);
}

/* One board that follows on `stage`, walked by `own` (of the same kind as stage->walk, or that). */
static void follow(const struct stage *stage, struct vector_walk *own, uint32_t number)
{
    unsigned street = stage->part.street + 1;
    const struct board *child = &own->boards->street[street].board[number];
    uint32_t root = stage_first(stage, 0, POINT_LEAF), end = stage_first(stage, stage->part.roots, POINT_LEAF);
    turn_to(own, street, child);
    for (; root < end && !own->given_up; root += LANES) {
        uint32_t roots = end - root < LANES ? end - root : LANES;
        struct stage next = stage_of(own, street, child, stage->part.weight * (float)child->weight, root, roots);
        enter(stage, &next);
        walk_part(&next);
        come_back(stage, &next, &own->street[street - 1]);
        tell_watch(own, &next.part);
    }
}

static void clear_leaves(const struct stage *stage)
{
    uint32_t leaves = stage_first(stage, stage->part.roots, POINT_LEAF) - stage_first(stage, 0, POINT_LEAF);
    memset(stage->vectors->leaf_value, 0, (size_t)leaves * stage->slots * sizeof(real));
}

static void settle_leaves(const struct stage *stage)
{
    const struct forest_street *forest = stage->part.forest;
    const real *of_slot = stage->vectors->leaf_value;
    uint32_t end = stage_first(stage, stage->part.roots, POINT_LEAF);
    for (uint32_t i = stage_first(stage, 0, POINT_LEAF); i < end; i++, of_slot += stage->slots) {
        uint32_t leaf = forest->of_kind[POINT_LEAF][i];
        settle(stage, leaf, forest->point[leaf].root - stage->part.root, of_slot);
    }
}

/* --- up --- */

/* The opponent's node: his strategy is in the reach already. */
static void add_up(const struct stage *stage, const struct forest_node *node, real value[])
{
    memcpy(value, stage_vector(stage->vectors->value, stage, node->first), stage->classes * sizeof *value);
    for (unsigned a = 1; a < node->actions; a++) {
        const real *of_action = stage_vector(stage->vectors->value, stage, node->first + a);
        for (unsigned c = 0; c < stage->classes; c++)
            value[c] += of_action[c];
    }
}

static void average(const struct stage *stage, const struct forest_node *node, real value[])
{
    for (unsigned a = 0; a < node->actions; a++) {
        const real *of_action = stage_vector(stage->vectors->value, stage, node->first + a);
        const real *strategy = stage_vector(stage->vectors->strategy, stage, node->first + a);
        for (unsigned c = 0; c < stage->classes; c++)
            value[c] = (a > 0 ? value[c] : 0) + strategy[c] * of_action[c];
    }
}

static void take_best(const struct stage *stage, const struct forest_node *node, real value[])
{
    memcpy(value, stage_vector(stage->vectors->value, stage, node->first), stage->classes * sizeof *value);
    for (unsigned a = 1; a < node->actions; a++) {
        const real *of_action = stage_vector(stage->vectors->value, stage, node->first + a);
        for (unsigned c = 0; c < stage->classes; c++)
            value[c] = of_action[c] > value[c] ? of_action[c] : value[c];
    }
}

/* Nobody reads the values of the actions any more: they become gains. */
static void teach(const struct stage *stage, const struct forest_node *node, const real value[])
{
    unsigned classes = stage->classes;
    real weight = (real)stage->part.weight;
    real *gain = stage_vector(stage->vectors->value, stage, node->first);
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
    real weight = (real)stage->part.weight;
    const real *own =
        stage_vector(stage->vectors->own[node->player], stage, stage->part.forest->point[node->at].last[node->player]);
    const real *mass = stage->vectors->mass + (size_t)root * classes;
    real *reach = stage->walk->lanes;
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
        real *value = stage_vector(stage->vectors->value, stage, node->at);
        while (stage_first(stage, root, POINT_NODE) > n)
            root--;
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
               (size_t)part->roots * stage->slots * sizeof(real));
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
    memset(stage->vectors->root_value, 0, (size_t)stage->part.roots * stage->slots * sizeof(real));
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
        for (uint32_t c = 0; c < stage->part.board->children && !stage->walk->given_up; c++)
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

static void begin_walk(struct vector_walk *walk)
{
    turn_to(walk, 0, &walk->boards->street[0].board[0]);
    struct stage stage = first_stage(walk);
    for (unsigned s = 0; s < stage.slots; s++)
        stage.vectors->reach[s] = 1;
    reach_ends(&stage);
}

static void walk_board(const struct vector_walk *walk, struct vector_walk *own, uint32_t child)
{
    /* Only read: a stage is also what writers use. */
    struct stage stage = first_stage((struct vector_walk *)(uintptr_t)walk);
    follow(&stage, own, stage.part.board->first_child + child);
}

static void gather_walk(struct vector_walk *walk, struct vector_walk *other)
{
    struct stage stage = first_stage(walk);
    size_t count = (size_t)walk->forest->street[0].terminals[POINT_LEAF] * stage.slots;
    real *to = walk->street[0].leaf_value, *from = other->street[0].leaf_value;
    for (size_t i = 0; i < count; i++)
        to[i] += from[i];
    memset(from, 0, count * sizeof *from); /* for the next walk */
}

static double end_walk(struct vector_walk *walk)
{
    struct stage stage = first_stage(walk);
    settle_leaves(&stage);
    come_up(&stage);
    const real *value = stage.vectors->root_value;
    double sum = 0;
    for (unsigned s = 0; s < stage.slots; s++)
        sum += (double)value[s];
    clear_leaves(&stage); /* this walk may gather for another next */
    return sum / stage.part.board->hands;
}

static void take_leaves(struct vector_walk *walk, float leaves[])
{
    real *leaf_value = walk->street[0].leaf_value;
    size_t count = vector_walk_leaves(walk);
    for (size_t i = 0; i < count; i++)
        leaves[i] = (float)leaf_value[i];
    memset(leaf_value, 0, count * sizeof *leaf_value);
}

static void put_leaves(struct vector_walk *walk, const float leaves[])
{
    for (size_t i = 0; i < vector_walk_leaves(walk); i++)
        walk->street[0].leaf_value[i] = (real)leaves[i];
}

static void keep_choices(struct vector_walk *walk)
{
    struct stage stage = first_stage(walk);
    for (uint32_t n = 0; n < stage.part.nodes; n++) {
        const struct forest_node *node = &stage.part.forest->node[n];
        const real *value = stage_vector(stage.vectors->value, &stage, node->at);
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

const struct vector_engine REAL(vector_engine) = {
    .name = LEVEL_EXPANDED_TEXT(HOLDEM_REAL),
    .bytes = layout_bytes,
    .init = layout_init,
    .begin = begin_walk,
    .board = walk_board,
    .gather = gather_walk,
    .end = end_walk,
    .take = take_leaves,
    .put = put_leaves,
    .keep_choices = keep_choices,
    .current = board_rows_current,
    .average = board_rows_average,
    .learn = board_rows_learn,
    .record = board_rows_record,
};
