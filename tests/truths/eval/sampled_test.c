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

static struct sampled sample_policy(struct policy policy, uint64_t boards, uint64_t seed, unsigned workers)
{
    struct sampled result;
    struct failure failure;
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

static struct sampled sample(uint64_t boards, uint64_t seed, unsigned workers)
{
    struct tables_view view = {&sweeping.abstraction, &sweeping.tables};
    return sample_policy(tables_policy(&view), boards, seed, workers);
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

/* Against who folds to any bet all raises win the same: of choices that are as good as each other one is taken. */
static void of_equal_choices_one_is_taken(void **state)
{
    (void)state;
    struct policy folder = policy_first_action();
    struct best_response exact;
    assert_true(best_response_compute(&run_unattended, &sweeping.tree, &folder, &exact));
    struct sampled result = sample_policy(folder, SAMPLED_LEAST, 1, 1);
    for (unsigned p = 0; p < 2; p++)
        assert_true(result.best[p].mean < exact.best[p] + 1e-5);
}

/* Two rounds without a board: every sample is the same, and so are halves of an odd number of them. The first street's
 * choices weigh folds and what follows against each other. */
static void equal_samples_give_the_best_response(void **state)
{
    (void)state;
    struct sweeping boardless;
    struct failure failure;
    struct policy uniform = policy_uniform();
    struct best_response exact;
    sweeping_open_text(&boardless,
                       "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 6 6\nblind = 2 1\nfirstPlayer = 2 1\n"
                       "numSuits = 1\nnumRanks = 5\nnumHoleCards = 1\nnumBoardCards = 0 0\nEND GAMEDEF\n",
                       "three-sizes", &schedule_linear, 1);
    assert_true(best_response_compute(&run_unattended, &boardless.tree, &uniform, &exact));
    for (uint64_t boards = SAMPLED_LEAST; boards <= SAMPLED_LEAST + 1; boards++) {
        struct sampled result;
        const struct sampled_plan plan = {
            .run = &run_unattended, .tree = &boardless.tree, .policy = &uniform, .boards = boards, .workers = 1};
        sweeping_must(sampled_compute(&plan, &result, &failure), &failure);
        for (unsigned p = 0; p < 2; p++) {
            print_message("%llu boards: %.9f, exactly %.9f\n", (unsigned long long)boards, result.best[p].mean,
                          exact.best[p]);
            assert_true(fabs(result.best[p].mean - exact.best[p]) < 1e-6);
        }
    }
    sweeping_close(&boardless);
}

/* Of the uniform policy on the last street: after so many reads it is enough. */
static struct {
    struct cancellation asked;
    uint64_t wanted, done;
} reads;

static void read_and_count(const void *context, const struct node *node, const card cards[], double probability[])
{
    struct policy uniform = policy_uniform();
    (void)context;
    reads.done += node->street == 2;
    if (reads.done == reads.wanted)
        cancellation_request(&reads.asked);
    uniform.read(uniform.context, node, cards, probability);
}

/* The board in hand is given up, which may be minutes of work, and does not count. */
static void boards_that_are_given_up_are_not_judged(void **state)
{
    (void)state;
    enum { BOARDS = 20 };
    const struct policy policy = {.read = read_and_count};
    struct sampled result = sample_policy(policy, BOARDS, 1, 1);
    const uint64_t all = reads.done, board = all / BOARDS;
    const struct run_context run = {.cancellation = &reads.asked};
    const struct sampled_plan plan = {
        .run = &run, .tree = &sweeping.tree, .policy = &policy, .boards = BOARDS, .seed = 1, .workers = 1};
    for (unsigned pass = 0; pass < 3; pass++) {
        struct failure failure;
        reads.asked = (struct cancellation){0};
        reads.done = 0;
        reads.wanted = all / 2 + pass * board / 3;
        assert_false(sampled_compute(&plan, &result, &failure));
        assert_string_equal(failure.text, "interrupted");
        assert_true(reads.done < reads.wanted + board / 10);
        assert_in_range(result.boards, SAMPLED_LEAST, BOARDS - 1);
        reads.wanted = UINT64_MAX;
        struct sampled done = sample_policy(policy, result.boards, 1, 1);
        assert_memory_equal(&result, &done, sizeof result);
    }
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
        cmocka_unit_test(of_equal_choices_one_is_taken),
        cmocka_unit_test(equal_samples_give_the_best_response),
        cmocka_unit_test(boards_that_are_given_up_are_not_judged),
        cmocka_unit_test(workers_do_not_matter),
    };
    sweeping_open_text(&sweeping, text, "three-sizes", &schedule_linear, 1);
    sweeping_run(&sweeping, 0, 4);
    int failed = cmocka_run_group_tests_name("sampled boards", tests, NULL, NULL);
    sweeping_close(&sweeping);
    return failed;
}
