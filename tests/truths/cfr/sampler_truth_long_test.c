/* External sampling on Leduc is below 0.010 after four million iterations, on each of ten seeds, with each schedule,
 * with one and with two workers; outcome sampling is below 0.10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/training.h"

static const uint64_t ITERATIONS = 4000000;

static double train(const struct sampler *sampler, const struct schedule_rule *schedule, uint64_t seed,
                    unsigned workers)
{
    struct training training;
    training_open(&training, "leduc.game", sampler, schedule, seed);
    training_run_parallel(&training, 0, ITERATIONS, 0.6F, workers);
    double exploitability = training_measure(&training).exploitability;
    print_message("sampler %s schedule %s seed %2d workers %u: %.5f\n", sampler->choice.name, schedule->choice.name,
                  (int)seed, workers, exploitability);
    training_close(&training);
    return exploitability;
}

static void external_sampling_reaches_a_hundredth_on_every_seed(void **state)
{
    (void)state;
    for (unsigned i = 0; schedules[i]; i++) {
        const struct schedule_rule *schedule = schedule_of(schedules[i]);
        for (uint64_t seed = 1; schedule->weight && seed <= 10; seed++) {
            for (unsigned workers = 1; workers <= 2; workers++)
                assert_true(train(&sampler_external, schedule, seed, workers) < 0.010);
        }
    }
}

static void outcome_sampling_reaches_a_tenth(void **state)
{
    (void)state;
    for (unsigned i = 0; schedules[i]; i++) {
        if (schedule_of(schedules[i])->weight)
            assert_true(train(&sampler_outcome, schedule_of(schedules[i]), 1, 1) < 0.10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(external_sampling_reaches_a_hundredth_on_every_seed),
        cmocka_unit_test(outcome_sampling_reaches_a_tenth),
    };
    return cmocka_run_group_tests_name("sampler truths, long", tests, NULL, NULL);
}
