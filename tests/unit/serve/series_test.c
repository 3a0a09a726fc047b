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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_points_for_any_length),
    };
    return cmocka_run_group_tests_name("series", tests, NULL, NULL);
}
