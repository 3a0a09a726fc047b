/* The adaptive backoff, by its numbers, on every platform's row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/profile.h"
#include "sync/backoff.h"

static void assert_waits(const char *platform, const double waits[], unsigned count)
{
    struct failure failure;
    const struct platform_profile *profile = profile_named(platform, &failure);
    struct backoff backoff;
    assert_non_null(profile);
    backoff_init(&backoff, profile->base_ms, profile->min_ms, profile->max_ms);
    for (int repeat = 0; repeat < 2; repeat++) {
        for (unsigned poll = 0; poll < 4; poll++) {
            assert_true(backoff.wait_ms == waits[0]);
            assert_false(backoff_empty(&backoff));
        }
        for (unsigned i = 1; i < count; i++) {
            assert_true(backoff_empty(&backoff) == (waits[i] > waits[i - 1]));
            assert_true(backoff.wait_ms == waits[i]);
        }
        backoff_result(&backoff);
        assert_true(backoff.wait_ms == waits[0]);
        assert_int_equal(backoff.empty_polls, 0);
    }
}

static void waits_grow_by_half_from_the_fifth_empty_poll(void **state)
{
    (void)state;
    assert_waits("apple-silicon", (const double[]){100, 150, 225, 337.5, 500, 500}, 6);
    assert_waits("macos-intel", (const double[]){50, 75, 112.5, 168.75, 200, 200}, 6);
    assert_waits("linux", (const double[]){10, 15, 22.5, 33.75, 50.625, 75.9375, 100, 100}, 8);
    assert_waits("linux-arm64", (const double[]){10, 15, 22.5, 33.75, 50.625, 75.9375, 100, 100}, 8);
    assert_waits("windows", (const double[]){10, 15, 22.5, 33.75, 50.625, 75.9375, 100, 100}, 8);
}

static void the_minimum_bounds_every_wait(void **state)
{
    (void)state;
    struct backoff backoff;
    backoff_init(&backoff, 5, 20, 100);
    assert_true(backoff.wait_ms == 20);
    for (int i = 0; i < 5; i++)
        backoff_empty(&backoff);
    assert_true(backoff.wait_ms == 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_grow_by_half_from_the_fifth_empty_poll),
        cmocka_unit_test(the_minimum_bounds_every_wait),
    };
    return cmocka_run_group_tests_name("backoff", tests, NULL, NULL);
}
