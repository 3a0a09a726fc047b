/* How far apart two hands are, as their features tell: whole numbers, so that every machine finds the same.
 *
 * Two metrics serve all features: L1, the sum of absolute differences, which over cumulative sums of a histogram is the
 * earth mover's distance on a line, and over the weighted masses of a tree's branches that on the tree; and L2, kept
 * squared. Sums obey the triangle inequality exactly (L2: their roots). Pure functions. */
#ifndef BUCKETS_METRIC_H
#define BUCKETS_METRIC_H

#include <stdint.h>

/* A feature lies between 0 and metric_one(kind), so that no sum over METRIC_MOST features overflows. */
typedef int16_t feature;

enum { METRIC_PAD = 16, METRIC_MOST = 128 };

enum metric_kind { METRIC_L1, METRIC_L2 };

struct metric {
    enum metric_kind kind;
    unsigned dims; /* a multiple of METRIC_PAD, at most METRIC_MOST; features beyond those used are 0 */
    double unit;   /* L1: the distance that a sum of 1 stands for; L2: its square. Distances are in shares of a pot */
};

static inline feature metric_one(enum metric_kind kind)
{
    return kind == METRIC_L1 ? 1 << 14 : 1 << 12;
}

/* The least multiple of METRIC_PAD that holds `used` features. */
static inline unsigned metric_dims(unsigned used)
{
    return (used + METRIC_PAD - 1) / METRIC_PAD * METRIC_PAD;
}

/* The sum of the differences of a and b, or of their squares. */
uint32_t metric_sum(const struct metric *metric, const feature a[], const feature b[]);

/* The distance that a sum stands for. */
double metric_distance(const struct metric *metric, double sum);

/* The sum from which on a centre is further than `sum` from a point, when it is seen from a centre at `sum` of the
 * point: d(a, c) > 2 d(x, a) implies d(x, c) > d(x, a). */
static inline uint64_t metric_twice(const struct metric *metric, uint32_t sum)
{
    return (uint64_t)sum * (metric->kind == METRIC_L1 ? 2 : 4);
}

#endif
