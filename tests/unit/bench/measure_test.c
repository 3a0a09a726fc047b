/* Medians, quartiles, and the lists of workers that scaling takes. */
#include "bench/measure.h"
#include "bench/scaling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_quartiles_lie_between_sorted_values(void **state)
{
    (void)state;
    double odd[] = {5, 1, 4, 2, 3}, even[] = {4, 1, 3, 2}, one[] = {7};
    struct spread spread = measure_spread(odd, 5);
    assert_true(spread.low == 2 && spread.median == 3 && spread.high == 4 && spread.repetitions == 5);
    spread = measure_spread(even, 4);
    assert_true(spread.low == 1.75 && spread.median == 2.5 && spread.high == 3.25);
    spread = measure_spread(one, 1);
    assert_true(spread.low == 7 && spread.median == 7 && spread.high == 7);
}

static uint64_t spin(void *context, uint64_t count)
{
    uint64_t *calls = context;
    double sum = 0;
    for (uint64_t i = 0; i < 1000 * count; i++)
        sum += (double)i;
    measure_keep((uint64_t)sum);
    ++*calls;
    return 3 * count;
}

static void test_rates_count_units_and_repeat(void **state)
{
    (void)state;
    uint64_t calls = 0;
    struct effort effort = {4, 0.001};
    struct spread spread = measure_rate(&run_unattended, spin, &calls, &effort);
    assert_true(calls >= 5 && spread.repetitions == 4);
    assert_true(spread.low > 0 && spread.low <= spread.median && spread.median <= spread.high);
}

static void test_lists_of_workers(void **state)
{
    (void)state;
    struct scaling_choice choice;
    struct failure failure;
    assert_true(scaling_parse("1..3,8", &choice, &failure));
    assert_int_equal(choice.count, 4);
    assert_int_equal(choice.workers[2], 3);
    assert_int_equal(choice.workers[3], 8);
    static const char *const bad[] = {"", "0", "1,", "2,1", "1..", "3..2", "1,1", "x", "1-4", "1..99999", "-1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(scaling_parse(bad[i], &choice, &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quartiles_lie_between_sorted_values),
        cmocka_unit_test(test_rates_count_units_and_repeat),
        cmocka_unit_test(test_lists_of_workers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
