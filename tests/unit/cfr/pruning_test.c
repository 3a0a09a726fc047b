/* Which actions are skipped: what is far behind where something is ahead, and nothing else. By flights (two players) and one
 * path at a time (three). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/training.h"

static const float FAR_BEHIND = -1000, THRESHOLD = -500, FLOOR = -5000;

#define TWO_ROUNDS                                                                                                     \
    "numRounds = 2\nraiseSize = 2 4\nmaxRaises = 2 2\nnumSuits = 2\nnumRanks = 4\nnumHoleCards = 1\n"                  \
    "numBoardCards = 0 1\nEND GAMEDEF\n"

static const char *const games[] = {
    "GAMEDEF\nlimit\nnumPlayers = 2\nblind = 1 1\n" TWO_ROUNDS,
    "GAMEDEF\nlimit\nnumPlayers = 3\nblind = 1 1 1\n" TWO_ROUNDS,
};

/* The root's entry that is watched: its last action, after which the hand goes on. */
static table_entry *watched(const struct training *training, uint32_t bucket)
{
    const struct node *root = &training->tree.nodes[training->tree.root];
    assert_false(node_ref_is_terminal(training->tree.child[0][root->row + root->actions - 1u]));
    struct table_place place = table_find(&training->plan.tables.street[0], bucket, root->row);
    return training->plan.tables.street[0].regret + place.index + (root->actions - 1u) * place.stride;
}

/* Regrets at the root: of the watched action far behind, of the others as given. */
static void train(struct training *training, const char *game, float others)
{
    training_open_text(training, game, &sampler_external, &schedule_uniform, 5);
    training->plan.pruning =
        (struct pruning){.enabled = true, .threshold = THRESHOLD, .floor = FLOOR, .probability = 1};
    unsigned actions = training->tree.nodes[training->tree.root].actions;
    for (uint32_t b = 0; b < training->plan.tables.street[0].buckets; b++) {
        table_entry *last = watched(training, b);
        for (unsigned a = 0; a < actions; a++)
            table_store(last - a, a == 0 ? FAR_BEHIND : others);
    }
    training_run(training, 0, 1000, 0);
}

static void what_is_far_behind_is_skipped(void **state)
{
    (void)state;
    for (size_t g = 0; g < sizeof games / sizeof *games; g++) {
        struct training training;
        train(&training, games[g], 1e6F);
        for (uint32_t b = 0; b < training.plan.tables.street[0].buckets; b++)
            assert_true(table_load(watched(&training, b)) == FAR_BEHIND);
        training_close(&training);
    }
}

/* There the strategy is uniform: without the skipped action's share the value of the node would be wrong. */
static void nothing_is_skipped_where_nothing_is_ahead(void **state)
{
    (void)state;
    for (size_t g = 0; g < sizeof games / sizeof *games; g++) {
        struct training training;
        train(&training, games[g], -1);
        for (uint32_t b = 0; b < training.plan.tables.street[0].buckets; b++)
            assert_true(table_load(watched(&training, b)) != FAR_BEHIND);
        training_close(&training);
    }
}

static struct pruning pruning_of(const char *rules)
{
    char text[512];
    struct game game;
    struct failure failure;
    snprintf(
        text, sizeof text,
        "GAMEDEF\nnumPlayers = 2\nnumRounds = 1\nnumSuits = 1\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0\n%s"
        "END GAMEDEF\n",
        rules);
    training_must(game_parse("test", text, &game, &failure), &failure);
    return pruning_in(&game, true, -3e8, 0.95);
}

static void assert_threshold(const char *rules, float threshold)
{
    struct pruning pruning = pruning_of(rules);
    assert_true(pruning.threshold == threshold);
    assert_true(pruning.floor == (float)((double)threshold * (31.0 / 30.0)));
}

/* A big blind of 100 chips is the measure; without blinds it is a limit game's raise, or the hundredth of a stack. */
static void thresholds_are_in_units_of_the_game(void **state)
{
    (void)state;
    assert_threshold("nolimit\nstack = 10000 10000\nblind = 100 50\n", -3e8F);
    assert_threshold("nolimit\nstack = 10000 10000\nblind = 2 1\n", -6e6F);
    assert_threshold("limit\nraiseSize = 2\nblind = 1 1\n", -3e6F);
    assert_threshold("limit\nraiseSize = 50\nblind = 0 0\n", -1.5e8F);
    assert_threshold("nolimit\nstack = 20000 10000\nblind = 0 0\n", -3e8F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_far_behind_is_skipped),
        cmocka_unit_test(nothing_is_skipped_where_nothing_is_ahead),
        cmocka_unit_test(thresholds_are_in_units_of_the_game),
    };
    return cmocka_run_group_tests_name("pruning", tests, NULL, NULL);
}
