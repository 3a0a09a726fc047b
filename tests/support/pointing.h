/* Points and centres at random, and what the tests of clustering count by definition. */
#ifndef SUPPORT_POINTING_H
#define SUPPORT_POINTING_H

#include "base/random.h"
#include "buckets/centres.h"
#include "buckets/points.h"

static inline uint64_t pointing_sum(const struct metric *metric, const feature a[], const feature b[])
{
    uint64_t sum = 0;
    for (unsigned d = 0; d < metric->dims; d++) {
        int64_t apart = (int64_t)a[d] - b[d];
        sum += (uint64_t)(metric->kind == &metric_l2 ? apart * apart : apart < 0 ? -apart : apart);
    }
    return sum;
}

/* The first `used` features from [0, most]. */
static inline void pointing_fill(struct random_stream *stream, unsigned used, unsigned most, feature values[])
{
    for (unsigned d = 0; d < used; d++)
        values[d] = (feature)random_below(stream, most + 1);
}

/* `count` points of up to `deals` deals; the index of a point is its number. */
static inline void pointing_scatter(struct random_stream *stream, struct points *points, unsigned dims, size_t count,
                                    unsigned used, unsigned most, unsigned deals)
{
    points_init(points, dims, count);
    for (size_t n = 0; n < count; n++) {
        size_t i = points_add(points, n, 1 + random_below(stream, deals),
                              (feature)random_below(stream, (uint32_t)metric_one(&metric_l1) + 1));
        pointing_fill(stream, used, most, points->values + i * dims);
    }
}

/* The first of the centres that are nearest. */
static inline uint32_t pointing_nearest(const struct centres *centres, const feature point[], uint64_t *least)
{
    uint32_t best = 0;
    for (uint32_t c = 0; c < centres->k; c++) {
        uint64_t sum = pointing_sum(&centres->metric, point, centre_values(centres, c));
        if (c == 0 || sum < *least) {
            *least = sum;
            best = c;
        }
    }
    return best;
}

/* The sum over points of deals times how far the nearest centre is: what k-means makes small. */
static inline uint64_t pointing_total(const struct centres *centres, const struct points *points)
{
    uint64_t total = 0, least = 0;
    for (size_t i = 0; i < points->count; i++) {
        pointing_nearest(centres, points_values(points, i), &least);
        total += points->deals[i] * least;
    }
    return total;
}

#endif
