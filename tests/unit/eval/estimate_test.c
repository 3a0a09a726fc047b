/* Estimates: figures worked out by hand, and merging in any split. */
#include "eval/estimate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared distances 32. */
static const double samples[] = {2, 4, 4, 4, 5, 5, 7, 9};

static struct estimate of(size_t first, size_t end)
{
    struct estimate estimate = {0};
    for (size_t i = first; i < end; i++)
        estimate_add(&estimate, samples[i]);
    return estimate;
}

static void figures_by_hand(void **state)
{
    (void)state;
    struct estimate all = of(0, 8);
    assert_true(fabs(all.mean - 5) < 1e-12);
    assert_true(fabs(estimate_variance(&all) - 32.0 / 7) < 1e-12);
    assert_true(fabs(estimate_interval(&all) - 1.959964 * sqrt(32.0 / 7 / 8)) < 1e-9);
}

static void merging_is_adding(void **state)
{
    (void)state;
    struct estimate all = of(0, 8);
    for (size_t cut = 0; cut <= 8; cut++) {
        struct estimate left = of(0, cut), right = of(cut, 8);
        estimate_merge(&left, &right);
        assert_int_equal(left.count, 8);
        assert_true(fabs(left.mean - all.mean) < 1e-12);
        assert_true(fabs(left.squares - all.squares) < 1e-12);
    }
}

static void too_few_samples_say_nothing(void **state)
{
    (void)state;
    struct estimate none = {0}, one = of(0, 1);
    assert_true(isinf(estimate_interval(&none)));
    assert_true(isinf(estimate_interval(&one)));
    assert_true(estimate_variance(&one) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_by_hand),
        cmocka_unit_test(merging_is_adding),
        cmocka_unit_test(too_few_samples_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
