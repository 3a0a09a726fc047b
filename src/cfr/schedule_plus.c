/* The schedules of full-width training that keep no negative regrets: CFR+ (Tammelin 2014) and predictive CFR+ (Farina, Kroer
 * and Sandholm 2021). */
#include "cfr/schedules.h"

static struct full_update update_plus(const struct schedule *schedule, double t)
{
    (void)schedule;
    struct full_update update = full_update_plain(t, 1);
    update.plus = true;
    return update;
}

static struct full_update update_predictive(const struct schedule *schedule, double t)
{
    (void)schedule;
    struct full_update update = full_update_plain(t, 2);
    update.plus = update.predict = true;
    return update;
}

const struct schedule_rule schedule_cfr_plus = {
    .choice = {"cfr+", "CFR+, full only"},
    .update = update_plus,
};

const struct schedule_rule schedule_pcfr_plus = {
    .choice = {"pcfr+", "predictive CFR+, full only"},
    .update = update_predictive,
    .predicts = true,
};
