#include "buckets/metric.h"

#include <math.h>
#include <stddef.h>

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

static double is_distance(double sum)
{
    return sum;
}

static double root(double sum)
{
    return sqrt(sum);
}

const struct metric_kind metric_l1 = {
    .choice = {"L1", "the sum of absolute differences"},
    .one = METRIC_L1_ONE,
    .twice = 2,
    .sum = sum_absolute,
    .distance = is_distance,
};

const struct metric_kind metric_l2 = {
    .choice = {"L2", "the root of the sum of squared differences"},
    .one = METRIC_L2_ONE,
    .twice = 4,
    .sum = sum_squares,
    .distance = root,
};

const struct choice *const metric_kinds[] = {&metric_l1.choice, &metric_l2.choice, NULL};
