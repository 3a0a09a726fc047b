#include "buckets/seeding.h"

#include "base/memory.h"
#include "base/random.h"

#include <string.h>

enum { POINTS_CLAIMED = 4096, PURPOSE_SEEDING = 1 };

/* A centre is compared with a point only if it may be nearer than the nearest so far: the distance between the two
 * centres tells. */
struct seeding {
    const struct points *points;
    struct centres *centres;
    uint32_t *bucket, *sum;
    uint64_t *weight; /* of each chunk of points: deals * sum */
    uint32_t *apart;  /* from each earlier centre to the new one */
    uint32_t new_one;
};

static void compare_points(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    (void)worker;
    struct seeding *s = context;
    const struct metric *metric = &s->centres->metric;
    const feature *values = centre_values(s->centres, s->new_one);
    uint64_t weight = 0;
    for (size_t i = (size_t)first; i < end; i++) {
        if (s->new_one == 0 || s->apart[s->bucket[i]] < metric_twice(metric, s->sum[i])) {
            uint32_t sum = metric_sum(metric, points_values(s->points, i), values);
            if (s->new_one == 0 || sum < s->sum[i]) {
                s->sum[i] = sum;
                s->bucket[i] = s->new_one;
            }
        }
        weight += (uint64_t)s->points->deals[i] * s->sum[i];
    }
    s->weight[first / POINTS_CLAIMED] = weight;
}

static uint64_t weight_of_point(const struct seeding *s, size_t i)
{
    return s->new_one == 0 ? s->points->deals[i] : (uint64_t)s->points->deals[i] * s->sum[i];
}

/* The point below which `at` of the weight lies, 0 <= at < the sum of weights. */
static size_t point_at(const struct seeding *s, uint64_t at)
{
    size_t chunk = 0;
    while (at >= s->weight[chunk])
        at -= s->weight[chunk++];
    size_t i = chunk * POINTS_CLAIMED;
    while (at >= weight_of_point(s, i))
        at -= weight_of_point(s, i++);
    return i;
}

static void take_point(struct seeding *s, size_t i)
{
    const struct metric *metric = &s->centres->metric;
    memcpy(centre_values(s->centres, s->new_one), points_values(s->points, i), metric->dims * sizeof(feature));
    s->centres->strength[s->new_one] = s->points->strength[i];
    for (uint32_t c = 0; c < s->new_one; c++)
        s->apart[c] = metric_sum(metric, centre_values(s->centres, c), centre_values(s->centres, s->new_one));
}

static uint64_t sum_of(const uint64_t values[], size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

/* Uniform in [0, bound) for bounds far below 2^64: the bias is no greater than bound / 2^64. */
static uint64_t draw_below(struct random_stream *stream, uint64_t bound)
{
    return random_next(stream) % bound;
}

bool seeding_draw(const struct points *points, const struct kmeans_options *options, uint64_t restart,
                  struct centres *centres, uint32_t bucket[], uint32_t sum[], struct failure *failure)
{
    size_t chunks = (points->count + POINTS_CLAIMED - 1) / POINTS_CLAIMED;
    struct seeding s = {points, centres, bucket, sum, .new_one = 0};
    s.weight = memory_allocate(chunks, sizeof *s.weight);
    s.apart = memory_allocate(centres->k, sizeof *s.apart);
    struct random_stream stream = random_stream_at(options->seed, restart, PURPOSE_SEEDING);
    for (size_t i = 0; i < points->count; i++)
        s.weight[i / POINTS_CLAIMED] += points->deals[i];
    bool done = true;
    for (; done && s.new_one < centres->k; s.new_one++) {
        uint64_t weight = sum_of(s.weight, chunks);
        if (weight == 0)
            break;
        take_point(&s, point_at(&s, draw_below(&stream, weight)));
        done = parallel_for(options->workers, points->count, POINTS_CLAIMED, compare_points, &s, options->progress,
                            "choosing first centres", 0, failure);
    }
    centres->k = s.new_one;
    memory_release(s.weight);
    memory_release(s.apart);
    return done;
}
