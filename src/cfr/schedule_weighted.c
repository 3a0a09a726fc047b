/* The schedules in which an iteration has a weight and nothing is discounted: uniform and linear. */
#include "cfr/schedules.h"

static float weigh_alike(const struct schedule *schedule, uint64_t t)
{
    (void)schedule, (void)t;
    return 1;
}

static float weigh_by_number(const struct schedule *schedule, uint64_t t)
{
    (void)schedule;
    return (float)(t + 1);
}

static struct full_update update_uniform(const struct schedule *schedule, double t)
{
    return full_update_plain(t, schedule->average);
}

/* To count t is to discount all that was before by t / (t + 1). */
static struct full_update update_linear(const struct schedule *schedule, double t)
{
    return full_update_discounting(t, 1, 1, schedule->average);
}

const struct schedule_rule schedule_uniform = {
    .choice = {"uniform", "every iteration counts the same"},
    .weight = weigh_alike,
    .update = update_uniform,
    .takes_average = true,
    .usual_average = 0,
};

const struct schedule_rule schedule_linear = {
    .choice = {"linear", "iteration t counts t"},
    .weight = weigh_by_number,
    .update = update_linear,
    .takes_average = true,
    .usual_average = 1,
};
