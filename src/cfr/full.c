#include "cfr/full.h"

#include "cfr/matching.h"

#include <math.h>
#include <string.h>

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

struct full_update full_update_at(const struct schedule *schedule, uint64_t iteration)
{
    double t = (double)iteration, alpha = 0, beta = 0, gamma = 0;
    struct full_update update = {.positive = 1, .negative = 1};
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

static size_t row_of(const struct vector_part *part, const struct forest_node *node)
{
    return part->classes->base + (size_t)node->row * part->classes->count;
}

static void match_all(const struct vector_part *part, const float values[], const float extra[], float strategy[])
{
    unsigned slots = part->classes->count;
    for (uint32_t n = part->node; n < part->node + part->nodes; n++) {
        const struct forest_node *node = &part->forest->node[n];
        size_t row = row_of(part, node);
        matching(node->actions, slots, values + row, extra ? extra + row : NULL,
                 strategy + (size_t)(node->first - part->point) * slots);
    }
}

void full_current_strategy(void *context, const struct vector_part *part, float strategy[])
{
    const struct full_step *step = context;
    match_all(part, step->street[part->street].regret, step->street[part->street].prediction, strategy);
}

void full_average_strategy(void *context, const struct vector_part *part, float strategy[])
{
    const struct full_step *step = context;
    match_all(part, step->street[part->street].sum, NULL, strategy);
}

static void add_regret(const struct full_update *update, size_t count, const float gain[], float regret[])
{
    float lowest = update->plus ? 0 : -3e38F, positive = update->positive, negative = update->negative;
    for (size_t i = 0; i < count; i++) {
        float now = regret[i] * (regret[i] > 0 ? positive : negative) + gain[i];
        regret[i] = now > lowest ? now : lowest;
    }
}

/* A float sum of very many terms loses the small ones; with the carry it has twice the digits. */
static inline void add_precisely(float *sum, float *rest, double discount, double more)
{
    double now = ((double)*sum + (double)*rest) * discount + more;
    *sum = (float)now;
    *rest = (float)(now - (double)*sum);
}

static void add_sum(const struct full_update *update, size_t count, const float reach[], const float strategy[],
                    float sum[], float carry[])
{
    if (carry) {
        for (size_t i = 0; i < count; i++)
            add_precisely(&sum[i], &carry[i], update->sum_discount, (double)reach[i] * (double)strategy[i]);
    } else {
        for (size_t i = 0; i < count; i++)
            sum[i] = (float)update->sum_discount * sum[i] + reach[i] * strategy[i];
    }
}

void full_learn(void *context, const struct vector_part *part, const struct forest_node *node, const float gain[])
{
    const struct full_step *step = context;
    const struct full_rows *rows = &step->street[part->street];
    size_t begin = row_of(part, node), count = (size_t)node->actions * part->classes->count;
    add_regret(&step->update, count, gain, rows->regret + begin);
    if (step->update.predict)
        memcpy(rows->prediction + begin, gain, count * sizeof *gain);
}

void full_record(void *context, const struct vector_part *part, const struct forest_node *node, const float strategy[],
                 const float reach[])
{
    const struct full_step *step = context;
    const struct full_rows *rows = &step->street[part->street];
    size_t slots = part->classes->count, at = row_of(part, node);
    for (unsigned a = 0; a < node->actions; a++, at += slots, strategy += slots)
        add_sum(&step->update, slots, reach, strategy, rows->sum + at, rows->carry ? rows->carry + at : NULL);
}

/* Adds the workers' sums up in the first one's; the others are 0 afterwards. */
static void add_up(float sums[], unsigned workers, size_t stride, size_t count)
{
    for (unsigned w = 1; w < workers; w++) {
        float *other = sums + w * stride;
        for (size_t i = 0; i < count; i++)
            sums[i] += other[i];
        memset(other, 0, count * sizeof *other);
    }
}

void full_merge_gains(const struct full_rows *rows, const struct full_update *update, float gain[], unsigned workers,
                      size_t stride, size_t begin, size_t end)
{
    size_t count = end - begin;
    add_up(gain + begin, workers, stride, count);
    add_regret(update, count, gain + begin, rows->regret + begin);
    if (update->predict)
        memcpy(rows->prediction + begin, gain + begin, count * sizeof *gain);
    memset(gain + begin, 0, count * sizeof *gain);
}

void full_merge_sums(const struct full_rows *rows, const struct full_update *update, float sum[], unsigned workers,
                     size_t stride, size_t begin, size_t end)
{
    add_up(sum + begin, workers, stride, end - begin);
    for (size_t i = begin; i < end; i++) {
        if (rows->carry)
            add_precisely(&rows->sum[i], &rows->carry[i], update->sum_discount, (double)sum[i]);
        else
            rows->sum[i] = (float)update->sum_discount * rows->sum[i] + sum[i];
    }
    memset(sum + begin, 0, (end - begin) * sizeof *sum);
}
