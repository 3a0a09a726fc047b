/* Rates, drift, drops and stalls from figures that are fed in, in runs of up to thirty hours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/metrics.h"

#include <math.h>
#include <string.h>

enum { HOUR = 3600 };

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

/* Time in which each of two workers makes `rate` visits a second with `use` of a processor. */
static void pass(double seconds, double rate, double use)
{
    metrics.now.seconds += seconds;
    for (unsigned w = 0; w < 2; w++) {
        cpu[w] += use * seconds;
        struct report report = {.kind = REPORT_BATCH,
                                .worker = w,
                                .work = {.iterations = 10, .visits = (uint64_t)(rate * seconds), .utility = 5},
                                .usage = {.cpu_seconds = cpu[w]}};
        metrics_add(&metrics, &report, metrics.now.seconds);
    }
    metrics_sample(&metrics);
}

static void second(double rate, double use)
{
    pass(1, rate, use);
}

/* Seconds of one rate, with the trainer's question after each: how often the answer was a warning. */
static unsigned run(unsigned seconds, double rate)
{
    char cause[256];
    unsigned warnings = 0;
    for (unsigned i = 0; i < seconds; i++) {
        second(rate, 1);
        warnings += metrics_dropped(&metrics, cause, sizeof cause);
    }
    return warnings;
}

static void stand_still(double seconds)
{
    metrics.now.seconds += seconds;
    metrics.now.paused_seconds += seconds;
    metrics_excuse(&metrics, metrics.now.seconds);
}

static bool near(double value, double expected)
{
    return fabs(value - expected) <= 1e-9 * fabs(expected) + 1e-12;
}

/* Visits a second of both workers in the last `seconds` of training, to which there must be a sample. */
static double visits_of_last(double seconds)
{
    double now = metrics_training_seconds(&metrics.now);
    const struct metrics_totals *from = metrics_at(&metrics, now - seconds);
    assert_true(near(now - metrics_training_seconds(from), seconds));
    return metrics_between(&metrics, from, &metrics.now).visits;
}

/* Both workers together made `rate` visits a second in the second minute and make them now. */
static void assert_steady(double rate)
{
    struct metrics_drift drift = metrics_drift(&metrics);
    assert_true(near(drift.baseline.visits, rate) && near(drift.last.visits, rate) && near(drift.drift, 0));
    assert_true(near(visits_of_last(5), rate) && near(visits_of_last(60), rate));
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
    for (size_t i = 1; i < metrics.samples; i++)
        assert_true(near(metrics.history[i].seconds - metrics.history[i - 1].seconds, metrics.spacing_seconds));
}

static void long_runs_know_their_second_minute_and_their_last(void **state)
{
    static const unsigned hours[] = {2, 12, 30};
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        finish(state);
        start(state);
        for (unsigned hour = 0; hour < hours[i]; hour++) {
            assert_int_equal(run(HOUR, 1000), 0);
            assert_steady(2000);
        }
        assert_int_equal(run(600, 800), 10); /* once a minute */
        struct metrics_drift drift = metrics_drift(&metrics);
        assert_true(near(drift.baseline.visits, 2000) && near(drift.last.visits, 1600) && near(drift.drift, -0.2));
        assert_true(near(visits_of_last(5), 1600));
    }
}

static void frequent_looks_take_no_more_samples(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 4 * 2 * HOUR; i++)
        pass(0.25, 1000, 1);
    assert_steady(2000);
}

static void pauses_are_no_time_of_training(void **state)
{
    (void)state;
    run(50, 1000);
    stand_still(400); /* by the clock over the whole second minute */
    assert_true(near(visits_of_last(5), 2000));
    assert_int_equal(run(250, 1000), 0);
    assert_steady(2000);
    run(HOUR, 1000);
    stand_still(400); /* by the clock over the whole last minute */
    assert_steady(2000);
}

static void a_short_run_compares_its_quarters(void **state)
{
    (void)state;
    metrics.now.seconds = 0.5;
    assert_true(metrics_drift(&metrics).baseline.visits == 0 && metrics_drift(&metrics).drift == 0);
    metrics.now.seconds = 0;
    run(50, 1000);
    run(50, 500);
    struct metrics_drift drift = metrics_drift(&metrics);
    assert_true(near(drift.baseline.visits, 2000) && near(drift.last.visits, 1000) && near(drift.drift, -0.5));
    assert_string_equal(drift.baseline_name, "second quarter");
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
        cmocka_unit_test_setup_teardown(long_runs_know_their_second_minute_and_their_last, start, finish),
        cmocka_unit_test_setup_teardown(frequent_looks_take_no_more_samples, start, finish),
        cmocka_unit_test_setup_teardown(pauses_are_no_time_of_training, start, finish),
        cmocka_unit_test_setup_teardown(a_short_run_compares_its_quarters, start, finish),
        cmocka_unit_test_setup_teardown(a_pause_is_no_stall, start, finish),
        cmocka_unit_test_setup_teardown(drift_compares_the_second_minute_with_the_last, start, finish),
        cmocka_unit_test_setup_teardown(silent_workers_are_found_once_a_minute, start, finish),
    };
    return cmocka_run_group_tests_name("metrics", tests, NULL, NULL);
}
