#include "cfr/schedule.h"

#include <math.h>
#include <string.h>

void schedule_init(struct schedule *schedule, const struct schedule_rule *rule, uint64_t interval, double alpha,
                   double beta, bool reset_negative)
{
    memset(schedule, 0, sizeof *schedule);
    schedule->rule = rule;
    schedule->interval = interval;
    schedule->alpha = alpha;
    schedule->beta = beta;
    schedule->reset_negative = reset_negative;
    schedule->average = rule->usual_average;
    if (rule->prepare)
        rule->prepare(schedule);
}

float schedule_average_weight(const struct schedule *schedule, uint64_t t)
{
    if (schedule->average == 0)
        return 1;
    if (schedule->average == 1)
        return (float)(t + 1);
    return (float)pow(((double)t + 1) / SCHEDULE_AVERAGE_SCALE, schedule->average);
}

static double share(double t, double exponent)
{
    return t > 0 ? 1 / (1 + pow(t, -exponent)) : 0;
}

struct full_update full_update_plain(double t, double gamma)
{
    return (struct full_update){.positive = 1, .negative = 1, .sum_discount = pow(t / (t + 1), gamma)};
}

struct full_update full_update_discounting(double t, double alpha, double beta, double gamma)
{
    struct full_update update = full_update_plain(t, gamma);
    update.positive = share(t, alpha);
    update.negative = share(t, beta);
    return update;
}
