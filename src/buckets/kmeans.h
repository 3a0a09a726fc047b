/* k-means: k centres that are near to weighted points (Lloyd 1982), begun by k-means++ (Arthur and Vassilvitskii 2007).
 *
 * What is made small is the sum over points of deals * metric_sum. The first centre is drawn by weight, every further one
 * by weight times the sum from the nearest so far; then points go to their nearest centre and centres to the mean of their
 * points, until that gains next to nothing. The best of several restarts is taken. All sums are of whole numbers, and
 * random numbers belong to (seed, restart): the result does not depend on the number of workers. Main thread with help. */
#ifndef BUCKETS_KMEANS_H
#define BUCKETS_KMEANS_H

#include "buckets/nearest.h"
#include "buckets/points.h"

struct kmeans_options {
    uint32_t k;
    bool fewer;        /* take fewer when fewer points differ; else that is a failure */
    unsigned restarts; /* at least 1 */
    uint64_t seed;
    unsigned workers;
    struct progress *progress;
};

/* Nanoseconds of one core, roughly. */
double kmeans_cost(double points, const struct kmeans_options *options);

/* Fills centres (released by the caller) and bucket[i], the centre nearest to point i. */
bool kmeans(const struct points *points, const struct metric *metric, const struct kmeans_options *options,
            struct centres *centres, uint32_t bucket[], struct failure *failure);

/* Sums for new centres, one a worker. */
struct kmeans_sums {
    int64_t *values;   /* owned: [k][dims] deals * feature */
    int64_t *strength; /* owned: [k] */
    uint64_t *deals;   /* owned: [k] */
    uint64_t total;    /* deals * metric_sum over all points */
};

void kmeans_sums_init(struct kmeans_sums *sums, const struct centres *centres);
void kmeans_sums_release(struct kmeans_sums *sums);
void kmeans_sums_clear(struct kmeans_sums *sums, const struct centres *centres);

/* Counts a point to centre c, from which it is `sum` away. */
void kmeans_sums_add(struct kmeans_sums *sums, uint32_t c, const struct points *points, size_t i, uint32_t sum);

/* Adds `other` to sums. */
void kmeans_sums_merge(struct kmeans_sums *sums, const struct kmeans_sums *other, const struct centres *centres);

/* Moves centres to the means; those without points stay. */
void kmeans_move(struct centres *centres, const struct kmeans_sums *sums);

#endif
