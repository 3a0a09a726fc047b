#include "cfr/vector.h"

#include <string.h>

static unsigned most_slots(const struct boards_street *street)
{
    unsigned most = 0;
    for (uint32_t b = 0; b < street->count; b++) {
        if (street->board[b].slots > most)
            most = street->board[b].slots;
    }
    return most;
}

static unsigned most_hands(const struct boards *boards)
{
    return boards->street[0].most_hands;
}

/* Arrays begin at multiples of a line. */
static size_t padded(size_t floats)
{
    return (floats + 15) / 16 * 16;
}

/* Lays out what a walk needs, one array after the other; `memory` NULL: only counts. Returns the floats. */
static size_t lay_out(struct vector_walk *walk, const struct public_game *game, float *memory)
{
    size_t used = 0;
#define PLACE(pointer, floats)                                                                                         \
    do {                                                                                                               \
        if (memory)                                                                                                    \
            (pointer) = (void *)(memory + used);                                                                       \
        used += padded(floats);                                                                                        \
    } while (0)
    PLACE(walk->lanes, 2 * (size_t)most_hands(&game->boards) * LANES);
    for (unsigned s = 0; s < game->forest.streets; s++) {
        size_t slots = most_slots(&game->boards.street[s]), points = game->forest.street[s].points;
        PLACE(walk->street[s].strategy, game->forest.street[s].rows * slots);
        PLACE(walk->street[s].reach[0], points * slots);
        PLACE(walk->street[s].reach[1], points * slots);
        PLACE(walk->street[s].value, points * slots);
    }
#undef PLACE
    return used;
}

size_t vector_walk_bytes(const struct public_game *game)
{
    struct vector_walk none;
    return lay_out(&none, game, NULL) * sizeof(float);
}

void vector_walk_init(struct vector_walk *walk, const struct public_game *game, void *memory)
{
    memset(walk, 0, sizeof *walk);
    walk->game = game;
    lay_out(walk, game, memory);
}

/* What the steps of one street and board share. */
struct stage {
    struct vector_walk *walk;
    const struct forest_street *forest;
    const struct board *board;
    const struct vector_street *vectors;
    unsigned street, slots;
    float scale; /* chips at an end to expected chips */
};

static float *vector_of(float *vectors, const struct stage *stage, uint32_t point)
{
    return vectors + (size_t)point * stage->slots;
}

static void go_down(const struct stage *stage)
{
    unsigned slots = stage->slots;
    for (uint32_t n = 0; n < stage->forest->nodes; n++) {
        const struct forest_node *node = &stage->forest->node[n];
        if (node->player == stage->walk->traverser)
            continue; /* his own reach enters nothing */
        float *reach = stage->vectors->reach[node->player];
        const float *before = vector_of(reach, stage, stage->forest->point[node->at].last[node->player]);
        for (unsigned a = 0; a < node->actions; a++) {
            const float *strategy = vector_of(stage->vectors->strategy, stage, node->row + a);
            float *after = vector_of(reach, stage, node->row + a);
            for (unsigned s = 0; s < slots; s++)
                after[s] = before[s] * strategy[s];
        }
    }
}

/* The opponent's reach at up to LANES points, from slots to hands. */
static void load_lanes(const struct stage *stage, const uint32_t points[], unsigned count, float block[][LANES])
{
    unsigned opponent = 1 - stage->walk->traverser;
    for (unsigned l = 0; l < LANES; l++) {
        if (l >= count) {
            for (unsigned h = 0; h < stage->board->hands; h++)
                block[h][l] = 0;
            continue;
        }
        const float *reach =
            vector_of(stage->vectors->reach[opponent], stage, stage->forest->point[points[l]].last[opponent]);
        for (unsigned h = 0; h < stage->board->hands; h++)
            block[h][l] = reach[stage->board->slot[h]];
    }
}

/* What a kernel's sum is worth: at a showdown it has its sign from the hands, at a fold from who folded. */
static float amount_at(const struct stage *stage, uint32_t at)
{
    const struct point *point = &stage->forest->point[at];
    float amount = point->amount * stage->scale;
    return point->kind == POINT_FOLD && stage->walk->traverser == 1 ? -amount : amount;
}

static void store_lanes(const struct stage *stage, const uint32_t points[], unsigned count, float block[][LANES])
{
    for (unsigned l = 0; l < count; l++) {
        float *value = vector_of(stage->vectors->value, stage, points[l]);
        float amount = amount_at(stage, points[l]);
        memset(value, 0, stage->slots * sizeof *value);
        for (unsigned h = 0; h < stage->board->hands; h++)
            value[stage->board->slot[h]] += amount * block[h][l];
    }
}

typedef void lanes_kernel(const struct board *board, unsigned hole_cards, float reach[][LANES], float value[][LANES]);

static void end_in_lanes(const struct stage *stage, enum point_kind kind, lanes_kernel *kernel)
{
    const uint32_t *points = stage->forest->of_kind[kind];
    uint32_t left = stage->forest->terminals[kind];
    float(*reach)[LANES] = stage->walk->lanes, (*value)[LANES] = reach + most_hands(&stage->walk->game->boards);
    while (left > 0) {
        unsigned count = left < LANES ? left : LANES;
        load_lanes(stage, points, count, reach);
        kernel(stage->board, stage->walk->game->boards.hole_cards, reach, value);
        store_lanes(stage, points, count, value);
        points += count;
        left -= count;
    }
}

static void run_out(const struct stage *stage)
{
    unsigned opponent = 1 - stage->walk->traverser, slots = stage->slots;
    for (uint32_t i = 0; i < stage->forest->terminals[POINT_RUNOUT]; i++) {
        uint32_t point = stage->forest->of_kind[POINT_RUNOUT][i];
        const float *reach =
            vector_of(stage->vectors->reach[opponent], stage, stage->forest->point[point].last[opponent]);
        float *value = vector_of(stage->vectors->value, stage, point);
        float amount = amount_at(stage, point);
        for (unsigned s = 0; s < slots; s++) {
            const float *odds = stage->walk->game->runout + (size_t)s * slots;
            float sum = 0;
            for (unsigned g = 0; g < slots; g++)
                sum += odds[g] * reach[g];
            value[s] = amount * sum;
        }
    }
}

/* The leaves' reach becomes that of the next street's roots, in the walk of `own`. */
static void enter(const struct stage *stage, const struct stage *own, const struct board *child)
{
    const struct forest_street *next = &stage->forest[1];
    unsigned opponent = 1 - own->walk->traverser;
    for (uint32_t i = 0; i < stage->forest->terminals[POINT_LEAF]; i++) {
        const struct point *leaf = &stage->forest->point[stage->forest->of_kind[POINT_LEAF][i]];
        const float *from = vector_of(stage->vectors->reach[opponent], stage, leaf->last[opponent]);
        float *to = own->vectors[1].reach[opponent] + (size_t)(next->rows + leaf->index) * child->slots;
        for (unsigned s = 0; s < child->slots; s++)
            to[s] = from[child->parent_slot[s]];
    }
}

static void come_back(const struct stage *stage, const struct board *child)
{
    const struct forest_street *next = &stage->forest[1];
    const struct vector_street *vectors = &stage->vectors[1];
    float weight = child->weight;
    for (uint32_t i = 0; i < stage->forest->terminals[POINT_LEAF]; i++) {
        uint32_t point = stage->forest->of_kind[POINT_LEAF][i];
        const float *from = vectors->value + (size_t)(next->rows + stage->forest->point[point].index) * child->slots;
        float *to = vector_of(stage->vectors->value, stage, point);
        for (unsigned s = 0; s < child->slots; s++)
            to[child->parent_slot[s]] += weight * from[s];
    }
}

static void clear_leaves(const struct stage *stage)
{
    for (uint32_t i = 0; i < stage->forest->terminals[POINT_LEAF]; i++)
        memset(vector_of(stage->vectors->value, stage, stage->forest->of_kind[POINT_LEAF][i]), 0,
               stage->slots * sizeof(float));
}

static void walk_street(struct vector_walk *walk, unsigned street, uint32_t board);

/* One board that follows: its roots' reach comes from `stage`, its values go to `own`, a stage of the same board. */
static void follow(const struct stage *stage, const struct stage *own, uint32_t number)
{
    const struct board *child = &stage->walk->game->boards.street[stage->street + 1].board[number];
    enter(stage, own, child);
    walk_street(own->walk, stage->street + 1, number);
    come_back(own, child);
}

/* The opponent's node: his strategy is in the reach already. */
static void add_up(const struct stage *stage, const struct forest_node *node)
{
    float *value = vector_of(stage->vectors->value, stage, node->at);
    memset(value, 0, stage->slots * sizeof *value);
    for (unsigned a = 0; a < node->actions; a++) {
        const float *of_action = vector_of(stage->vectors->value, stage, node->row + a);
        for (unsigned s = 0; s < stage->slots; s++)
            value[s] += of_action[s];
    }
}

static void average(const struct stage *stage, const struct forest_node *node)
{
    float *value = vector_of(stage->vectors->value, stage, node->at);
    memset(value, 0, stage->slots * sizeof *value);
    for (unsigned a = 0; a < node->actions; a++) {
        const float *of_action = vector_of(stage->vectors->value, stage, node->row + a);
        const float *strategy = vector_of(stage->vectors->strategy, stage, node->row + a);
        for (unsigned s = 0; s < stage->slots; s++)
            value[s] += strategy[s] * of_action[s];
    }
}

static void take_best(const struct stage *stage, const struct forest_node *node)
{
    float *value = vector_of(stage->vectors->value, stage, node->at);
    memcpy(value, vector_of(stage->vectors->value, stage, node->row), stage->slots * sizeof *value);
    for (unsigned a = 1; a < node->actions; a++) {
        const float *of_action = vector_of(stage->vectors->value, stage, node->row + a);
        for (unsigned s = 0; s < stage->slots; s++)
            value[s] = of_action[s] > value[s] ? of_action[s] : value[s];
    }
}

/* What the traverser has just met enters the average: of who is traversed second his strategy of this iteration, of who
 * was first his next one, so that both averages are of the strategies that the other's regrets are against.
 *
 * A float sum of very many terms loses the small ones; with the carry it has twice the digits. */
static void sum_up(const struct stage *stage, const struct forest_node *node)
{
    const struct vector_update update = stage->walk->update;
    unsigned slots = stage->slots;
    size_t begin = (size_t)stage->board->first_slot * stage->forest->rows + (size_t)node->row * slots;
    float *sum = stage->walk->rows->street[stage->street].sum + begin;
    float *carry = stage->walk->rows->street[stage->street].carry;
    const float *strategy = vector_of(stage->vectors->strategy, stage, node->row);
    const float *reach =
        vector_of(stage->vectors->reach[node->player], stage, stage->forest->point[node->at].last[node->player]);
    for (unsigned a = 0; a < node->actions; a++, sum += slots, strategy += slots) {
        if (carry) {
            float *rest = carry + begin + (size_t)a * slots;
            for (unsigned s = 0; s < slots; s++) {
                double now =
                    ((double)sum[s] + (double)rest[s]) * update.sum_discount + (double)reach[s] * (double)strategy[s];
                sum[s] = (float)now;
                rest[s] = (float)(now - (double)sum[s]);
            }
        } else {
            for (unsigned s = 0; s < slots; s++)
                sum[s] = (float)update.sum_discount * sum[s] + reach[s] * strategy[s];
        }
    }
}

static void learn(const struct stage *stage, const struct forest_node *node)
{
    const struct vector_update update = stage->walk->update;
    unsigned slots = stage->slots;
    size_t begin = (size_t)stage->board->first_slot * stage->forest->rows + (size_t)node->row * slots;
    float *regret = stage->walk->rows->street[stage->street].regret + begin;
    const float *value = vector_of(stage->vectors->value, stage, node->at);
    const float *of_action = vector_of(stage->vectors->value, stage, node->row);
    float lowest = update.plus ? 0 : -3e38F;
    for (unsigned a = 0; a < node->actions; a++, regret += slots, of_action += slots) {
        for (unsigned s = 0; s < slots; s++) {
            float kept = regret[s] * (regret[s] > 0 ? update.positive : update.negative);
            float now = kept + (of_action[s] - value[s]);
            regret[s] = now > lowest ? now : lowest;
        }
    }
    if (!update.predict)
        return;
    float *prediction = stage->walk->rows->street[stage->street].prediction + begin;
    of_action = vector_of(stage->vectors->value, stage, node->row);
    for (unsigned a = 0; a < node->actions; a++, prediction += slots, of_action += slots) {
        for (unsigned s = 0; s < slots; s++)
            prediction[s] = of_action[s] - value[s];
    }
}

static void come_up(const struct stage *stage)
{
    for (uint32_t n = stage->forest->nodes; n-- > 0;) {
        const struct forest_node *node = &stage->forest->node[n];
        if (node->player != stage->walk->traverser) {
            add_up(stage, node);
            if (stage->walk->mode == VECTOR_TRAIN)
                sum_up(stage, node);
        } else if (stage->walk->mode == VECTOR_RESPOND) {
            take_best(stage, node);
        } else {
            average(stage, node);
            if (stage->walk->mode == VECTOR_TRAIN)
                learn(stage, node);
        }
    }
}

static struct stage stage_of(struct vector_walk *walk, unsigned street, uint32_t board)
{
    const struct public_game *game = walk->game;
    const struct board *here = &game->boards.street[street].board[board];
    return (struct stage){
        .walk = walk,
        .forest = &game->forest.street[street],
        .board = here,
        .vectors = &walk->street[street],
        .street = street,
        .slots = here->slots,
        .scale = (float)(1 / game->boards.completions[street]),
    };
}

/* Down to the ends of the street; its leaves are left at 0. */
static void reach_ends(const struct stage *stage, uint32_t board)
{
    if (stage->forest->nodes > 0)
        stage->walk->strategy(stage->walk->context, stage->street, board, stage->vectors->strategy);
    go_down(stage);
    end_in_lanes(stage, POINT_FOLD, lanes_fold);
    end_in_lanes(stage, POINT_SHOWDOWN, lanes_showdown);
    run_out(stage);
    clear_leaves(stage);
}

/* The reach of the street's roots is in place; their values are written. */
static void walk_street(struct vector_walk *walk, unsigned street, uint32_t board)
{
    struct stage stage = stage_of(walk, street, board);
    reach_ends(&stage, board);
    if (stage.forest->terminals[POINT_LEAF] > 0) {
        for (uint32_t c = 0; c < stage.board->children; c++)
            follow(&stage, &stage, stage.board->first_child + c);
    }
    come_up(&stage);
}

uint32_t vector_walk_boards(const struct public_game *game)
{
    return game->forest.street[0].terminals[POINT_LEAF] > 0 ? game->boards.street[0].board[0].children : 0;
}

void vector_walk_begin(struct vector_walk *walk)
{
    struct stage stage = stage_of(walk, 0, 0);
    for (unsigned p = 0; p < 2; p++) {
        float *reach = vector_of(stage.vectors->reach[p], &stage, stage.forest->rows);
        for (unsigned s = 0; s < stage.slots; s++)
            reach[s] = 1;
    }
    reach_ends(&stage, 0);
}

void vector_walk_board(const struct vector_walk *walk, struct vector_walk *own, uint32_t child)
{
    /* Only read: a stage is also what writers use. */
    struct stage stage = stage_of((struct vector_walk *)(uintptr_t)walk, 0, 0), own_stage = stage_of(own, 0, 0);
    follow(&stage, &own_stage, stage.board->first_child + child);
}

void vector_walk_gather(struct vector_walk *walk, struct vector_walk *other)
{
    struct stage stage = stage_of(walk, 0, 0), other_stage = stage_of(other, 0, 0);
    for (uint32_t i = 0; i < stage.forest->terminals[POINT_LEAF]; i++) {
        uint32_t point = stage.forest->of_kind[POINT_LEAF][i];
        float *to = vector_of(stage.vectors->value, &stage, point);
        const float *from = vector_of(other_stage.vectors->value, &other_stage, point);
        for (unsigned s = 0; s < stage.slots; s++)
            to[s] += from[s];
    }
    clear_leaves(&other_stage); /* for the next walk */
}

double vector_walk_end(struct vector_walk *walk)
{
    struct stage stage = stage_of(walk, 0, 0);
    come_up(&stage);
    const float *value = vector_of(stage.vectors->value, &stage, stage.forest->rows);
    double sum = 0;
    for (unsigned s = 0; s < stage.slots; s++)
        sum += (double)value[s];
    clear_leaves(&stage); /* this walk may gather for another next */
    return sum / stage.board->hands;
}
