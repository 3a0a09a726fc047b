/* What is learnt does not depend on the unit of the chips, nor on chips that no opponent can call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "train/judge.h"
#include "train/trainer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A run with one worker, in memory but for its game's file. */
struct learnt {
    struct train_config config;
    struct setup setup;
    struct trainer_result result;
};

static void learn(struct learnt *learnt, const char *game, const char *settings)
{
    static const char path[] = "invariance_test.game";
    char text[1024];
    struct failure failure = {.text = ""};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(game, file);
    fclose(file);
    snprintf(
        text, sizeof text,
        "game: %s\nbuckets: lossless\ntensorboard: false\ncheckpoint_interval: 0\nsnapshot_interval_seconds: 0\n%s",
        path, settings);
    bool done = config_parse(&learnt->config, "test", text, &failure);
    learnt->config.logdir[0] = '\0';
    struct judge judge;
    const struct trainer_task task = {&learnt->config, "",  &learnt->setup, &judge, 1, profile_detected(),
                                      worker_sample,   NULL};
    done = done && setup_open(&run_unattended, &learnt->setup, &learnt->config, 1, &failure) &&
           judge_open(&judge, &learnt->setup, &learnt->config, 1, &failure) &&
           setup_allocate(&learnt->setup, judge_bytes(&judge, &learnt->setup.tree), 1, &failure) &&
           trainer_run(&task, &learnt->result, &failure);
    if (!done)
        fail_msg("%s: %s", settings, failure.text);
    judge_close(&judge);
    remove(path);
}

static void forget(struct learnt *learnt)
{
    metrics_release(&learnt->result.metrics);
    setup_release(&learnt->setup);
}

/* Leduc with every amount multiplied. */
static const char *leduc(long unit)
{
    static char text[512];
    snprintf(text, sizeof text,
             "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = %ld %ld\nraiseSize = %ld %ld\nfirstPlayer = 1 1\n"
             "maxRaises = 2 2\nnumSuits = 2\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0 1\nEND GAMEDEF\n",
             unit, unit, 2 * unit, 4 * unit);
    return text;
}

/* Leduc's cards, with any bets. */
static const char *leduc_of_stacks(int first, int second)
{
    static char text[512];
    snprintf(text, sizeof text,
             "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = %d %d\nblind = 1 1\nfirstPlayer = 1 1\n"
             "maxRaises = 2 2\nnumSuits = 2\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0 1\nEND GAMEDEF\n",
             first, second);
    return text;
}

/* Pruning at these thresholds begins within the first iterations. */
static const char *const ways[] = {
    "sampler: external\nnum_iterations: 20000\npruning_threshold: -100\n",
    "sampler: external\nnum_iterations: 20000\npruning_threshold: -100\nschedule: dcfr\n",
    "sampler: external\nnum_iterations: 20000\npruning_threshold: -100\nschedule: uniform\n",
    "sampler: external\nnum_iterations: 20000\n",
    "sampler: targeted\nnum_iterations: 20000\npruning_threshold: -100\n",
    "sampler: outcome\nnum_iterations: 20000\npruning_threshold: -100\n",
    "sampler: public\nnum_iterations: 2000\n",
    "sampler: public\nnum_iterations: 2000\nschedule: dcfr\n",
    "sampler: full\nnum_iterations: 50\n",
    "sampler: full\nnum_iterations: 50\nschedule: pcfr+\n",
};

enum { WAYS = sizeof ways / sizeof *ways };

static void assert_scaled(const char *way, const char *what, const table_entry *x, const table_entry *y,
                          uint64_t entries, float unit)
{
    for (uint64_t i = 0; x && i < entries; i++) {
        if (table_load(&x[i]) * unit != table_load(&y[i]))
            fail_msg("%s: %s %u: %.9g times %g is not %.9g", way, what, (unsigned)i, (double)table_load(&x[i]),
                     (double)unit, (double)table_load(&y[i]));
    }
}

/* Multiplying by a power of two rounds nothing: regrets are multiplied by it to the bit, and strategies are the same. */
static void a_power_of_two_is_learnt_to_the_bit(void **state)
{
    (void)state;
    enum { UNIT = 1 << 23 };
    for (unsigned w = 0; w < WAYS; w++) {
        static struct learnt one, many;
        learn(&one, leduc(1), ways[w]);
        learn(&many, leduc(UNIT), ways[w]);
        for (unsigned s = 0; s < 2; s++) {
            const struct table_street *x = &one.setup.plan.tables.street[s], *y = &many.setup.plan.tables.street[s];
            uint64_t entries = table_street_entries(x);
            assert_int_equal(entries, table_street_entries(y));
            assert_scaled(ways[w], "regret", x->regret, y->regret, entries, UNIT);
            assert_scaled(ways[w], "sum", x->sum, y->sum, entries, 1);
            assert_scaled(ways[w], "prediction", x->prediction, y->prediction, entries, UNIT);
        }
        assert_int_equal(one.result.progress.visits, many.result.progress.visits);
        forget(&one);
        forget(&many);
    }
}

/* Other units round otherwise, which Leduc amplifies; a threshold that did not know the unit would double the figure. */
static void any_unit_is_learnt_alike(void **state)
{
    (void)state;
    for (unsigned w = 0; w < WAYS; w++) {
        static struct learnt one, many;
        learn(&one, leduc(1), ways[w]);
        learn(&many, leduc(10000000), ways[w]);
        double mbb = one.result.evaluation.mbb, other = many.result.evaluation.mbb;
        assert_true(one.result.evaluation.has_mbb && mbb > 0);
        if (fabs(mbb - other) > 0.25 * mbb)
            fail_msg("%s: %g mbb with chips of 1, %g with chips of 10,000,000", ways[w], mbb, other);
        forget(&one);
        forget(&many);
    }
}

static void the_shorter_stack_is_both(void **state)
{
    (void)state;
    static const int stacks[][3] = {{9, 1000, 9}, {1000, 13, 13}, {4, 5, 4}};
    for (unsigned w = 0; w < WAYS; w++) {
        for (unsigned i = 0; i < sizeof stacks / sizeof *stacks; i++) {
            static struct learnt uneven, even;
            learn(&uneven, leduc_of_stacks(stacks[i][0], stacks[i][1]), ways[w]);
            learn(&even, leduc_of_stacks(stacks[i][2], stacks[i][2]), ways[w]);
            assert_int_equal(uneven.setup.tree.nodes_count, even.setup.tree.nodes_count);
            assert_int_equal(uneven.setup.tables_bytes, even.setup.tables_bytes);
            assert_memory_equal(uneven.setup.tables_memory, even.setup.tables_memory, even.setup.tables_bytes);
            assert_true(uneven.result.evaluation.value == even.result.evaluation.value);
            assert_true(uneven.result.evaluation.exploitability == even.result.evaluation.exploitability);
            forget(&uneven);
            forget(&even);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_power_of_two_is_learnt_to_the_bit),
        cmocka_unit_test(any_unit_is_learnt_alike),
        cmocka_unit_test(the_shorter_stack_is_both),
    };
    return cmocka_run_group_tests_name("invariance", tests, NULL, NULL);
}
