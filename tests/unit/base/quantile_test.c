/* Quantiles of a few numbers, by hand. */
#include "base/quantile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void the_median_lies_in_the_middle(void **state)
{
    (void)state;
    double odd[] = {5, 1, 4, 2, 3}, even[] = {4, 1, 3, 2}, one[] = {7};
    quantile_sort(odd, 5);
    quantile_sort(even, 4);
    assert_true(odd[0] == 1 && odd[4] == 5);
    assert_true(quantile(odd, 5, 0.5) == 3 && quantile(even, 4, 0.5) == 2.5 && quantile(one, 1, 0.5) == 7);
    assert_true(quantile(odd, 0, 0.5) == 0);
}

static void others_lie_as_far_between(void **state)
{
    (void)state;
    const double values[] = {10, 20, 40};
    assert_true(quantile(values, 3, 0) == 10 && quantile(values, 3, 1) == 40);
    assert_true(quantile(values, 3, 0.25) == 15 && quantile(values, 3, 0.75) == 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_median_lies_in_the_middle),
        cmocka_unit_test(others_lie_as_far_between),
    };
    return cmocka_run_group_tests_name("quantiles", tests, NULL, NULL);
}
