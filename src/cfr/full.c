#include "cfr/full.h"

#include "cfr/carry.h"

#include <math.h>
#include <string.h>

/* The hyper-parameters of Zhang, McAleer and Sandholm (2024) move for this many iterations. */
static const double SCHEDULED_ITERATIONS = 1000;

static double scheduled(double t)
{
    return t < SCHEDULED_ITERATIONS ? t / SCHEDULED_ITERATIONS : 1;
}

static double share(double t, double exponent)
{
    return t > 0 ? 1 / (1 + pow(t, -exponent)) : 0;
}

struct full_update full_update_at(const struct schedule *schedule, uint64_t iteration)
{
    double t = (double)iteration, alpha = 0, beta = 0, gamma = schedule->average;
    struct full_update update = {.positive = 1, .negative = 1};
    switch (schedule->kind) {
    case SCHEDULE_LINEAR:
        alpha = beta = 1;
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
    carry_add_regrets(update, count, gain + begin, rows->regret + begin,
                      rows->regret_carry ? rows->regret_carry + begin : NULL);
    if (update->predict)
        memcpy(rows->prediction + begin, gain + begin, count * sizeof *gain);
    memset(gain + begin, 0, count * sizeof *gain);
}

void full_merge_sums(const struct full_rows *rows, const struct full_update *update, float sum[], unsigned workers,
                     size_t stride, size_t begin, size_t end)
{
    add_up(sum + begin, workers, stride, end - begin);
    for (size_t i = begin; i < end; i++) {
        if (rows->sum_carry)
            carry_store(carry_load(&rows->sum[i], &rows->sum_carry[i]) * update->sum_discount + (double)sum[i],
                        &rows->sum[i], &rows->sum_carry[i]);
        else
            rows->sum[i] = (float)update->sum_discount * rows->sum[i] + sum[i];
    }
    memset(sum + begin, 0, (end - begin) * sizeof *sum);
}
