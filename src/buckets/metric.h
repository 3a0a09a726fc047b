/* How far apart two hands are, as their features tell: whole numbers, so that every machine finds the same.
 *
 * Two metrics serve all features: L1, the sum of absolute differences, which over cumulative sums of a histogram is the
 * earth mover's distance on a line, and over the weighted masses of a tree's branches that on the tree; and L2, kept
 * squared. Sums obey the triangle inequality exactly (L2: their roots). Pure functions. */
#ifndef BUCKETS_METRIC_H
#define BUCKETS_METRIC_H

#include "base/choice.h"

#include <stdint.h>

typedef int16_t feature;

enum { METRIC_PAD = 16, METRIC_MOST = 128 };

/* The metric_kind.one of L1 and of L2. Strengths of hands are features as of L1: METRIC_L1_ONE for one that always
 * wins. */
enum { METRIC_L1_ONE = 1 << 14, METRIC_L2_ONE = 1 << 12 };

/* A metric as a row of the table; its name stands in bucket files. */
struct metric_kind {
    struct choice choice;
    feature one;    /* a feature lies between 0 and this, so that no sum over METRIC_MOST features overflows */
    unsigned twice; /* the sum at twice the distance is so many times the sum */
    uint32_t (*sum)(unsigned dims, const feature a[], const feature b[]);
    double (*distance)(double sum); /* of a sum that has been multiplied by the unit */
};

extern const struct metric_kind metric_l1, metric_l2;

/* All of them, by name (base/choice.h); NULL at the end. */
extern const struct choice *const metric_kinds[];

struct metric {
    const struct metric_kind *kind;
    unsigned dims; /* a multiple of METRIC_PAD, at most METRIC_MOST; features beyond those used are 0 */
    double unit;   /* L1: the distance that a sum of 1 stands for; L2: its square. Distances are in shares of a pot */
};

static inline feature metric_one(const struct metric_kind *kind)
{
    return kind->one;
}

/* The least multiple of METRIC_PAD that holds `used` features. */
static inline unsigned metric_dims(unsigned used)
{
    return (used + METRIC_PAD - 1) / METRIC_PAD * METRIC_PAD;
}

/* The sum of the differences of a and b, or of their squares. */
static inline uint32_t metric_sum(const struct metric *metric, const feature a[], const feature b[])
{
    return metric->kind->sum(metric->dims, a, b);
}

/* The distance that a sum stands for. */
static inline double metric_distance(const struct metric *metric, double sum)
{
    return metric->kind->distance(sum * metric->unit);
}

/* The sum from which on a centre is further than `sum` from a point, when it is seen from a centre at `sum` of the
 * point: d(a, c) > 2 d(x, a) implies d(x, c) > d(x, a). */
static inline uint64_t metric_twice(const struct metric *metric, uint32_t sum)
{
    return (uint64_t)sum * metric->kind->twice;
}

#endif
