/* External sampling on Leduc is below 0.010 after four million iterations, on each of ten seeds, with each schedule,
 * with one and with two workers; outcome sampling is below 0.10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/training.h"

static const uint64_t ITERATIONS = 4000000;

static double train(enum sampler_kind sampler, enum schedule_kind schedule, uint64_t seed, unsigned workers)
{
    struct training training;
    training_open(&training, "leduc.game", sampler, schedule, seed);
    training_run_parallel(&training, 0, ITERATIONS, 0.6F, workers);
    double exploitability = training_measure(&training).exploitability;
    print_message("sampler %d schedule %d seed %2d workers %u: %.5f\n", sampler, schedule, (int)seed, workers,
                  exploitability);
    training_close(&training);
    return exploitability;
}

static void external_sampling_reaches_a_hundredth_on_every_seed(void **state)
{
    (void)state;
    for (int schedule = SCHEDULE_UNIFORM; schedule <= SCHEDULE_DISCOUNTED; schedule++) {
        for (uint64_t seed = 1; seed <= 10; seed++) {
            for (unsigned workers = 1; workers <= 2; workers++)
                assert_true(train(SAMPLER_EXTERNAL, (enum schedule_kind)schedule, seed, workers) < 0.010);
        }
    }
}

static void outcome_sampling_reaches_a_tenth(void **state)
{
    (void)state;
    for (int schedule = SCHEDULE_UNIFORM; schedule <= SCHEDULE_DISCOUNTED; schedule++)
        assert_true(train(SAMPLER_OUTCOME, (enum schedule_kind)schedule, 1, 1) < 0.10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(external_sampling_reaches_a_hundredth_on_every_seed),
        cmocka_unit_test(outcome_sampling_reaches_a_tenth),
    };
    return cmocka_run_group_tests_name("sampler truths, long", tests, NULL, NULL);
}
