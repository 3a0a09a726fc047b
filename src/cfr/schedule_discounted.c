/* The schedules that discount what was learnt: DCFR in epochs of growing length, and constant factors (schedule.h). */
#include "cfr/schedules.h"

#include <math.h>

static float weigh_alike(const struct schedule *schedule, uint64_t t)
{
    (void)schedule, (void)t;
    return 1;
}

/* --- dcfr --- */

static void build_epochs(struct schedule *schedule)
{
    for (uint32_t e = 1; e < SCHEDULE_EPOCHS; e++) {
        uint64_t done = schedule->begin[e - 1];
        uint64_t length = e <= SCHEDULE_FIRST_EPOCHS ? schedule->interval : done / SCHEDULE_FIRST_EPOCHS;
        schedule->begin[e] = done > UINT64_MAX - length ? UINT64_MAX : done + length;
        double t = (double)schedule->begin[e], d = (double)length;
        schedule->log_regret[e] = schedule->log_regret[e - 1] - log1p(pow(t / d, -schedule->alpha));
        schedule->log_sum[e] = schedule->log_sum[e - 1] + schedule->beta * log(t / (t + d));
    }
}

static uint32_t epoch_of_growing(const struct schedule *schedule, uint64_t t)
{
    uint32_t low = 0, high = SCHEDULE_EPOCHS;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (schedule->begin[middle] <= t)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static struct discount discount_growing(const struct schedule *schedule, uint32_t from, uint32_t to)
{
    float regret = (float)exp(schedule->log_regret[to] - schedule->log_regret[from]);
    float sum = (float)exp(schedule->log_sum[to] - schedule->log_sum[from]);
    return (struct discount){regret, schedule->reset_negative ? 0.0F : regret, sum};
}

static struct full_update update_dcfr(const struct schedule *schedule, double t)
{
    return full_update_discounting(t, schedule->alpha, schedule->negative, schedule->beta);
}

const struct schedule_rule schedule_dcfr = {
    .choice = {"dcfr", "discounted CFR (Brown and Sandholm 2019)"},
    .weight = weigh_alike,
    .prepare = build_epochs,
    .epoch = epoch_of_growing,
    .discount = discount_growing,
    .update = update_dcfr,
    .has_beta = true,
};

/* --- static --- */

static uint32_t epoch_of_equal(const struct schedule *schedule, uint64_t t)
{
    uint64_t epoch = t / schedule->interval;
    return epoch < UINT32_MAX ? (uint32_t)epoch : UINT32_MAX;
}

static struct discount discount_equal(const struct schedule *schedule, uint32_t from, uint32_t to)
{
    float regret = (float)pow(schedule->alpha, (double)to - from);
    return (struct discount){regret, regret, (float)pow(schedule->beta, (double)to - from)};
}

const struct schedule_rule schedule_static = {
    .choice = {"static", "constant factors alpha and beta at the end of each interval, not for full"},
    .weight = weigh_alike,
    .epoch = epoch_of_equal,
    .discount = discount_equal,
    .has_beta = true,
    .multiplies = true,
};
