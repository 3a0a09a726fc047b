/* The schedules of full-width training whose hyper-parameters move while a run lasts (Zhang, McAleer and Sandholm 2024). */
#include "cfr/schedules.h"

/* They move for this many iterations. */
static const double SCHEDULED_ITERATIONS = 1000;

static double scheduled(double t)
{
    return t < SCHEDULED_ITERATIONS ? t / SCHEDULED_ITERATIONS : 1;
}

static struct full_update update_discounted(const struct schedule *schedule, double t)
{
    (void)schedule;
    return full_update_discounting(t, 1 + 3 * scheduled(t), -1 - 2 * scheduled(t), 30 - 5 * scheduled(t));
}

static struct full_update update_predictive(const struct schedule *schedule, double t)
{
    (void)schedule;
    struct full_update update = full_update_plain(t, 30 - 5 * scheduled(t));
    update.plus = update.predict = true;
    return update;
}

const struct schedule_rule schedule_hs_dcfr = {
    .choice = {"hs-dcfr", "dcfr with moving exponents, full only"},
    .update = update_discounted,
};

const struct schedule_rule schedule_hs_pcfr_plus = {
    .choice = {"hs-pcfr+", "pcfr+ with a moving exponent, full only"},
    .update = update_predictive,
    .predicts = true,
};
