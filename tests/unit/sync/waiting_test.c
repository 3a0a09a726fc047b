/* What the measurement of waiting counts. No wait ends early, so that there is a most that fits into a time; how few
 * there are is the machine's affair. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/machine.h"
#include "sync/waiting.h"

#include <string.h>

static struct backoff waits(double base_ms, double max_ms)
{
    struct backoff backoff;
    backoff_init(&backoff, base_ms, base_ms, max_ms);
    return backoff;
}

/* 5 waits of 1 ms and 11 that lengthen to 86.5 ms take 261 ms: two of 100 ms and one that is cut fit into the rest. */
static void an_empty_queue_lengthens_the_waits(void **state)
{
    (void)state;
    struct waiting waiting = waiting_measure(waits(1, 100), false, 0.5);
    assert_true(waiting.seconds >= 0.5);
    assert_in_range(waiting.polls, 2, 19);
    assert_in_range(waiting.wake_ups, 1, 20);
}

static void results_keep_the_waits_at_their_base(void **state)
{
    (void)state;
    struct waiting waiting = waiting_measure(waits(1, 100), true, 0.5);
    assert_in_range(waiting.polls, 1, 501);
    assert_in_range(waiting.wake_ups, 1, 510);
}

static void fixed_waits_stay(void **state)
{
    (void)state;
    struct waiting waiting = waiting_measure(waits(1, 1), false, 0.5);
    assert_in_range(waiting.polls, 1, 501);
}

static void the_last_wait_is_cut(void **state)
{
    (void)state;
    struct waiting waiting = waiting_measure(waits(60000, 60000), false, 0.02);
    assert_int_equal(waiting.polls, 1);
}

static void switches_are_counted(void **state)
{
    (void)state;
    if (strcmp(machine_system(), "Linux") != 0)
        skip();
    struct waiting waiting = waiting_measure(waits(1, 1), false, 0.1);
    assert_true(waiting.switches > 0 && waiting.switches < 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_queue_lengthens_the_waits),
        cmocka_unit_test(results_keep_the_waits_at_their_base),
        cmocka_unit_test(fixed_waits_stay),
        cmocka_unit_test(the_last_wait_is_cut),
        cmocka_unit_test(switches_are_counted),
    };
    return cmocka_run_group_tests_name("waiting", tests, NULL, NULL);
}
