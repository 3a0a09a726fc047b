/* k-means on points whose clusters are known, and what it promises for any. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "buckets/kmeans.h"
#include "buckets/seeding.h"
#include "support/pointing.h"

#include <string.h>

static struct progress progress;

struct outcome {
    struct centres centres;
    uint32_t *bucket;
};

static struct kmeans_options options_of(uint32_t k, unsigned restarts, uint64_t seed, unsigned workers)
{
    return (struct kmeans_options){
        .k = k, .fewer = true, .restarts = restarts, .seed = seed, .workers = workers, .progress = &progress};
}

static struct outcome run(const struct points *points, const struct metric_kind *kind,
                          const struct kmeans_options *options)
{
    struct failure failure = {.text = ""};
    const struct metric metric = {kind, points->dims, 1};
    struct outcome outcome = {.bucket = memory_allocate(points->count, sizeof *outcome.bucket)};
    progress_start(&progress, &run_unattended, "test", 1);
    assert_true(kmeans(points, &metric, options, &outcome.centres, outcome.bucket, &failure));
    return outcome;
}

static void release(struct outcome *outcome)
{
    centres_release(&outcome->centres);
    memory_release(outcome->bucket);
}

static void expect_nearest_centres(const struct points *points, const struct outcome *outcome)
{
    for (size_t i = 0; i < points->count; i++) {
        uint64_t least = 0;
        assert_int_equal(outcome->bucket[i], pointing_nearest(&outcome->centres, points_values(points, i), &least));
    }
}

/* The mean of a cluster, rounded to the nearest. */
static void expect_mean(const struct points *points, const struct outcome *outcome, uint32_t c)
{
    uint64_t deals = 0, sum[METRIC_MOST] = {0}, strength = 0;
    for (size_t i = 0; i < points->count; i++) {
        if (outcome->bucket[i] != c)
            continue;
        deals += points->deals[i];
        strength += points->deals[i] * (uint64_t)points->strength[i];
        for (unsigned d = 0; d < points->dims; d++)
            sum[d] += points->deals[i] * (uint64_t)points_values(points, i)[d];
    }
    for (unsigned d = 0; d < points->dims; d++)
        assert_int_equal(centre_values(&outcome->centres, c)[d], (sum[d] + deals / 2) / deals);
    assert_int_equal(outcome->centres.strength[c], (strength + deals / 2) / deals);
}

enum { BLOBS = 6 };

static const feature corner[BLOBS][3] = {{0, 0, 0},    {2000, 0, 0},    {0, 2000, 0},
                                         {0, 0, 2000}, {2000, 2000, 0}, {2000, 2000, 2000}};

/* Points within 100 of corners that are 2,000 apart: of several restarts one begins with a point of each. */
static void test_blobs_are_found(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 20; trial++) {
        struct random_stream stream = random_stream_at(8, trial, 0);
        struct points points;
        pointing_scatter(&stream, &points, METRIC_PAD, 600, 4, 100, 24);
        for (size_t i = 0; i < points.count; i++)
            for (unsigned d = 0; d < 3; d++) {
                feature *value = &points.values[i * METRIC_PAD + d];
                *value = (feature)(*value + corner[i % BLOBS][d]);
            }
        const struct kmeans_options options = options_of(BLOBS, 5, trial, 1);
        struct outcome outcome = run(&points, trial % 2 ? &metric_l2 : &metric_l1, &options);
        assert_int_equal(outcome.centres.k, BLOBS);
        for (size_t i = 0; i < points.count; i++)
            for (size_t j = 0; j < BLOBS; j++)
                assert_int_equal(outcome.bucket[i] == outcome.bucket[j], i % BLOBS == j);
        for (uint32_t c = 0; c < BLOBS; c++)
            expect_mean(&points, &outcome, c);
        expect_nearest_centres(&points, &outcome);
        release(&outcome);
        points_release(&points);
    }
}

/* Random points, some lists longer than what a worker claims at a time. */
static void test_no_worse_than_the_first_centres(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 300; trial++) {
        struct random_stream stream = random_stream_at(9, trial, 0);
        const struct metric_kind *kind = trial % 2 ? &metric_l2 : &metric_l1;
        uint32_t k = 1 + random_below(&stream, 20);
        struct points points;
        size_t count = 30 + random_below(&stream, trial % 50 ? 200 : 6000);
        pointing_scatter(&stream, &points, METRIC_PAD, count, 1 + random_below(&stream, 6), trial % 3 ? 4000 : 5,
                         trial % 4 ? 24 : 1000);
        const struct kmeans_options options = options_of(k, 1, trial, 1);
        const struct metric metric = {kind, METRIC_PAD, 1};
        struct outcome outcome = run(&points, kind, &options);
        struct centres first;
        struct failure failure = {.text = ""};
        uint32_t *bucket = memory_allocate(count, sizeof *bucket), *sum = memory_allocate(count, sizeof *sum);
        centres_init(&first, &metric, k);
        assert_true(seeding_draw(&points, &options, 0, &first, bucket, sum, &failure));
        uint64_t before = pointing_total(&first, &points), after = pointing_total(&outcome.centres, &points);
        if (after > before)
            fail_msg("trial %u: %llu after %llu", trial, (unsigned long long)after, (unsigned long long)before);
        expect_nearest_centres(&points, &outcome);
        memory_release(bucket);
        memory_release(sum);
        centres_release(&first);
        release(&outcome);
        points_release(&points);
    }
}

static void test_workers_do_not_matter(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 4; trial++) {
        struct random_stream stream = random_stream_at(10, trial, 0);
        const struct metric_kind *kind = trial % 2 ? &metric_l2 : &metric_l1;
        struct points points;
        pointing_scatter(&stream, &points, 2 * METRIC_PAD, 20000, 20, 4000, 24);
        const struct kmeans_options alone = options_of(25, 2, trial, 1), shared = options_of(25, 2, trial, 3);
        struct outcome one = run(&points, kind, &alone), three = run(&points, kind, &shared);
        assert_int_equal(one.centres.k, three.centres.k);
        assert_memory_equal(one.bucket, three.bucket, points.count * sizeof *one.bucket);
        assert_memory_equal(one.centres.values, three.centres.values, one.centres.k * points.dims * sizeof(feature));
        assert_memory_equal(one.centres.strength, three.centres.strength, one.centres.k * sizeof(feature));
        release(&one);
        release(&three);
        points_release(&points);
    }
}

static void test_restarts_take_the_best(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 40; trial++) {
        struct random_stream stream = random_stream_at(11, trial, 0);
        const struct metric_kind *kind = trial % 2 ? &metric_l2 : &metric_l1;
        struct points points;
        uint64_t before = UINT64_MAX;
        pointing_scatter(&stream, &points, METRIC_PAD, 150, 2, 4000, 24);
        for (unsigned restarts = 1; restarts <= 4; restarts++) {
            const struct kmeans_options options = options_of(8, restarts, trial, 1);
            struct outcome outcome = run(&points, kind, &options);
            uint64_t total = pointing_total(&outcome.centres, &points);
            assert_true(total <= before);
            before = total;
            expect_nearest_centres(&points, &outcome);
            release(&outcome);
        }
        points_release(&points);
    }
}

static void test_as_many_centres_as_points_differ(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 20; trial++) {
        struct random_stream stream = random_stream_at(12, trial, 0);
        struct points points;
        unsigned different = 1 + trial % 7;
        pointing_scatter(&stream, &points, METRIC_PAD, 40, 1, 0, 24);
        for (size_t i = 0; i < points.count; i++)
            points.values[i * METRIC_PAD + 5] = (feature)(11 * (i % different));
        const struct kmeans_options options = options_of(different + trial % 3, 2, trial, 1);
        struct outcome outcome = run(&points, trial % 2 ? &metric_l2 : &metric_l1, &options);
        assert_int_equal(outcome.centres.k, different);
        assert_true(pointing_total(&outcome.centres, &points) == 0);
        release(&outcome);
        points_release(&points);
    }
}

/* Small numbers round centres together, so that some lose all their points on the way: none may stay so while there
 * are points that could have it. */
static void test_no_centre_stays_without_points(void **state)
{
    (void)state;
    unsigned empty = 0;
    for (unsigned trial = 0; trial < 3000; trial++) {
        struct random_stream stream = random_stream_at(13, trial, 0);
        struct points points;
        pointing_scatter(&stream, &points, METRIC_PAD, 60, 2, 6, trial % 3 ? 24 : 1);
        const struct kmeans_options options = options_of(12, 1, trial, 1);
        struct outcome outcome = run(&points, trial % 2 ? &metric_l2 : &metric_l1, &options);
        unsigned inside[12] = {0};
        for (size_t i = 0; i < points.count; i++)
            inside[outcome.bucket[i]]++;
        for (uint32_t c = 0; c < outcome.centres.k; c++)
            empty += inside[c] == 0;
        release(&outcome);
        points_release(&points);
    }
    if (empty > 0)
        fail_msg("%u centres without points", empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blobs_are_found),
        cmocka_unit_test(test_no_worse_than_the_first_centres),
        cmocka_unit_test(test_workers_do_not_matter),
        cmocka_unit_test(test_restarts_take_the_best),
        cmocka_unit_test(test_as_many_centres_as_points_differ),
        cmocka_unit_test(test_no_centre_stays_without_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
