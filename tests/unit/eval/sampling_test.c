/* Sampling: what was played is what is summed up, also when the work is cancelled among the last of many deals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/sampling.h"

#include <math.h>

/* Asks for the end at one of the deals. */
struct deals {
    struct cancellation cancellation;
    uint64_t last, played;
};

/* The second sample is what the deal is numbered. */
static void play(void *context, unsigned worker, uint64_t deal, double sample[])
{
    struct deals *deals = context;
    (void)worker;
    deals->played++;
    sample[0] = 1;
    sample[1] = (double)deal;
    if (deal == deals->last)
        cancellation_request(&deals->cancellation);
}

static void only_what_was_played_counts(void **state)
{
    (void)state;
    /* Of sums of chunks a few thousand are kept at a time. */
    static const uint64_t asked[] = {7, 5000, 9999, UINT64_MAX};
    for (unsigned i = 0; i < 4; i++) {
        struct failure failure;
        struct estimate means[SAMPLING_MEANS];
        struct deals deals = {.last = asked[i]};
        const struct run_context run = {.cancellation = &deals.cancellation};
        const struct sampling sampling = {.run = &run,
                                          .title = "Sampling",
                                          .deals = 10000,
                                          .workers = 1,
                                          .chunk_deals = 1,
                                          .means = 2,
                                          .play = play,
                                          .context = &deals};
        assert_true(sampling_run(&sampling, means, &failure) == (asked[i] == UINT64_MAX));
        assert_int_equal(deals.played, asked[i] == UINT64_MAX ? 10000 : asked[i] + 1);
        assert_int_equal(means[0].count, deals.played);
        assert_true(means[0].mean == 1);
        assert_true(fabs(means[1].mean - (double)(deals.played - 1) / 2) < 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_what_was_played_counts)};
    return cmocka_run_group_tests_name("sampling", tests, NULL, NULL);
}
