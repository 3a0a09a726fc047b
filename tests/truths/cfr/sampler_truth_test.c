/* Training against known solutions: Kuhn's value is -1/18, Leduc's -0.085606424 (chips, first player); an
 * exploitability of external sampling on Leduc of about 0.021 at 256,000 iterations without discounting is what others
 * report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/training.h"

#include <math.h>

struct expectation {
    const char *game;
    const struct sampler *sampler;
    const struct schedule_rule *schedule;
    uint64_t iterations;
    double exploitability; /* at most */
    double value, value_tolerance;
};

static const double KUHN_VALUE = -1.0 / 18, LEDUC_VALUE = -0.085606424;

static void check(const struct expectation *expected, uint64_t seed)
{
    struct training training;
    training_open(&training, expected->game, expected->sampler, expected->schedule, seed);
    training_run(&training, 0, expected->iterations, 0.6F);
    struct best_response result = training_measure(&training);
    print_message("%s sampler %s schedule %s seed %d: exploitability %.5f, value %+.5f, %.1f visits an iteration\n",
                  expected->game, expected->sampler->choice.name, expected->schedule->choice.name, (int)seed,
                  result.exploitability, result.value[0],
                  (double)training.counters.visits / (double)training.counters.iterations);
    assert_true(result.exploitability < expected->exploitability);
    assert_true(result.exploitability >= 0);
    assert_true(fabs(result.value[0] - expected->value) < expected->value_tolerance);
    training_close(&training);
}

static void external_sampling_solves_kuhn(void **state)
{
    (void)state;
    for (unsigned i = 0; schedules[i]; i++) {
        if (schedule_of(schedules[i])->weight)
            check(&(struct expectation){"kuhn.game", &sampler_external, schedule_of(schedules[i]), 200000, 0.01,
                                        KUHN_VALUE, 0.01},
                  1);
    }
}

static void external_sampling_solves_leduc(void **state)
{
    (void)state;
    for (unsigned i = 0; schedules[i]; i++) {
        for (uint64_t seed = 1; schedule_of(schedules[i])->weight && seed <= 2; seed++)
            check(&(struct expectation){"leduc.game", &sampler_external, schedule_of(schedules[i]), 256000, 0.04,
                                        LEDUC_VALUE, 0.03},
                  seed);
    }
}

static void outcome_sampling_solves_kuhn(void **state)
{
    (void)state;
    check(&(struct expectation){"kuhn.game", &sampler_outcome, &schedule_linear, 1000000, 0.03, KUHN_VALUE, 0.03}, 1);
}

/* A quarter of the error for sixteen times the iterations, within the noise of single runs. */
static void check_fall(const struct sampler *sampler)
{
    double exploitability[3];
    for (int i = 0; i < 3; i++) {
        struct training training;
        training_open(&training, "leduc.game", sampler, &schedule_linear, 7);
        targets_read(&training.plan.targets, "12:0.5 2:0.5", 2, NULL);
        training_run(&training, 0, UINT64_C(62500) << (2 * i), 0.6F);
        exploitability[i] = training_measure(&training).exploitability;
        print_message("sampler %s, leduc, %u iterations: %.4f\n", sampler->choice.name, 62500U << (2 * i),
                      exploitability[i]);
        training_close(&training);
    }
    assert_true(exploitability[2] < exploitability[0] / 2.5);
}

static void outcome_sampling_falls_as_the_square_root_on_leduc(void **state)
{
    (void)state;
    check_fall(&sampler_outcome);
}

static void targeted_sampling_falls_as_the_square_root_on_leduc(void **state)
{
    (void)state;
    check_fall(&sampler_targeted);
}

static void three_players_find_a_profile_that_nobody_wants_to_leave(void **state)
{
    (void)state;
    struct training training;
    training_open(&training, "kuhn.3p.game", &sampler_external, &schedule_linear, 3);
    training_run(&training, 0, 1000000, 0.6F);
    struct best_response result = training_measure(&training);
    print_message("kuhn.3p: NashConv %.5f, values %+.4f %+.4f %+.4f\n", result.nashconv, result.value[0],
                  result.value[1], result.value[2]);
    assert_true(result.nashconv < 0.02);
    training_close(&training);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(external_sampling_solves_kuhn),
        cmocka_unit_test(external_sampling_solves_leduc),
        cmocka_unit_test(outcome_sampling_solves_kuhn),
        cmocka_unit_test(outcome_sampling_falls_as_the_square_root_on_leduc),
        cmocka_unit_test(targeted_sampling_falls_as_the_square_root_on_leduc),
        cmocka_unit_test(three_players_find_a_profile_that_nobody_wants_to_leave),
    };
    return cmocka_run_group_tests_name("sampler truths", tests, NULL, NULL);
}
