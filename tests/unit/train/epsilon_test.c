/* Exploration schedules: every way in which a step can come, with figures worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/epsilon.h"

static struct epsilon_settings stepped(void)
{
    return (struct epsilon_settings){
        .exploration = 0.6,
        .steps = 2,
        .step = {{1000, 0.4}, {2000, 0.1}},
        .target_ips = 35,
        .window_merges = 2,
        .min_infoset_growth = 10,
        .early_shift_ratio = 0.1,
        .extension_ratio = 0.15,
        .force_after_ratio = 0.30,
    };
}

static void test_constant(void **state)
{
    (void)state;
    static struct epsilon epsilon;
    struct epsilon_settings settings = {.exploration = 0.25};
    uint64_t same;
    epsilon_init(&epsilon, &settings);
    assert_true(epsilon_at(&epsilon, 0, &same) == 0.25 && same == UINT64_MAX);
    assert_true(epsilon_at(&epsilon, UINT64_MAX - 1, &same) == 0.25 && same == UINT64_MAX);
    assert_int_equal(epsilon_step(&epsilon), 0);
}

static void test_steps(void **state)
{
    (void)state;
    static struct epsilon epsilon;
    struct epsilon_settings settings = stepped();
    uint64_t same;
    epsilon_init(&epsilon, &settings);
    assert_true(epsilon_at(&epsilon, 0, &same) == 0.6 && same == 1000);
    assert_true(epsilon_at(&epsilon, 999, &same) == 0.6 && same == 1);
    assert_true(epsilon_at(&epsilon, 1000, &same) == 0.4 && same == 1000);
    assert_true(epsilon_at(&epsilon, 1999, &same) == 0.4 && same == 1);
    assert_true(epsilon_at(&epsilon, 2000, &same) == 0.1 && same == UINT64_MAX);
    assert_false(epsilon_observe(&epsilon, 5000, (struct epsilon_observation){100, 100, 1}));
    epsilon_restore(&epsilon, 1);
    assert_int_equal(epsilon_step(&epsilon), 0);
}

/* 100 iterations in `seconds` with `fresh` new information sets, twice: the window is full. */
static bool feed(struct epsilon *epsilon, uint64_t iteration, double seconds, uint64_t fresh)
{
    struct epsilon_observation observation = {100, fresh, seconds};
    bool first = epsilon_observe(epsilon, iteration, observation);
    return epsilon_observe(epsilon, iteration, observation) || first;
}

static void start(struct epsilon *epsilon)
{
    struct epsilon_settings settings = stepped();
    settings.adaptive = true;
    epsilon_init(epsilon, &settings);
}

static void test_early(void **state)
{
    (void)state;
    static struct epsilon epsilon;
    uint64_t same;
    start(&epsilon);
    assert_false(feed(&epsilon, 899, 1, 50)); /* 900 = 1000 * (1 - 0.1) */
    assert_true(epsilon_at(&epsilon, 899, &same) == 0.6);
    assert_true(feed(&epsilon, 900, 1, 50));
    assert_true(epsilon_at(&epsilon, 900, &same) == 0.4 && same == UINT64_MAX);
    assert_int_equal(epsilon_step(&epsilon), 1);
    assert_false(feed(&epsilon, 1799, 1, 50));
    assert_true(feed(&epsilon, 1800, 1, 50));
    assert_true(epsilon_at(&epsilon, 1800, &same) == 0.1);
    assert_false(feed(&epsilon, 100000, 1, 50));
}

static void test_criteria_at_their_bounds(void **state)
{
    (void)state;
    static struct epsilon epsilon;
    start(&epsilon);
    assert_false(feed(&epsilon, 900, 100 / 34.9, 1)); /* 34.9 a second, 10 per 1000 */
    start(&epsilon);
    assert_true(feed(&epsilon, 900, 100 / 35.1, 1));
    start(&epsilon);
    assert_false(feed(&epsilon, 900, 1, 0));
}

static void test_delayed_then_one_criterion_then_forced(void **state)
{
    (void)state;
    static struct epsilon epsilon;
    start(&epsilon);
    assert_false(feed(&epsilon, 1000, 1, 0)); /* fast, but nothing new */
    assert_false(feed(&epsilon, 1149, 1, 0));
    assert_true(feed(&epsilon, 1150, 1, 0)); /* after the extension one is enough */
    start(&epsilon);
    assert_true(feed(&epsilon, 1150, 50, 50)); /* the other one */
    start(&epsilon);
    assert_false(feed(&epsilon, 1150, 50, 0));
    assert_false(feed(&epsilon, 1299, 50, 0));
    assert_true(feed(&epsilon, 1300, 50, 0));
    assert_int_equal(epsilon_step(&epsilon), 1);
}

static void test_window(void **state)
{
    (void)state;
    static struct epsilon epsilon;
    const struct epsilon_observation good = {100, 50, 1}, bad = {100, 0, 1000};
    start(&epsilon);
    assert_false(epsilon_observe(&epsilon, 950, good)); /* one of two */
    assert_true(epsilon_observe(&epsilon, 950, good));
    start(&epsilon);
    epsilon_observe(&epsilon, 100, bad);
    assert_false(epsilon_observe(&epsilon, 950, good)); /* the bad one is still in it */
    assert_true(epsilon_observe(&epsilon, 951, good));
}

static void test_skips_steps_and_restores(void **state)
{
    (void)state;
    static struct epsilon epsilon;
    uint64_t same;
    start(&epsilon);
    assert_true(epsilon_observe(&epsilon, 2600, (struct epsilon_observation){1, 0, 1}));
    assert_int_equal(epsilon_step(&epsilon), 2);
    start(&epsilon);
    epsilon_restore(&epsilon, 1);
    assert_true(epsilon_at(&epsilon, 0, &same) == 0.4);
    epsilon_restore(&epsilon, 77); /* a schedule that became shorter */
    assert_int_equal(epsilon_step(&epsilon), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constant),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_early),
        cmocka_unit_test(test_criteria_at_their_bounds),
        cmocka_unit_test(test_delayed_then_one_criterion_then_forced),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_skips_steps_and_restores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
