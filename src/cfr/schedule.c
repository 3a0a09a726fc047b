#include "cfr/schedule.h"

#include <math.h>
#include <string.h>

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

void schedule_init(struct schedule *schedule, enum schedule_kind kind, uint64_t interval, double alpha, double beta,
                   bool reset_negative)
{
    memset(schedule, 0, sizeof *schedule);
    schedule->kind = kind;
    schedule->interval = interval;
    schedule->alpha = alpha;
    schedule->beta = beta;
    schedule->reset_negative = reset_negative;
    schedule->average = schedule_usual_average(kind);
    build_epochs(schedule);
}

float schedule_average_weight(const struct schedule *schedule, uint64_t t)
{
    if (schedule->average == 0)
        return 1;
    if (schedule->average == 1)
        return (float)(t + 1);
    return (float)pow(((double)t + 1) / SCHEDULE_AVERAGE_SCALE, schedule->average);
}

uint32_t schedule_epoch(const struct schedule *schedule, uint64_t t)
{
    if (schedule->kind == SCHEDULE_DECAYED) {
        uint64_t epoch = t / schedule->interval;
        return epoch < UINT32_MAX ? (uint32_t)epoch : UINT32_MAX;
    }
    if (schedule->kind != SCHEDULE_DISCOUNTED)
        return 0;
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

struct discount schedule_discount(const struct schedule *schedule, uint32_t from, uint32_t to)
{
    if (schedule->kind == SCHEDULE_DECAYED) {
        float regret = (float)pow(schedule->alpha, (double)to - from);
        return (struct discount){regret, regret, (float)pow(schedule->beta, (double)to - from)};
    }
    float regret = (float)exp(schedule->log_regret[to] - schedule->log_regret[from]);
    float sum = (float)exp(schedule->log_sum[to] - schedule->log_sum[from]);
    return (struct discount){regret, schedule->reset_negative ? 0.0F : regret, sum};
}
