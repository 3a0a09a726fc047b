/* The law of thinned series, at every length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "serve/series.h"

#include <stdbool.h>

/* Few points, the first and the last of them the first and the last that came, the others evenly between. */
static void assert_even(const struct series *series, int64_t seen)
{
    assert_in_range(series->count, 1, SERIES_POINTS);
    assert_true(series->count == seen || series->count >= SERIES_POINTS / 2);
    assert_int_equal(series->point[0].step, 0);
    assert_int_equal(series->point[series->count - 1].step, seen - 1);
    int64_t stride = series->count > 1 ? series->point[1].step : 1;
    assert_true((stride & (stride - 1)) == 0);
    for (unsigned i = 1; i < series->count; i++) {
        const struct series_point *point = &series->point[i];
        bool is_even = point->step == (int64_t)i * stride || (i + 1 == series->count && point->step < i * stride);
        if (!is_even || point->time != (double)point->step / 2 || point->value != -(float)point->step)
            fail_msg("point %u of %u after %lld", i, series->count, (long long)seen);
    }
}

static void few_points_for_any_length(void **state)
{
    (void)state;
    struct series series = {0};
    for (int64_t i = 0; i < 40000; i++) {
        series_add(&series, (struct series_point){(double)i / 2, i, -(float)i});
        if (i < 9 * SERIES_POINTS || i % 97 == 0)
            assert_even(&series, i + 1);
    }
    assert_true(series.room <= SERIES_POINTS);
    series_release(&series);
    series_add(&series, (struct series_point){0, 0, -0.0F});
    assert_even(&series, 1);
    series_release(&series);
}

static void add_from_to(struct series *series, int64_t from, int64_t to)
{
    for (int64_t i = from; i < to; i++)
        series_add(series, (struct series_point){(double)i / 2, i, -(float)i});
}

/* However far it goes back, and whichever way: the series is that of somebody who never left the way. */
static void what_was_left_is_dropped(void **state)
{
    (void)state;
    static const int64_t ends[] = {1, 5, SERIES_POINTS, SERIES_POINTS + 1, 3 * SERIES_POINTS + 5, 20000};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        for (int64_t back = 0; back < ends[i]; back += 1 + ends[i] / 7) {
            for (int by_point = 0; by_point < 2; by_point++) {
                struct series series = {0};
                add_from_to(&series, 0, ends[i]);
                if (!by_point)
                    series_drop(&series, back);
                for (unsigned p = 0; !by_point && p < series.count; p++)
                    assert_true(series.point[p].step < back);
                unsigned kept = series.count;
                add_from_to(&series, back, back + 1);
                assert_true(by_point || kept == SERIES_POINTS || series.count == kept + 1);
                add_from_to(&series, back + 1, ends[i] + 100);
                for (unsigned p = 1; p < series.count; p++)
                    assert_true(series.point[p].step >= series.point[p - 1].step);
                assert_int_equal(series.point[series.count - 1].step, ends[i] + 99);
                assert_true(series.count <= SERIES_POINTS);
                series_release(&series);
            }
        }
    }
}

static void dropping_what_is_not_there(void **state)
{
    (void)state;
    struct series series = {0};
    series_drop(&series, 0);
    add_from_to(&series, 0, 10);
    series_drop(&series, 10);
    assert_even(&series, 10);
    series_drop(&series, INT64_MIN);
    assert_int_equal(series.count, 0);
    add_from_to(&series, 0, 10000);
    assert_even(&series, 10000);
    series_add(&series, (struct series_point){1, INT64_MAX, 0});
    series_add(&series, (struct series_point){1, INT64_MAX, 0});
    assert_int_equal(series.point[series.count - 1].step, INT64_MAX);
    series_release(&series);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_points_for_any_length),
        cmocka_unit_test(what_was_left_is_dropped),
        cmocka_unit_test(dropping_what_is_not_there),
    };
    return cmocka_run_group_tests_name("series", tests, NULL, NULL);
}
