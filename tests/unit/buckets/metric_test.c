/* Metrics against their definitions in 64 bits, at the limits too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/pointing.h"

#include <math.h>

static const struct metric_kind *const kinds[] = {&metric_l1, &metric_l2};

static void test_sums_by_definition(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 2000; trial++) {
        struct random_stream stream = random_stream_at(1, trial, 0);
        const struct metric_kind *kind = kinds[trial % 2];
        const struct metric metric = {kind, metric_dims(1 + random_below(&stream, METRIC_MOST)), 1};
        feature a[METRIC_MOST], b[METRIC_MOST];
        pointing_fill(&stream, metric.dims, (unsigned)metric_one(kind), a);
        pointing_fill(&stream, metric.dims, (unsigned)metric_one(kind), b);
        assert_int_equal(metric_sum(&metric, a, b), pointing_sum(&metric, a, b));
        assert_int_equal(metric_sum(&metric, b, a), metric_sum(&metric, a, b));
        assert_int_equal(metric_sum(&metric, a, a), 0);
    }
}

/* As far apart as features can be, in all of them. */
static void test_greatest_sums(void **state)
{
    (void)state;
    for (unsigned n = 0; n < 2; n++) {
        const struct metric metric = {kinds[n], METRIC_MOST, 1};
        feature none[METRIC_MOST] = {0}, all[METRIC_MOST];
        for (unsigned d = 0; d < METRIC_MOST; d++)
            all[d] = metric_one(kinds[n]);
        assert_int_equal(metric_sum(&metric, none, all), pointing_sum(&metric, none, all));
        assert_int_equal(metric_sum(&metric, all, none), pointing_sum(&metric, all, none));
        assert_true(metric_twice(&metric, metric_sum(&metric, all, none)) ==
                    pointing_sum(&metric, all, none) * (n == 0 ? 2 : 4));
    }
}

/* What the search among centres leaves out rests on this: further than twice away from a centre at `sum` is further
 * than `sum` from the point; and at exactly twice it may be as near. */
static void test_twice_bounds_the_triangle(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 20000; trial++) {
        struct random_stream stream = random_stream_at(2, trial, 0);
        const struct metric metric = {kinds[trial % 2], METRIC_PAD, 1};
        feature x[METRIC_PAD] = {0}, a[METRIC_PAD] = {0}, c[METRIC_PAD] = {0};
        pointing_fill(&stream, 2, 12, x);
        pointing_fill(&stream, 2, 12, a);
        pointing_fill(&stream, 2, 12, c);
        if (metric_sum(&metric, a, c) > metric_twice(&metric, metric_sum(&metric, x, a)))
            assert_true(metric_sum(&metric, x, c) > metric_sum(&metric, x, a));
    }
    for (unsigned n = 0; n < 2; n++) {
        const struct metric metric = {kinds[n], METRIC_PAD, 1};
        const feature x[METRIC_PAD] = {5}, a[METRIC_PAD] = {2}, c[METRIC_PAD] = {8};
        assert_int_equal(metric_sum(&metric, x, c), metric_sum(&metric, x, a));
        assert_int_equal(metric_sum(&metric, a, c), metric_twice(&metric, metric_sum(&metric, x, a)));
    }
}

static void test_distances(void **state)
{
    (void)state;
    const struct metric line = {&metric_l1, METRIC_PAD, 0.25}, plane = {&metric_l2, METRIC_PAD, 0.25};
    assert_true(metric_distance(&line, 36) == 9);
    assert_true(metric_distance(&plane, 36) == 3);
    assert_int_equal(metric_dims(1), METRIC_PAD);
    assert_int_equal(metric_dims(METRIC_PAD), METRIC_PAD);
    assert_int_equal(metric_dims(METRIC_PAD + 1), 2 * METRIC_PAD);
    assert_int_equal(metric_dims(METRIC_MOST), METRIC_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums_by_definition),
        cmocka_unit_test(test_greatest_sums),
        cmocka_unit_test(test_twice_bounds_the_triangle),
        cmocka_unit_test(test_distances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
