/* Sampled boards against the listing of all deals: intervals hold the exact values, responses stay below the best one and
 * come close, the sample does not depend on the workers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/sampled.h"
#include "support/sweeping.h"

#include <math.h>

static const char *const text = "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 3\nstack = 6 6\nblind = 2 1\n"
                                "firstPlayer = 2 1 1\nnumSuits = 3\nnumRanks = 3\nnumHoleCards = 2\n"
                                "numBoardCards = 0 1 1\nEND GAMEDEF\n";
static struct sweeping sweeping;

static struct sampled sample(uint64_t boards, uint64_t seed, unsigned workers)
{
    struct sampled result;
    struct failure failure;
    struct tables_view view = {&sweeping.abstraction, &sweeping.tables};
    struct policy policy = tables_policy(&view);
    const struct sampled_plan plan = {.run = &run_unattended,
                                      .tree = &sweeping.tree,
                                      .policy = &policy,
                                      .boards = boards,
                                      .seed = seed,
                                      .workers = workers};
    sweeping_must(sampled_compute(&plan, &result, &failure), &failure);
    assert_int_equal(result.boards, boards);
    return result;
}

/* Seeds whose interval does not hold the value; about one in twenty. */
static unsigned misses(const struct estimate *estimate, double exact)
{
    return fabs(estimate->mean - exact) > estimate_interval(estimate);
}

static void intervals_hold_the_exact_values(void **state)
{
    (void)state;
    struct best_response exact = sweeping_measure(&sweeping);
    struct estimate best[2] = {{0}, {0}};
    unsigned missed = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct sampled result = sample(100, seed, 1);
        missed += misses(&result.value, exact.value[0]);
        for (unsigned p = 0; p < 2; p++)
            estimate_merge(&best[p], &result.best[p]);
    }
    assert_true(missed <= 3);
    for (unsigned p = 0; p < 2; p++) {
        double interval = estimate_interval(&best[p]);
        print_message("player %u: best response %.5f, found %.5f +- %.5f\n", p + 1, exact.best[p], best[p].mean,
                      interval);
        assert_true(best[p].mean < exact.best[p] + 1.5 * interval);
        assert_true(best[p].mean > exact.best[p] - 1.5 * interval - 0.02);
    }
}

/* Responses that were chosen on the very boards on which they are judged would win more than the best one. */
static void hindsight_wins_nothing(void **state)
{
    (void)state;
    struct best_response exact = sweeping_measure(&sweeping);
    struct estimate found = {0};
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct sampled result = sample(SAMPLED_LEAST, seed, 1);
        estimate_add(&found, result.exploitability.mean);
    }
    print_message("four boards: %.5f +- %.5f, exactly %.5f\n", found.mean, estimate_interval(&found),
                  exact.exploitability);
    assert_true(found.mean < exact.exploitability + estimate_interval(&found));
}

static void workers_do_not_matter(void **state)
{
    (void)state;
    struct sampled one = sample(50, 3, 1), three = sample(50, 3, 3);
    assert_memory_equal(&one, &three, sizeof one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_hold_the_exact_values),
        cmocka_unit_test(hindsight_wins_nothing),
        cmocka_unit_test(workers_do_not_matter),
    };
    sweeping_open_text(&sweeping, text, "three-sizes", &schedule_linear, 1);
    sweeping_run(&sweeping, 0, 4);
    int failed = cmocka_run_group_tests_name("sampled boards", tests, NULL, NULL);
    sweeping_close(&sweeping);
    return failed;
}
