/* The first centres of k-means: drawn by weight times distance, as the paper has it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "buckets/seeding.h"
#include "support/pointing.h"

#include <math.h>

static struct progress progress;

static void draw(const struct points *points, const struct metric_kind *kind, uint32_t k, uint64_t seed,
                 uint64_t restart, unsigned workers, struct centres *centres, uint32_t bucket[], uint32_t sum[])
{
    struct failure failure = {.text = ""};
    const struct metric metric = {kind, points->dims, 1};
    const struct kmeans_options options = {
        .k = k, .restarts = 1, .seed = seed, .workers = workers, .progress = &progress};
    progress_start(&progress, &run_unattended, "test", 1);
    centres_init(centres, &metric, k);
    assert_true(seeding_draw(points, &options, restart, centres, bucket, sum, &failure));
}

/* `times` of `trials` at a chance of p: within six standard deviations, which a right draw leaves less than once in 10^8. */
static void expect_chance(unsigned times, unsigned trials, double p)
{
    double mean = trials * p, deviation = sqrt(trials * p * (1 - p));
    if (fabs(times - mean) > 6 * deviation)
        fail_msg("%u of %u, expected about %.1f +- %.1f", times, trials, mean, deviation);
}

enum { PLACES = 4, TRIALS = 10000 };

static const feature place[PLACES] = {0, 1, 3, 7};
static const uint32_t weight[PLACES] = {4, 1, 2, 3};

static double apart(const struct metric_kind *kind, unsigned a, unsigned b)
{
    double distance = fabs((double)place[a] - place[b]);
    return kind == &metric_l2 ? distance * distance : distance;
}

static unsigned place_of(const struct centres *centres, uint32_t c)
{
    for (unsigned p = 0; p < PLACES; p++)
        if (centre_values(centres, c)[0] == place[p])
            return p;
    fail_msg("a centre is no point");
    return 0;
}

/* Two centres: the chance of each pair is known. The seed or the restart tells draws apart. */
static void expect_pairs(const struct metric_kind *kind, bool by_restart)
{
    struct points points;
    points_init(&points, METRIC_PAD, PLACES);
    for (unsigned p = 0; p < PLACES; p++)
        points.values[points_add(&points, p, weight[p], (feature)(100 * p)) * METRIC_PAD] = place[p];
    unsigned times[PLACES][PLACES] = {{0}};
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        struct centres centres;
        uint32_t bucket[PLACES], sum[PLACES];
        draw(&points, kind, 2, by_restart ? 0 : trial, by_restart ? trial : 0, 1, &centres, bucket, sum);
        unsigned first = place_of(&centres, 0), second = place_of(&centres, 1);
        assert_int_equal(centres.k, 2);
        assert_int_equal(centres.strength[0], 100 * first);
        assert_int_equal(centres.strength[1], 100 * second);
        times[first][second]++;
        centres_release(&centres);
    }
    for (unsigned a = 0; a < PLACES; a++) {
        double whole = 0;
        for (unsigned b = 0; b < PLACES; b++)
            whole += weight[b] * apart(kind, a, b);
        for (unsigned b = 0; b < PLACES; b++)
            expect_chance(times[a][b], TRIALS, weight[a] / 10.0 * weight[b] * apart(kind, a, b) / whole);
    }
    points_release(&points);
}

static void test_chances(void **state)
{
    (void)state;
    expect_pairs(&metric_l1, false);
    expect_pairs(&metric_l2, false);
    expect_pairs(&metric_l2, true);
}

/* Many points at one place and three elsewhere, far from each other in the list: the second centre is one of the
 * three in proportion to their weight. */
static void test_chances_in_long_lists(void **state)
{
    (void)state;
    enum { COUNT = 12000, DRAWS = 1000 };
    static const size_t special[3] = {100, 8192, COUNT - 1};
    struct points points;
    uint32_t *bucket = memory_allocate(COUNT, sizeof *bucket), *sum = memory_allocate(COUNT, sizeof *sum);
    points_init(&points, METRIC_PAD, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        points_add(&points, i, 1, 0);
    for (unsigned n = 0; n < 3; n++) {
        points.values[special[n] * METRIC_PAD] = (feature)(10 * (n + 1));
        points.strength[special[n]] = (feature)(n + 1);
    }
    unsigned times[4] = {0}, draws = 0;
    for (unsigned trial = 0; trial < DRAWS; trial++) {
        struct centres centres;
        draw(&points, &metric_l1, 2, trial, 0, 2, &centres, bucket, sum);
        if (centres.strength[0] == 0) {
            draws++;
            times[centres.strength[1]]++;
        }
        centres_release(&centres);
    }
    assert_true(draws > DRAWS * 95 / 100);
    assert_int_equal(times[0], 0);
    for (unsigned n = 1; n <= 3; n++)
        expect_chance(times[n], draws, n / 6.0);
    memory_release(bucket);
    memory_release(sum);
    points_release(&points);
}

static void test_points_know_their_centre(void **state)
{
    (void)state;
    enum { COUNT = 9000 };
    for (unsigned trial = 0; trial < 8; trial++) {
        struct random_stream stream = random_stream_at(7, trial, 0);
        struct points points;
        struct centres centres;
        uint32_t *bucket = memory_allocate(COUNT, sizeof *bucket), *sum = memory_allocate(COUNT, sizeof *sum);
        pointing_scatter(&stream, &points, METRIC_PAD, trial % 4 ? 300 : COUNT, 3, trial < 4 ? 5 : 4000, 9);
        draw(&points, trial % 2 ? &metric_l2 : &metric_l1, 30, trial, 2, 1 + trial % 3, &centres, bucket, sum);
        assert_int_equal(centres.k, 30);
        for (size_t i = 0; i < points.count; i++) {
            uint64_t least = 0;
            assert_int_equal(bucket[i], pointing_nearest(&centres, points_values(&points, i), &least));
            assert_int_equal(sum[i], least);
        }
        memory_release(bucket);
        memory_release(sum);
        points_release(&points);
        centres_release(&centres);
    }
}

static void test_no_more_centres_than_points_that_differ(void **state)
{
    (void)state;
    struct points points;
    struct centres centres;
    uint32_t bucket[12], sum[12];
    points_init(&points, METRIC_PAD, 12);
    for (unsigned n = 0; n < 12; n++)
        points.values[points_add(&points, n, 1 + n, 0) * METRIC_PAD] = (feature)(n % 3);
    draw(&points, &metric_l1, 7, 1, 0, 1, &centres, bucket, sum);
    assert_int_equal(centres.k, 3);
    for (unsigned n = 0; n < 12; n++) {
        assert_int_equal(sum[n], 0);
        assert_int_equal(bucket[n], bucket[n % 3]);
    }
    centres_release(&centres);
    points_release(&points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chances),
        cmocka_unit_test(test_chances_in_long_lists),
        cmocka_unit_test(test_points_know_their_centre),
        cmocka_unit_test(test_no_more_centres_than_points_that_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
