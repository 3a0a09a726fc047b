/* Points: hands as features, with how often they occur.
 *
 * The storage of a sample and of the batches in which features are made. One thread at a time fills one. */
#ifndef BUCKETS_POINTS_H
#define BUCKETS_POINTS_H

#include "buckets/metric.h"

#include <stddef.h>

struct points {
    unsigned dims;
    size_t count, room;
    uint64_t *index;   /* owned: the canonical hand */
    uint32_t *deals;   /* owned: how many deals a point stands for */
    feature *strength; /* owned: expected strength, METRIC_L1_ONE for a hand that always wins */
    feature *values;   /* owned: [count][dims] */
};

static inline const feature *points_values(const struct points *points, size_t i)
{
    return points->values + i * points->dims;
}

void points_init(struct points *points, unsigned dims, size_t room);
void points_release(struct points *points);

/* A new last point with its features zeroed; grows as needed. */
size_t points_add(struct points *points, uint64_t index, uint32_t deals, feature strength);

/* Moves point `from` of other, which has as many dims, behind the last one. */
void points_copy(struct points *points, const struct points *other, size_t from);

/* In order of index, points of one index put together: the same whoever found them in whatever order. Points of one
 * index have the same features. */
void points_merge(struct points *points);

#endif
