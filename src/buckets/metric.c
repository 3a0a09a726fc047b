#include "buckets/metric.h"

#include <math.h>

/* Differences fit 16 bits, so that a register holds as many of them as it can. */
static uint32_t sum_absolute(unsigned dims, const feature a[], const feature b[])
{
    uint32_t sum = 0;
    for (unsigned i = 0; i < dims; i++) {
        int16_t difference = (int16_t)(a[i] - b[i]);
        sum += (uint16_t)(difference < 0 ? -difference : difference);
    }
    return sum;
}

static uint32_t sum_squares(unsigned dims, const feature a[], const feature b[])
{
    uint32_t sum = 0;
    for (unsigned i = 0; i < dims; i++) {
        int16_t difference = (int16_t)(a[i] - b[i]);
        sum += (uint32_t)(difference * difference);
    }
    return sum;
}

uint32_t metric_sum(const struct metric *metric, const feature a[], const feature b[])
{
    return metric->kind == METRIC_L1 ? sum_absolute(metric->dims, a, b) : sum_squares(metric->dims, a, b);
}

double metric_distance(const struct metric *metric, double sum)
{
    return metric->kind == METRIC_L1 ? sum * metric->unit : sqrt(sum * metric->unit);
}
