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

/* The integral of k^-p from low to high. */
static double power_integral(double p, double low, double high)
{
    return fabs(p - 1) < 1e-9 ? log(high / low) : (pow(high, 1 - p) - pow(low, 1 - p)) / (1 - p);
}

/* Beyond the table the sum of log(1 + k^-alpha) is the integral of its series x - x^2 / 2 + ... with x = k^-alpha, by the
 * midpoint rule: five terms are exact to a millionth from alpha = 0.5 on. */
static double log_discount(const struct schedule *schedule, double k)
{
    const double last = SCHEDULE_TABLE - 1;
    if (k <= last)
        return schedule->log_discount[(int)k];
    double tail = 0;
    for (int n = 1; n <= 5; n++)
        tail += (n % 2 ? 1.0 : -1.0) / n * power_integral(n * schedule->alpha, last + 0.5, k + 0.5);
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
