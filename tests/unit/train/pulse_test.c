/* What a run says of its rate and of the machine, from samples that are fed in: quiet and loaded, short and long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/pulse.h"

#include <math.h>
#include <string.h>

static struct metrics metrics;
static struct pulse pulse;
static struct report_usage usage[2];
static unsigned warnings, recoveries, settlings;
static char warning[256], recovery[256], settling[256], machine[256];

static void begin(double processors, bool waits_by_design)
{
    metrics_init(&metrics, 2);
    pulse_init(&pulse, 2, processors, waits_by_design);
    memset(usage, 0, sizeof usage);
    warnings = recoveries = settlings = 0;
}

static int start(void **state)
{
    (void)state;
    begin(2, false);
    return 0;
}

static int finish(void **state)
{
    (void)state;
    metrics_release(&metrics);
    return 0;
}

static void listen(void)
{
    struct pulse_news news = pulse_look(&pulse, &metrics);
    if (news.settled) {
        settlings++;
        pulse_describe_settling(&pulse, &metrics, settling, sizeof settling);
    }
    if (news.turned && pulse.state == PULSE_FREE) {
        recoveries++;
        pulse_describe_turn(&pulse, recovery, sizeof recovery);
    } else if (news.turned) {
        warnings++;
        pulse_describe_turn(&pulse, warning, sizeof warning);
    }
}

/* Time in which each of two workers has so much of a processor, makes `speed` visits a CPU-second, and as many visits an
 * iteration. */
static void pass(double seconds, double share, double speed, double visits_an_iteration)
{
    metrics.now.seconds += seconds;
    for (unsigned w = 0; w < 2; w++) {
        double visits = speed * share * seconds;
        usage[w].seconds += seconds;
        usage[w].cpu_seconds += share * seconds;
        struct report report = {
            .kind = REPORT_BATCH,
            .worker = w,
            .work = {.iterations = (uint64_t)(visits / visits_an_iteration), .visits = (uint64_t)visits},
            .usage = usage[w],
        };
        metrics_add(&metrics, &report, metrics.now.seconds);
    }
    metrics_sample(&metrics);
    listen();
}

/* Like a real machine's, a second differs from the next. */
static void run(unsigned seconds, double share, double speed)
{
    for (unsigned i = 0; i < seconds; i++)
        pass(1, share * (i % 3 == 0 ? 0.97 : 1), speed * (1 + 0.03 * (double)((int)(i % 5) - 2)), 100);
}

static void stand_still(double seconds)
{
    metrics.now.seconds += seconds;
    metrics.now.paused_seconds += seconds;
    for (unsigned w = 0; w < 2; w++) {
        usage[w].seconds += seconds;
        usage[w].parked_seconds += seconds;
    }
}

static const char *words(void)
{
    return pulse_describe_machine(&pulse, &metrics, machine, sizeof machine) ? machine : "";
}

static bool says(const char *line, const char *part)
{
    return strstr(line, part) != NULL;
}

static void a_quiet_machine_is_not_talked_of(void **state)
{
    (void)state;
    for (unsigned minute = 0; minute < 30; minute++) {
        run(60, 0.99, 1e6);
        struct pulse_drift drift = pulse_drift(&pulse, &metrics);
        assert_true(warnings == 0 && words()[0] == '\0' && !drift.lacks && fabs(drift.change.usual) < 0.02);
    }
    assert_int_equal(recoveries, 0);
}

static void one_second_tells_no_drift(void **state)
{
    (void)state;
    pass(0.9, 0.99, 1e6, 100);
    pass(0.15, 0.99, 1e5, 100); /* the last span of a run may be anything */
    assert_string_equal(pulse_drift(&pulse, &metrics).lacks, "the run was shorter than 20 s");
    assert_string_equal(words(), "");
    assert_false(pulse_is_unsettled(&pulse, &metrics));
}

static void one_second_tells_that_the_processor_went_to_others(void **state)
{
    (void)state;
    pass(1.05, 0.5, 1e6, 100);
    assert_true(says(words(), "others took the processor: the workers got 50 % of the time"));
}

static void a_run_that_has_hardly_begun_tells_nothing(void **state)
{
    (void)state;
    pass(0.05, 0.4, 1e6, 100); /* threads start, pages are touched */
    assert_string_equal(words(), "");
}

static void ten_seconds_tell_that_the_processor_went_to_others(void **state)
{
    (void)state;
    run(9, 0.5, 1e6);
    assert_int_equal(warnings, 0);
    assert_true(says(words(), "others took the processor: the workers got 49 %"));
    assert_non_null(pulse_drift(&pulse, &metrics).lacks);
}

static void a_processor_that_is_taken_is_said_once_and_its_return(void **state)
{
    (void)state;
    run(60, 0.99, 1e6);
    run(40, 0.5, 0.95e6);
    assert_int_equal(warnings, 1);
    assert_true(says(warning, "Others have taken the processor"));
    run(60, 0.99, 1e6);
    assert_int_equal(warnings, 1);
    assert_int_equal(recoveries, 1);
    assert_true(says(recovery, "The workers have the processor again, after 4"));
    assert_true(says(words(), "others took the processor for 4") && says(words(), "down to 50 %"));
    assert_false(says(words(), "slower"));
    run(40, 0.5, 1e6);
    assert_int_equal(warnings, 2); /* another time */
}

static void a_processor_that_is_taken_is_no_drift(void **state)
{
    (void)state;
    run(30, 0.99, 1e6);
    for (unsigned i = 0; i < 30; i++)
        pass(1, i % 2 == 0 ? 0.99 : 0.4, i % 2 == 0 ? 1e6 : 0.6e6, 100);
    struct pulse_drift drift = pulse_drift(&pulse, &metrics);
    assert_true(!drift.lacks && fabs(drift.change.usual) < 0.04);
    finish(state);
    start(state);
    run(30, 0.99, 1e6);
    run(30, 0.4, 0.6e6);
    assert_true(says(pulse_drift(&pulse, &metrics).lacks, "seldom had the processor"));
    assert_true(says(words(), "others took") && !says(words(), "slower"));
}

static void a_run_on_a_loaded_machine_says_so_from_its_begin(void **state)
{
    (void)state;
    run(60, 0.6, 1e6);
    assert_int_equal(warnings, 1);
    assert_true(says(words(), "others took the processor for 60 s"));
}

static void a_slower_machine_is_said_once_and_that_it_is_faster(void **state)
{
    (void)state;
    run(60, 0.99, 1e6);
    run(40, 0.99, 0.7e6);
    assert_int_equal(warnings, 1);
    assert_true(says(warning, "The machine has become slower: a visit costs 3") ||
                says(warning, "The machine has become slower: a visit costs 4"));
    assert_true(says(words(), "slower for ") && !says(words(), "others"));
    run(60, 0.99, 1e6);
    assert_int_equal(warnings, 1);
    assert_int_equal(recoveries, 1);
    assert_true(says(recovery, "as fast as usual again"));
}

static void a_slow_loss_of_speed_is_drift_and_said(void **state)
{
    (void)state;
    for (unsigned minute = 0; minute < 60; minute++)
        run(60, 0.99, 1e6 * (1 - 0.002 * minute));
    struct pulse_drift drift = pulse_drift(&pulse, &metrics);
    assert_true(!drift.lacks && fabs(drift.change.usual + 0.06) < 0.02);
    assert_int_equal(warnings, 1);
    assert_true(says(words(), "slower for "));
}

static void a_burst_is_not_talked_of(void **state)
{
    (void)state;
    run(60, 0.99, 1e6);
    for (unsigned burst = 0; burst < 5; burst++) {
        run(3, 0.5, 0.5e6);
        run(57, 0.99, 1e6);
    }
    assert_int_equal(warnings, 0);
    assert_string_equal(words(), "");
}

static void a_pause_changes_nothing(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 12; i++) {
        run(10, 0.99, 1e6);
        stand_still(30);
    }
    assert_int_equal(warnings, 0);
    assert_string_equal(words(), "");
    assert_true(fabs(pulse_drift(&pulse, &metrics).change.usual) < 0.02);
}

static void workers_beyond_the_processors_share_them(void **state)
{
    finish(state);
    begin(1, false);
    run(120, 0.495, 1e6);
    assert_int_equal(warnings, 0);
    assert_string_equal(words(), "");
    assert_null(pulse_drift(&pulse, &metrics).lacks);
}

/* A quota of one and a half is no quota of two of which somebody has taken a quarter. */
static void workers_have_what_a_quota_gives_them(void **state)
{
    finish(state);
    begin(1.5, false);
    run(120, 0.7425, 1e6);
    assert_int_equal(warnings, 0);
    assert_string_equal(words(), "");
    assert_null(pulse_drift(&pulse, &metrics).lacks);
}

static void workers_that_wait_for_each_other_blame_nobody(void **state)
{
    finish(state);
    begin(2, true);
    run(120, 0.6, 1e6);
    assert_int_equal(warnings, 0);
    assert_string_equal(words(), "");
    assert_null(pulse_drift(&pulse, &metrics).lacks);
}

/* The visits of an iteration grow as they do in hold'em: fast at first, less and less. */
static void iterations_that_become_longer_settle_once(void **state)
{
    (void)state;
    for (unsigned i = 1; i <= 120; i++) {
        pass(1, 0.99, 4e7, 340 * i / (i + 1.5));
        if (i == 9)
            assert_true(settlings == 0);
        if (i == 10)
            assert_true(pulse_is_unsettled(&pulse, &metrics));
    }
    assert_int_equal(settlings, 1);
    assert_true(pulse.settled_seconds > 20 && pulse.settled_seconds < 60);
    assert_true(says(settling, "The rate of iterations has settled: ") && says(settling, " visits an iteration"));
    assert_false(pulse_is_unsettled(&pulse, &metrics));
    assert_true(warnings == 0 && fabs(pulse_drift(&pulse, &metrics).change.usual) < 0.01);
}

/* As above, and the machine is half as fast for twenty seconds before that can be told. */
static void a_machine_that_is_half_as_fast_at_once_is_said_before_iterations_settle(void **state)
{
    (void)state;
    for (unsigned i = 1; i <= 90; i++) {
        pass(1, 0.99, i > 13 && i <= 33 ? 2.1e7 : 4e7, 340 * i / (i + 4.0));
        assert_true(i > 20 || settlings == 0);
    }
    assert_int_equal(warnings, 1);
    assert_int_equal(recoveries, 1);
    assert_true(says(warning, "The machine has become slower: a visit costs 90 %"));
    assert_true(says(words(), "slower for ") && says(words(), "up to 90 %"));
}

/* Large tables: each second touches more of them. */
static void a_run_that_comes_to_touch_more_memory_blames_nobody(void **state)
{
    (void)state;
    for (unsigned i = 1; i <= 60; i++)
        pass(1, 0.99, 4e7 * (1 - 0.4 * i / 60), 340 * i / (i + 40.0));
    assert_int_equal(warnings, 0);
    assert_string_equal(words(), "");
}

static void a_machine_that_was_slower_at_first_explains_the_drift(void **state)
{
    (void)state;
    run(30, 0.99, 0.5e6);
    run(40, 0.99, 1e6);
    struct pulse_drift drift = pulse_drift(&pulse, &metrics);
    assert_true(!drift.lacks && drift.change.usual > 0.9);
    assert_int_equal(warnings, 0);
    assert_true(says(words(), "slower at first: a visit cost 94 % more"));
}

static void even_iterations_are_settled_as_soon_as_that_can_be_told(void **state)
{
    (void)state;
    run(12, 0.5, 1e6); /* whatever the machine does */
    assert_int_equal(settlings, 1);
    assert_true(pulse.settled_seconds <= 9);
}

/* As long as it has not doubled its age nobody can tell. */
static void a_run_that_was_taken_up_again_is_as_old_as_all_of_it(void **state)
{
    (void)state;
    pulse.iterations_before = 200000;
    run(12, 0.5, 1e6);
    bool is_young = metrics.now.iterations < pulse.iterations_before;
    assert_int_equal(settlings, !is_young);
    assert_true(is_young);
    run(120, 0.5, 1e6);
    assert_true(metrics.now.iterations > pulse.iterations_before);
    assert_int_equal(settlings, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_quiet_machine_is_not_talked_of, start, finish),
        cmocka_unit_test_setup_teardown(one_second_tells_no_drift, start, finish),
        cmocka_unit_test_setup_teardown(one_second_tells_that_the_processor_went_to_others, start, finish),
        cmocka_unit_test_setup_teardown(a_run_that_has_hardly_begun_tells_nothing, start, finish),
        cmocka_unit_test_setup_teardown(ten_seconds_tell_that_the_processor_went_to_others, start, finish),
        cmocka_unit_test_setup_teardown(a_processor_that_is_taken_is_said_once_and_its_return, start, finish),
        cmocka_unit_test_setup_teardown(a_processor_that_is_taken_is_no_drift, start, finish),
        cmocka_unit_test_setup_teardown(a_run_on_a_loaded_machine_says_so_from_its_begin, start, finish),
        cmocka_unit_test_setup_teardown(a_slower_machine_is_said_once_and_that_it_is_faster, start, finish),
        cmocka_unit_test_setup_teardown(a_slow_loss_of_speed_is_drift_and_said, start, finish),
        cmocka_unit_test_setup_teardown(a_burst_is_not_talked_of, start, finish),
        cmocka_unit_test_setup_teardown(a_pause_changes_nothing, start, finish),
        cmocka_unit_test_setup_teardown(workers_beyond_the_processors_share_them, start, finish),
        cmocka_unit_test_setup_teardown(workers_have_what_a_quota_gives_them, start, finish),
        cmocka_unit_test_setup_teardown(workers_that_wait_for_each_other_blame_nobody, start, finish),
        cmocka_unit_test_setup_teardown(iterations_that_become_longer_settle_once, start, finish),
        cmocka_unit_test_setup_teardown(a_machine_that_is_half_as_fast_at_once_is_said_before_iterations_settle, start,
                                        finish),
        cmocka_unit_test_setup_teardown(a_run_that_comes_to_touch_more_memory_blames_nobody, start, finish),
        cmocka_unit_test_setup_teardown(a_machine_that_was_slower_at_first_explains_the_drift, start, finish),
        cmocka_unit_test_setup_teardown(even_iterations_are_settled_as_soon_as_that_can_be_told, start, finish),
        cmocka_unit_test_setup_teardown(a_run_that_was_taken_up_again_is_as_old_as_all_of_it, start, finish),
    };
    return cmocka_run_group_tests_name("pulse", tests, NULL, NULL);
}
