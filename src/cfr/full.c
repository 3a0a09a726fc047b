#include "cfr/full.h"

#include "cfr/row.h"

#include <math.h>

/* The hyper-parameters of Zhang, McAleer and Sandholm (2024) move for this many iterations. */
static const double SCHEDULED_ITERATIONS = 1000;

static double scheduled(double t)
{
    return t < SCHEDULED_ITERATIONS ? t / SCHEDULED_ITERATIONS : 1;
}

static float share(double t, double exponent)
{
    return t > 0 ? (float)(1 / (1 + pow(t, -exponent))) : 0;
}

struct vector_update full_update(const struct schedule *schedule, uint64_t iteration)
{
    double t = (double)iteration, alpha = 0, beta = 0, gamma = 0;
    struct vector_update update = {.positive = 1, .negative = 1};
    switch (schedule->kind) {
    case SCHEDULE_LINEAR:
        alpha = beta = gamma = 1;
        break;
    case SCHEDULE_DISCOUNTED:
        alpha = schedule->alpha;
        beta = schedule->negative;
        gamma = schedule->beta;
        break;
    case SCHEDULE_HS_DISCOUNTED:
        alpha = 1 + 3 * scheduled(t);
        beta = -1 - 2 * scheduled(t);
        gamma = 30 - 5 * scheduled(t);
        break;
    case SCHEDULE_PLUS:
        update.plus = true;
        gamma = 1;
        break;
    case SCHEDULE_PREDICTIVE:
        update.plus = update.predict = true;
        gamma = 2;
        break;
    case SCHEDULE_HS_PREDICTIVE:
        update.plus = update.predict = true;
        gamma = 30 - 5 * scheduled(t);
        break;
    case SCHEDULE_UNIFORM:
    case SCHEDULE_DECAYED:
        break;
    }
    if (schedule->kind == SCHEDULE_LINEAR || schedule->kind == SCHEDULE_DISCOUNTED ||
        schedule->kind == SCHEDULE_HS_DISCOUNTED) {
        update.positive = share(t, alpha);
        update.negative = share(t, beta);
    }
    update.sum_discount = pow(t / (t + 1), gamma);
    return update;
}

/* Positive parts, each slot's divided by their sum; equal where there is none. `extra` is added first; may be NULL. */
static void match(unsigned actions, unsigned slots, const float regret[], const float extra[], float strategy[])
{
    float *total = strategy; /* the last action's vector holds the totals until it is its turn */
    total += (size_t)(actions - 1) * slots;
    const float *last = regret + (size_t)(actions - 1) * slots;
    const float *last_extra = extra ? extra + (size_t)(actions - 1) * slots : NULL;
    for (unsigned s = 0; s < slots; s++) {
        float r = last[s] + (extra ? last_extra[s] : 0);
        total[s] = r > 0 ? r : 0;
    }
    for (unsigned a = 0; a + 1 < actions; a++) {
        const float *of = regret + (size_t)a * slots, *more = extra ? extra + (size_t)a * slots : NULL;
        float *out = strategy + (size_t)a * slots;
        for (unsigned s = 0; s < slots; s++) {
            float r = of[s] + (extra ? more[s] : 0);
            out[s] = r > 0 ? r : 0;
            total[s] += out[s];
        }
    }
    float uniform = 1 / (float)actions;
    for (unsigned s = 0; s < slots; s++) {
        float sum = total[s], r = last[s] + (extra ? last_extra[s] : 0), rest = r > 0 ? r : 0;
        bool any = sum > ROW_SMALLEST;
        float scale = any ? 1 / sum : 0;
        for (unsigned a = 0; a + 1 < actions; a++) {
            float *out = strategy + (size_t)a * slots;
            out[s] = any ? out[s] * scale : uniform;
        }
        total[s] = any ? rest * scale : uniform;
    }
}

static void match_all(const struct full *full, unsigned street, uint32_t board, const float *values, const float *extra,
                      float strategy[])
{
    const struct forest_street *forest = &full->game->forest.street[street];
    const struct board *here = &full->game->boards.street[street].board[board];
    size_t begin = (size_t)here->first_slot * forest->rows;
    for (uint32_t n = 0; n < forest->nodes; n++) {
        const struct forest_node *node = &forest->node[n];
        size_t row = (size_t)node->row * here->slots;
        match(node->actions, here->slots, values + begin + row, extra ? extra + begin + row : NULL, strategy + row);
    }
}

void full_current_strategy(const void *context, unsigned street, uint32_t board, float strategy[])
{
    const struct full *full = context;
    match_all(full, street, board, full->rows.street[street].regret, full->rows.street[street].prediction, strategy);
}

void full_average_strategy(const void *context, unsigned street, uint32_t board, float strategy[])
{
    const struct full *full = context;
    match_all(full, street, board, full->rows.street[street].sum, NULL, strategy);
}

void full_prepare(const struct full *full, struct vector_walk *walk, uint64_t t, unsigned player)
{
    walk->mode = VECTOR_TRAIN;
    walk->traverser = player;
    walk->strategy = full_current_strategy;
    walk->context = full;
    walk->rows = &full->rows;
    walk->update = full_update(&full->schedule, t);
}

uint64_t full_visits(const struct full *full)
{
    uint64_t rows = 0;
    for (unsigned s = 0; s < full->game->forest.streets; s++)
        rows += (uint64_t)full->game->boards.street[s].slots * full->game->forest.street[s].nodes;
    return 2 * rows;
}
