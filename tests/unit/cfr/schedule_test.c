/* Schedules against products computed term by term from the papers' factors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/schedule.h"

#include <math.h>

static struct schedule schedule;

static double product(double alpha, uint32_t from, uint32_t to)
{
    double result = 1;
    for (double k = from + 1.0; k <= to; k++)
        result *= pow(k, alpha) / (pow(k, alpha) + 1);
    return result;
}

static void assert_close(double value, double expected)
{
    assert_true(fabs(value - expected) <= 2e-6 * fabs(expected) + 1e-12);
}

static void uniform_counts_every_iteration_once(void **state)
{
    (void)state;
    schedule_init(&schedule, SCHEDULE_UNIFORM, 1000, 1, 1, true);
    assert_true(schedule_weight(&schedule, 0) == 1);
    assert_true(schedule_weight(&schedule, 123456) == 1);
    assert_false(schedule_is_stamped(&schedule));
}

static void linear_counts_iteration_t_t_times(void **state)
{
    (void)state;
    schedule_init(&schedule, SCHEDULE_LINEAR, 1000, 1, 1, true);
    assert_true(schedule_weight(&schedule, 0) == 1);
    assert_true(schedule_weight(&schedule, 9) == 10);
    assert_false(schedule_is_stamped(&schedule));
}

static void discounts_multiply_the_factors_of_the_epochs(void **state)
{
    (void)state;
    const double alphas[] = {0.5, 1, 1.5, 2};
    const uint32_t spans[][2] = {{0, 1}, {0, 7}, {3, 4}, {5, 900}, {900, 1500}, {1200, 5000}};
    for (size_t a = 0; a < 4; a++) {
        schedule_init(&schedule, SCHEDULE_DISCOUNTED, 1000, alphas[a], 2, false);
        for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
            struct discount discount = schedule_discount(&schedule, spans[i][0], spans[i][1]);
            assert_close((double)discount.positive, product(alphas[a], spans[i][0], spans[i][1]));
            assert_true(discount.negative == discount.positive);
            double k = spans[i][0] + 1.0, end = spans[i][1] + 1.0;
            assert_close((double)discount.sum, (k / end) * (k / end));
        }
    }
}

static void negative_regrets_are_reset_when_asked(void **state)
{
    (void)state;
    schedule_init(&schedule, SCHEDULE_DISCOUNTED, 1000, 1, 1, true);
    struct discount discount = schedule_discount(&schedule, 2, 5);
    assert_true(discount.negative == 0);
    assert_close((double)discount.positive, 3.0 / 6);
}

static void decay_is_geometric(void **state)
{
    (void)state;
    schedule_init(&schedule, SCHEDULE_DECAYED, 10, 0.9, 0.5, true);
    struct discount discount = schedule_discount(&schedule, 4, 7);
    assert_close((double)discount.positive, 0.729);
    assert_close((double)discount.negative, 0.729);
    assert_close((double)discount.sum, 0.125);
    assert_int_equal(schedule_epoch(&schedule, 39), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniform_counts_every_iteration_once),
        cmocka_unit_test(linear_counts_iteration_t_t_times),
        cmocka_unit_test(discounts_multiply_the_factors_of_the_epochs),
        cmocka_unit_test(negative_regrets_are_reset_when_asked),
        cmocka_unit_test(decay_is_geometric),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
