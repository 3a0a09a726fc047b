/* Rates, what is usual, changes between spans, and stalls from figures that are fed in, in runs of up to thirty hours. */
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
static double cpu[2], seconds_of[2], parked[2];

static int start(void **state)
{
    (void)state;
    metrics_init(&metrics, 2);
    memset(cpu, 0, sizeof cpu);
    memset(seconds_of, 0, sizeof seconds_of);
    memset(parked, 0, sizeof parked);
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
        seconds_of[w] += seconds;
        struct report report = {.kind = REPORT_BATCH,
                                .worker = w,
                                .work = {.iterations = 10, .visits = (uint64_t)(rate * seconds), .utility = 5},
                                .usage = {seconds_of[w], parked[w], cpu[w], 0, 0}};
        metrics_add(&metrics, &report, metrics.now.seconds);
    }
    metrics_sample(&metrics);
}

static void second(double rate, double use)
{
    pass(1, rate, use);
}

static void run(unsigned seconds, double rate)
{
    for (unsigned i = 0; i < seconds; i++)
        second(rate, 1);
}

static void stand_still(double seconds)
{
    metrics.now.seconds += seconds;
    metrics.now.paused_seconds += seconds;
    for (unsigned w = 0; w < 2; w++) {
        seconds_of[w] += seconds;
        parked[w] += seconds;
    }
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
    return metrics_between(from, &metrics.now).visits;
}

static struct metrics_change last_quarter_to_second(void)
{
    double now = metrics_training_seconds(&metrics.now);
    return metrics_change(&metrics, (struct metrics_span){now / 4, now / 2}, (struct metrics_span){3 * now / 4, now},
                          0);
}

/* Both workers together make `rate` visits a second, and did. */
static void assert_steady(double rate)
{
    struct metrics_change change = last_quarter_to_second();
    assert_true(near(change.first.visits, rate) && near(change.last.visits, rate) && near(change.visits, 0));
    assert_true(near(change.usual_last.visits_per_cpu_second, rate / 2) && near(change.usual, 0));
    assert_true(near(visits_of_last(5), rate) && near(visits_of_last(60), rate));
}

static void rates_are_differences_over_time(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++)
        second(1000, 0.8);
    struct metrics_totals begin = {0};
    struct metrics_rates rates = metrics_between(&begin, &metrics.now);
    assert_true(near(rates.visits, 2000) && near(rates.iterations, 20) && near(rates.utility, 0.5));
    assert_true(near(rates.processor_use, 0.8) && near(rates.visits_per_cpu_second, 1250));
    metrics.now.paused_seconds = 5; /* checkpoints do not count */
    assert_true(near(metrics_between(&begin, &metrics.now).visits, 4000));
}

/* Who waits for the last to park has less use of the processor, but lacks none. */
static void waiting_for_others_is_no_lack(void **state)
{
    (void)state;
    for (unsigned w = 0; w < 2; w++)
        parked[w] = 2;
    pass(10, 1000, 0.8);
    stand_still(5);
    pass(10, 1000, 1);
    struct metrics_totals begin = {0};
    struct metrics_rates rates = metrics_between(&begin, &metrics.now);
    assert_true(near(rates.processor_use, 0.9) && near(rates.processor_share, 1));
    assert_true(near(rates.visits_per_cpu_second, 2000 / 1.8));
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

static void long_runs_compare_their_quarters(void **state)
{
    static const unsigned hours[] = {2, 12, 30};
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        finish(state);
        start(state);
        run(hours[i] * HOUR / 2, 1000);
        assert_steady(2000);
        run(hours[i] * HOUR / 2, 800);
        struct metrics_change change = last_quarter_to_second();
        assert_true(fabs(change.visits + 0.2) < 0.002 && fabs(change.visits_per_cpu_second + 0.2) < 0.002 &&
                    near(change.usual, -0.2));
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
    stand_still(400);
    assert_true(near(visits_of_last(5), 2000));
    run(250, 1000);
    assert_steady(2000);
    run(HOUR, 1000);
    stand_still(400);
    assert_steady(2000);
}

static void a_burst_is_not_usual(void **state)
{
    (void)state;
    run(70, 1000);
    run(10, 500);
    struct metrics_change change = last_quarter_to_second();
    assert_true(change.visits_per_cpu_second < -0.2);
    run(10, 1000);
    change = last_quarter_to_second();
    assert_true(change.visits_per_cpu_second < -0.1 && near(change.usual, 0));
}

/* Quartiles of these seconds are 200 apart, of 25 and of 100. */
static void a_change_has_a_margin_that_shrinks_with_the_seconds(void **state)
{
    (void)state;
    for (int length = 100; length <= 400; length *= 4) {
        finish(state);
        start(state);
        for (int i = 0; i < length; i++)
            second(1000 + 100 * (i % 5 - 2), 1);
        struct metrics_change change = last_quarter_to_second();
        double margin = 1.82 * 0.2 / sqrt(length / 4.0);
        assert_true(near(change.usual, 0) && fabs(change.margin / (margin * sqrt(2)) - 1) < 0.02);
    }
}

static void seconds_without_a_processor_can_be_left_out(void **state)
{
    (void)state;
    for (int i = 0; i < 40; i++)
        second(i % 4 == 0 ? 1000 : 300, i % 4 == 0 ? 1 : 0.5);
    struct metrics_usual usual = metrics_within(&metrics, (struct metrics_span){0, 40}, 0.9);
    assert_int_equal(usual.steps, 10);
    assert_true(near(usual.visits_per_cpu_second, 1000) && near(usual.processor_share, 1));
    usual = metrics_within(&metrics, (struct metrics_span){0, 40}, 0);
    assert_int_equal(usual.steps, 40);
    assert_true(near(usual.visits_per_cpu_second, 600) && near(usual.processor_share, 0.5));
    assert_int_equal(metrics_recently(&metrics, 8, 0.9).steps, 2);
    assert_int_equal(metrics_recently(&metrics, 8, 0).steps, 8);
}

/* Usage comes with every fourth report: what was done since is not yet held against it. */
static void rates_by_processor_time_are_exact_however_seldom_that_is_told(void **state)
{
    (void)state;
    struct report report = {.kind = REPORT_BATCH, .work = {.iterations = 1, .visits = 100}};
    for (int i = 1; i <= 43; i++) {
        if (i % 4 == 0)
            report.usage = (struct report_usage){.seconds = i, .cpu_seconds = 0.5 * i};
        metrics.now.seconds = i;
        metrics_add(&metrics, &report, i);
    }
    struct metrics_totals begin = {0};
    struct metrics_rates rates = metrics_between(&begin, &metrics.now);
    assert_true(near(rates.visits, 100) && near(rates.visits_per_cpu_second, 200) && near(rates.processor_share, 0.5));
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
        cmocka_unit_test_setup_teardown(waiting_for_others_is_no_lack, start, finish),
        cmocka_unit_test_setup_teardown(the_history_is_bounded_and_reaches_back, start, finish),
        cmocka_unit_test_setup_teardown(long_runs_compare_their_quarters, start, finish),
        cmocka_unit_test_setup_teardown(frequent_looks_take_no_more_samples, start, finish),
        cmocka_unit_test_setup_teardown(pauses_are_no_time_of_training, start, finish),
        cmocka_unit_test_setup_teardown(a_burst_is_not_usual, start, finish),
        cmocka_unit_test_setup_teardown(a_change_has_a_margin_that_shrinks_with_the_seconds, start, finish),
        cmocka_unit_test_setup_teardown(seconds_without_a_processor_can_be_left_out, start, finish),
        cmocka_unit_test_setup_teardown(rates_by_processor_time_are_exact_however_seldom_that_is_told, start, finish),
        cmocka_unit_test_setup_teardown(a_pause_is_no_stall, start, finish),
        cmocka_unit_test_setup_teardown(silent_workers_are_found_once_a_minute, start, finish),
    };
    return cmocka_run_group_tests_name("metrics", tests, NULL, NULL);
}
