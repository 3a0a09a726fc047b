#include "cfr/schedule.h"

#include <math.h>
#include <string.h>

void schedule_init(struct schedule *schedule, enum schedule_kind kind, uint64_t interval, double alpha, double beta,
                   bool reset_negative)
{
    memset(schedule, 0, sizeof *schedule);
    schedule->kind = kind;
    schedule->interval = interval;
    schedule->alpha = alpha;
    schedule->beta = beta;
    schedule->reset_negative = reset_negative;
    for (int k = 1; k < SCHEDULE_TABLE; k++)
        schedule->log_discount[k] = schedule->log_discount[k - 1] - log1p(pow(k, -alpha));
}

/* Beyond the table the sum of log(1 + k^-alpha) is replaced by the integral of its first term, k^-alpha (midpoint rule):
 * at k = 1024 the terms differ by less than a millionth. */
static double log_discount(const struct schedule *schedule, double k)
{
    const double last = SCHEDULE_TABLE - 1;
    if (k <= last)
        return schedule->log_discount[(int)k];
    double low = last + 0.5, high = k + 0.5, alpha = schedule->alpha;
    double tail = fabs(alpha - 1) < 1e-9 ? log(high / low) : (pow(high, 1 - alpha) - pow(low, 1 - alpha)) / (1 - alpha);
    return schedule->log_discount[SCHEDULE_TABLE - 1] - tail;
}

struct discount schedule_discount(const struct schedule *schedule, uint32_t from, uint32_t to)
{
    double regret, sum;
    if (schedule->kind == SCHEDULE_DECAYED) {
        regret = pow(schedule->alpha, (double)to - from);
        sum = pow(schedule->beta, (double)to - from);
    } else {
        regret = exp(log_discount(schedule, to) - log_discount(schedule, from));
        sum = pow(((double)from + 1) / ((double)to + 1), schedule->beta);
    }
    bool reset = schedule->kind == SCHEDULE_DISCOUNTED && schedule->reset_negative;
    return (struct discount){(float)regret, reset ? 0.0F : (float)regret, (float)sum};
}
