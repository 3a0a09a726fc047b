/* Which way of evaluating a game gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/judge.h"
#include "train/samplers.h"
#include "train/setup.h"
#include "unit/eval/fixture.h"

#include <string.h>

/* Thirty-three million hands that differ after the flop are too many to go over, but a million boards are no work. */
#define WIDE_TEXT                                                                                                      \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 400 400\nblind = 100 50\nfirstPlayer = 2 1\n"            \
    "numSuits = 4\nnumRanks = 11\nnumHoleCards = 2\nnumBoardCards = 0 5\nEND GAMEDEF\n"
#define THREE_PLAYERS_TEXT                                                                                             \
    "GAMEDEF\nnolimit\nnumPlayers = 3\nnumRounds = 2\nstack = 400 400 400\nblind = 50 100 0\nfirstPlayer = 3 1\n"      \
    "numSuits = 4\nnumRanks = 11\nnumHoleCards = 2\nnumBoardCards = 0 5\nEND GAMEDEF\n"

/* A set-up as it is when the judge is opened: without buckets and tables, which no opening looks at. */
static bool open_judge(const char *text, const char *settings, char words[128], struct failure *failure)
{
    struct setup *setup = memory_allocate(1, sizeof *setup);
    struct train_config *config = memory_allocate(1, sizeof *config);
    struct fixture fixture;
    fixture_game(&fixture, "game", text);
    setup->run = &run_unattended;
    setup->game = fixture.game;
    setup->tree = fixture.tree;
    setup->tree.game = &setup->game;
    must(config_parse(config, "settings", settings, failure), failure);
    setup->drive.driver = driver_of(&sampler_external);
    struct judge judge;
    bool opened = judge_open(&judge, setup, config, 1, failure);
    const char *found = judge_words(&judge);
    snprintf(words, 128, "%s", found ? found : "none");
    judge_close(&judge);
    fixture_close(&fixture);
    memory_release(config);
    memory_release(setup);
    return opened;
}

static void expect(const char *text, const char *settings, const char *expected)
{
    struct failure failure;
    char words[128];
    must(open_judge(text, settings, words, &failure), &failure);
    assert_string_equal(words, expected);
}

static void expect_failure(const char *text, const char *settings, const char *words)
{
    struct failure failure;
    char found[128];
    assert_false(open_judge(text, settings, found, &failure));
    if (!strstr(failure.text, words))
        fail_msg("%s", failure.text);
}

static void auto_takes_the_most_exact_way(void **state)
{
    (void)state;
    expect(LEDUC_TEXT, "eval_interval_seconds: 1", "all deals are listed");
    expect(WIDE_TEXT, "eval_interval_seconds: 1", "local best response, 1,000 hands");
    expect(THREE_PLAYERS_TEXT, "eval_interval_seconds: 1", "none");
    /* Nothing that costs is done unasked. */
    expect(LEDUC_TEXT, "", "all deals are listed");
    expect(WIDE_TEXT, "", "none");
}

static void methods_are_taken_by_name(void **state)
{
    (void)state;
    expect(SMALL_FLOP_TEXT, "{eval_interval_seconds: 1, eval_method: lbr, eval_hands: 7}",
           "local best response, 8 hands");
    expect(WIDE_TEXT, "{eval_interval_seconds: 1, eval_method: match}", "match against random, 1,000,000 hands");
    expect(KUHN_TEXT, "{eval_interval_seconds: 1, eval_method: match, eval_opponent: always-call, eval_hands: 20}",
           "match against always-call, 20 hands");
    expect_failure(KUHN_TEXT, "{eval_interval_seconds: 1, eval_method: lbr}", "evaluation: game has 1 hole card,");
    expect_failure(THREE_PLAYERS_TEXT, "{eval_interval_seconds: 1, eval_method: lbr}", "is for two players");
    expect_failure(THREE_PLAYERS_TEXT, "{eval_interval_seconds: 1, eval_method: match}", "matches are for two");
    expect_failure(WIDE_TEXT, "{eval_interval_seconds: 1, eval_method: exact}", "evaluation: ");
    expect_failure(KUHN_TEXT, "{eval_interval_seconds: 1, eval_method: match, eval_opponent: always-cal}",
                   "did you mean 'always-call'");
}

/* What is won from a game is no bound from above: a target needs the exact figure. */
static void targets_need_an_exact_way(void **state)
{
    (void)state;
    struct train_config config;
    struct failure failure;
    expect_failure(WIDE_TEXT, "target_exploitability: 5", "evaluation: ");
    assert_false(config_parse(&config, "settings", "{target_exploitability: 5, eval_method: lbr}", &failure));
    assert_non_null(strstr(failure.text, "target_exploitability needs eval_method exact"));
    assert_false(config_parse(&config, "settings", "{target_exploitability: 5, eval_method: match}", &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(auto_takes_the_most_exact_way),
        cmocka_unit_test(methods_are_taken_by_name),
        cmocka_unit_test(targets_need_an_exact_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
