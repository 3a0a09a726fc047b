#include "buckets/kmeans.h"

#include "base/memory.h"
#include "buckets/seeding.h"

#include <string.h>

enum { POINTS_CLAIMED = 4096, ROUNDS_MOST = 100 };

/* A round that gains less than this share of the sum is the last. */
static const double least_gain = 1e-3;

/* Nanoseconds: of a comparison, of a point in a round, and rounds as a rule. */
static const double cost_of_seeding = 1.5, cost_of_point = 100, rounds_as_a_rule = 25;

double kmeans_cost(double points, const struct kmeans_options *options)
{
    return options->restarts * points * (options->k * cost_of_seeding + rounds_as_a_rule * cost_of_point);
}

/* One restart. */
struct attempt {
    const struct points *points;
    struct centres centres, best; /* best: before the last move */
    struct nearest nearest;
    struct kmeans_sums *sums; /* owned: one a worker */
    unsigned workers;
    uint32_t *bucket, *sum; /* owned: of each point */
};

static void assign_points(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct attempt *a = context;
    for (size_t i = (size_t)first; i < end; i++) {
        a->bucket[i] = nearest_find(&a->nearest, points_values(a->points, i), a->bucket[i], &a->sum[i]);
        kmeans_sums_add(&a->sums[worker], a->bucket[i], a->points, i, a->sum[i]);
    }
}

/* A centre without points takes the place of the point that is worst off. False when all have points. */
static bool fill_empty(struct attempt *a)
{
    bool filled = false;
    for (uint32_t c = 0; c < a->centres.k; c++) {
        if (a->sums[0].deals[c] > 0)
            continue;
        size_t worst = 0;
        for (size_t i = 1; i < a->points->count; i++)
            if ((uint64_t)a->sum[i] * a->points->deals[i] > (uint64_t)a->sum[worst] * a->points->deals[worst])
                worst = i;
        memcpy(centre_values(&a->centres, c), points_values(a->points, worst),
               a->centres.metric.dims * sizeof(feature));
        a->centres.strength[c] = a->points->strength[worst];
        a->sum[worst] = 0;
        filled = true;
    }
    return filled;
}

static bool assign(struct attempt *a, struct progress *progress, struct failure *failure)
{
    for (unsigned w = 0; w < a->workers; w++)
        kmeans_sums_clear(&a->sums[w], &a->centres);
    if (!nearest_prepare(&a->nearest, a->workers, progress, failure) ||
        !parallel_for(a->workers, a->points->count, POINTS_CLAIMED, assign_points, a, progress, "moving centres",
                      (double)a->points->count * cost_of_point, failure))
        return false;
    for (unsigned w = 1; w < a->workers; w++)
        kmeans_sums_merge(&a->sums[0], &a->sums[w], &a->centres);
    return true;
}

static void copy_centres(struct centres *to, const struct centres *from)
{
    memcpy(to->values, from->values, (size_t)from->k * from->metric.dims * sizeof *to->values);
    memcpy(to->strength, from->strength, from->k * sizeof *to->strength);
}

/* Means make sums of squares small; with L1, and by rounding, a move may lose: then it is taken back. */
static bool improve(struct attempt *a, struct progress *progress, struct failure *failure)
{
    uint64_t least = UINT64_MAX;
    for (unsigned round = 0; round < ROUNDS_MOST; round++) {
        if (!assign(a, progress, failure))
            return false;
        uint64_t total = a->sums[0].total;
        if (total == 0)
            return true;
        if (fill_empty(a))
            continue;
        if (total > least)
            break;
        if ((double)total >= (double)least * (1 - least_gain))
            return true;
        least = total;
        copy_centres(&a->best, &a->centres);
        kmeans_move(&a->centres, &a->sums[0]);
    }
    if (least < UINT64_MAX)
        copy_centres(&a->centres, &a->best);
    return assign(a, progress, failure);
}

static void attempt_init(struct attempt *a, const struct points *points, const struct metric *metric,
                         const struct kmeans_options *options)
{
    *a = (struct attempt){.points = points, .workers = options->workers};
    centres_init(&a->centres, metric, options->k);
    centres_init(&a->best, metric, options->k);
    a->bucket = memory_allocate(points->count, sizeof *a->bucket);
    a->sum = memory_allocate(points->count, sizeof *a->sum);
    a->sums = memory_allocate(options->workers, sizeof *a->sums);
    for (unsigned w = 0; w < options->workers; w++)
        kmeans_sums_init(&a->sums[w], &a->centres);
}

static void attempt_release(struct attempt *a)
{
    for (unsigned w = 0; w < a->workers; w++)
        kmeans_sums_release(&a->sums[w]);
    memory_release(a->sums);
    memory_release(a->bucket);
    memory_release(a->sum);
    nearest_release(&a->nearest);
    centres_release(&a->centres);
    centres_release(&a->best);
}

bool kmeans(const struct points *points, const struct metric *metric, const struct kmeans_options *options,
            struct centres *centres, uint32_t bucket[], struct failure *failure)
{
    *centres = (struct centres){.metric = *metric};
    uint64_t least = UINT64_MAX;
    bool done = true;
    double planned = options->progress->cost_done + kmeans_cost((double)points->count, options);
    for (unsigned restart = 0; done && restart < options->restarts; restart++) {
        struct attempt a;
        attempt_init(&a, points, metric, options);
        done = seeding_draw(points, options, restart, &a.centres, a.bucket, a.sum, failure);
        if (done && a.centres.k < options->k && !options->fewer)
            done = failure_set(failure, "%u buckets are too many: only %u kinds of its hands can be told apart",
                               options->k, a.centres.k);
        nearest_init(&a.nearest, &a.centres);
        done = done && improve(&a, options->progress, failure);
        if (done && a.sums[0].total < least) {
            struct centres worse = *centres;
            least = a.sums[0].total;
            memcpy(bucket, a.bucket, points->count * sizeof *bucket);
            *centres = a.centres;
            a.centres = worse;
        }
        attempt_release(&a);
    }
    options->progress->cost_done = planned;
    return done;
}
