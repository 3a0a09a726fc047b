/* Rates, drift, drops and stalls from figures that are fed in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/metrics.h"

#include <math.h>
#include <string.h>

static struct metrics metrics;
static uint64_t visits[2];
static double cpu[2];

static int start(void **state)
{
    (void)state;
    metrics_init(&metrics, 2);
    memset(visits, 0, sizeof visits);
    memset(cpu, 0, sizeof cpu);
    return 0;
}

static int finish(void **state)
{
    (void)state;
    metrics_release(&metrics);
    return 0;
}

/* A second in which each of two workers makes `rate` visits with `use` of a processor. */
static void second(double rate, double use)
{
    metrics.now.seconds += 1;
    for (unsigned w = 0; w < 2; w++) {
        cpu[w] += use;
        struct report report = {.kind = REPORT_BATCH,
                                .worker = w,
                                .work = {.iterations = 10, .visits = (uint64_t)rate, .utility = 5},
                                .usage = {.cpu_seconds = cpu[w]}};
        metrics_add(&metrics, &report, metrics.now.seconds);
    }
    metrics_sample(&metrics);
}

static bool near(double value, double expected)
{
    return fabs(value - expected) <= 1e-9 * fabs(expected) + 1e-12;
}

static void rates_are_differences_over_time(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++)
        second(1000, 0.8);
    struct metrics_totals begin = {0};
    struct metrics_rates rates = metrics_between(&metrics, &begin, &metrics.now);
    assert_true(near(rates.visits, 2000) && near(rates.iterations, 20) && near(rates.utility, 0.5));
    assert_true(near(rates.processor_use, 0.8) && near(rates.visits_per_cpu_second, 1250));
    metrics.now.paused_seconds = 5; /* checkpoints do not count */
    assert_true(near(metrics_between(&metrics, &begin, &metrics.now).visits, 4000));
}

static void the_history_is_bounded_and_reaches_back(void **state)
{
    (void)state;
    for (int i = 0; i < 100000; i++)
        second(1000, 1);
    assert_true(metrics.samples <= METRICS_HISTORY);
    assert_true(fabs(metrics_at(&metrics, 30000)->seconds - 30000) < 400);
    assert_true(fabs(metrics_drift(&metrics).drift) < 1e-9);
}

static void a_pause_is_no_stall(void **state)
{
    (void)state;
    second(1000, 1);
    metrics.now.seconds += 400; /* an evaluation */
    metrics_excuse(&metrics, metrics.now.seconds);
    assert_int_equal(metrics_find_stalled(&metrics, 0, 300), 2);
    metrics.now.seconds += 400; /* silence */
    assert_int_equal(metrics_find_stalled(&metrics, 0, 300), 0);
}

static void drift_compares_the_second_minute_with_the_last(void **state)
{
    (void)state;
    char cause[256];
    for (int i = 0; i < 60; i++)
        second(5000, 1);
    for (int i = 0; i < 60; i++)
        second(1000, 1);
    for (int i = 0; i < 120; i++)
        second(970, 1);
    assert_true(near(metrics_drift(&metrics).drift, -0.03));
    assert_false(metrics_dropped(&metrics, cause, sizeof cause));
    for (int i = 0; i < 60; i++)
        second(900, 1);
    assert_true(near(metrics_drift(&metrics).drift, -0.1));
    assert_true(metrics_dropped(&metrics, cause, sizeof cause));
    assert_non_null(strstr(cause, "processor use is unchanged"));
    assert_false(metrics_dropped(&metrics, cause, sizeof cause)); /* once a minute */
    for (int i = 0; i < 60; i++)
        second(500, 0.5);
    assert_true(metrics_dropped(&metrics, cause, sizeof cause));
    assert_non_null(strstr(cause, "get 50 % of the processor time"));
}

static void silent_workers_are_found_once_a_minute(void **state)
{
    (void)state;
    second(1, 1);
    metrics.now.seconds = 1001;
    assert_int_equal(metrics_find_stalled(&metrics, 0, 1000), 2);
    metrics.now.seconds = 1002;
    metrics.worker[0].last_sign_seconds = 900;
    assert_int_equal(metrics_find_stalled(&metrics, 0, 1000), 1);
    assert_int_equal(metrics_find_stalled(&metrics, 0, 1000), 2);
    metrics.now.seconds = 1063;
    assert_int_equal(metrics_find_stalled(&metrics, 0, 1000), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rates_are_differences_over_time, start, finish),
        cmocka_unit_test_setup_teardown(the_history_is_bounded_and_reaches_back, start, finish),
        cmocka_unit_test_setup_teardown(a_pause_is_no_stall, start, finish),
        cmocka_unit_test_setup_teardown(drift_compares_the_second_minute_with_the_last, start, finish),
        cmocka_unit_test_setup_teardown(silent_workers_are_found_once_a_minute, start, finish),
    };
    return cmocka_run_group_tests_name("metrics", tests, NULL, NULL);
}
