/* Schedules against products computed term by term from the papers' factors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/row.h"
#include "cfr/schedule.h"
#include "cfr/schedules.h"

#include <float.h>
#include <math.h>

static struct schedule schedule;

static void assert_close(double value, double expected)
{
    assert_true(fabs(value - expected) <= 2e-6 * fabs(expected) + 1e-12);
}

static void uniform_counts_every_iteration_once(void **state)
{
    (void)state;
    schedule_init(&schedule, &schedule_uniform, 1000, 1, 1, true);
    assert_true(schedule_weight(&schedule, 0) == 1);
    assert_true(schedule_weight(&schedule, 123456) == 1);
    assert_true(schedule_average_weight(&schedule, 123456) == 1);
    assert_false(schedule_is_stamped(&schedule));
}

static void linear_counts_iteration_t_t_times(void **state)
{
    (void)state;
    schedule_init(&schedule, &schedule_linear, 1000, 1, 1, true);
    assert_true(schedule_weight(&schedule, 0) == 1);
    assert_true(schedule_weight(&schedule, 9) == 10);
    assert_true(schedule_average_weight(&schedule, 9) == 10);
    assert_true(schedule_average_weight(&schedule, 123456789) == schedule_weight(&schedule, 123456789));
    assert_false(schedule_is_stamped(&schedule));
}

/* Quotients of weights are those of t^average; what regrets count is the schedule's own. */
static void averages_count_iteration_t_by_their_exponent(void **state)
{
    (void)state;
    static const double exponents[] = {0, 0.5, 1, 2, 2.5, 3};
    static const uint64_t iterations[] = {1, 9, 1499999, 99999999, 999999999999999};
    for (size_t e = 0; e < sizeof exponents / sizeof *exponents; e++) {
        schedule_init(&schedule, &schedule_linear, 1000, 1, 1, true);
        schedule.average = exponents[e];
        double first = (double)schedule_average_weight(&schedule, 0);
        for (size_t i = 0; i < sizeof iterations / sizeof *iterations; i++) {
            double t = (double)iterations[i] + 1,
                   quotient = (double)schedule_average_weight(&schedule, iterations[i]) / first;
            assert_true(fabs(quotient / pow(t, exponents[e]) - 1) < 1e-6);
            assert_true(schedule_weight(&schedule, iterations[i]) == (float)(iterations[i] + 1));
        }
    }
}

/* From the first iteration to the last that a configuration can ask for, with the largest exponent: a weight times a
 * probability of a millionth is a normal number above what counts as nothing, and sums have room to grow. */
static void averages_stay_within_floats(void **state)
{
    (void)state;
    schedule_init(&schedule, &schedule_linear, 1000, 1, 1, true);
    schedule.average = SCHEDULE_MOST_AVERAGE;
    float least = schedule_average_weight(&schedule, 0), most = schedule_average_weight(&schedule, 999999999999999);
    assert_true(least * 1e-6F > ROW_SMALLEST && least == 0x1p-75F);
    assert_true(most < 0x1p75F && most * STRATEGY_SUM_LIMIT < 0x1p-20F * FLT_MAX);
}

/* Epochs of 1000 iterations while fewer than 2,000 are done, then of half of them. */
static void epochs_grow_with_the_run(void **state)
{
    (void)state;
    schedule_init(&schedule, &schedule_dcfr, 1000, 1, 1, true);
    assert_int_equal(schedule_epoch(&schedule, 0), 0);
    assert_int_equal(schedule_epoch(&schedule, 999), 0);
    assert_int_equal(schedule_epoch(&schedule, 1000), 1);
    assert_int_equal(schedule_epoch(&schedule, 2999), 2);
    assert_int_equal(schedule_epoch(&schedule, 3000), 3);
    assert_int_equal(schedule_epoch(&schedule, 4499), 3);
    assert_int_equal(schedule_epoch(&schedule, 4500), 4);
    assert_int_equal(schedule_epoch(&schedule, 6750), 5);
    assert_true(schedule_epoch(&schedule, UINT64_MAX - 1) < SCHEDULE_EPOCHS);
}

/* While epochs are equally long, the first three, epoch k ends with the factors k^alpha / (k^alpha + 1) and
 * (k / (k + 1))^beta of DCFR. Later ones are each a third of the iterations up to their end. */
static void discounts_multiply_the_factors_of_the_epochs(void **state)
{
    (void)state;
    const double alphas[] = {0.5, 1, 1.5, 2};
    for (size_t a = 0; a < 4; a++) {
        schedule_init(&schedule, &schedule_dcfr, 1000, alphas[a], 2, false);
        for (uint32_t from = 0; from < 3; from++) {
            double regret = 1, sum = 1;
            for (uint32_t k = from + 1; k <= 3; k++) {
                regret *= pow(k, alphas[a]) / (pow(k, alphas[a]) + 1);
                sum *= pow(k / (k + 1.0), 2);
                struct discount discount = schedule_discount(&schedule, from, k);
                assert_close((double)discount.positive, regret);
                assert_close((double)discount.sum, sum);
                assert_true(discount.negative == discount.positive);
            }
        }
        double one = 1 / (1 + pow(3, -alphas[a]));
        assert_close((double)schedule_discount(&schedule, 5, 6).positive, one);
        assert_close((double)schedule_discount(&schedule, 5, 6).sum, 0.75 * 0.75);
    }
}

static void negative_regrets_are_reset_when_asked(void **state)
{
    (void)state;
    schedule_init(&schedule, &schedule_dcfr, 1000, 1, 1, true);
    struct discount discount = schedule_discount(&schedule, 1, 3);
    assert_true(discount.negative == 0);
    assert_close((double)discount.positive, 2.0 / 4);
}

static void decay_is_geometric(void **state)
{
    (void)state;
    schedule_init(&schedule, &schedule_static, 10, 0.9, 0.5, true);
    struct discount discount = schedule_discount(&schedule, 4, 7);
    assert_close((double)discount.positive, 0.729);
    assert_close((double)discount.negative, 0.729);
    assert_close((double)discount.sum, 0.125);
    assert_int_equal(schedule_epoch(&schedule, 39), 3);
}

/* A number that began again would put rows ahead of it for ever. */
static void epochs_of_decay_do_not_begin_again(void **state)
{
    (void)state;
    schedule_init(&schedule, &schedule_static, 1, 0.9, 0.5, true);
    assert_true(schedule_epoch(&schedule, UINT64_C(1) << 32) == UINT32_MAX);
    assert_true(schedule_epoch(&schedule, (UINT64_C(1) << 32) + 7) == UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniform_counts_every_iteration_once),
        cmocka_unit_test(linear_counts_iteration_t_t_times),
        cmocka_unit_test(averages_count_iteration_t_by_their_exponent),
        cmocka_unit_test(averages_stay_within_floats),
        cmocka_unit_test(epochs_grow_with_the_run),
        cmocka_unit_test(discounts_multiply_the_factors_of_the_epochs),
        cmocka_unit_test(negative_regrets_are_reset_when_asked),
        cmocka_unit_test(decay_is_geometric),
        cmocka_unit_test(epochs_of_decay_do_not_begin_again),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
