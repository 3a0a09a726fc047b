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
    assert_true(fabs(estimate_interval(&all) - 2.364624 * sqrt(32.0 / 7 / 8)) < 1e-6);
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

/* The column 0.975 of the table of critical values of Student's t in the NIST/SEMATECH e-Handbook of Statistical Methods,
 * 1.3.6.7.2, which has three decimals. */
static void deviations_are_those_of_published_tables(void **state)
{
    static const struct {
        unsigned degrees;
        double deviations;
    } table[] = {
        {1, 12.706}, {2, 4.303},  {3, 3.182},  {4, 2.776},  {5, 2.571},  {6, 2.447},  {7, 2.365},  {8, 2.306},
        {9, 2.262},  {10, 2.228}, {11, 2.201}, {12, 2.179}, {13, 2.160}, {14, 2.145}, {15, 2.131}, {16, 2.120},
        {17, 2.110}, {18, 2.101}, {19, 2.093}, {20, 2.086}, {21, 2.080}, {22, 2.074}, {23, 2.069}, {24, 2.064},
        {25, 2.060}, {26, 2.056}, {27, 2.052}, {28, 2.048}, {29, 2.045}, {30, 2.042}, {31, 2.040}, {32, 2.037},
        {33, 2.035}, {34, 2.032}, {35, 2.030}, {36, 2.028}, {37, 2.026}, {38, 2.024}, {39, 2.023},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_true(fabs(estimate_deviations(table[i].degrees) - table[i].deviations) <= 0.0005 + 1e-9);
    assert_true(fabs(estimate_deviations(1) - 12.7062047361747) < 1e-9); /* tan(0.475 pi) */
    assert_true(isinf(estimate_deviations(0)));
    assert_true(estimate_deviations(40) == 1.959964 && estimate_deviations(UINT64_MAX) == 1.959964);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_by_hand),
        cmocka_unit_test(deviations_are_those_of_published_tables),
        cmocka_unit_test(merging_is_adding),
        cmocka_unit_test(too_few_samples_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
