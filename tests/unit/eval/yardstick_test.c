/* What always-fold gives away, by the rules and within a menu, against sums made by hand and matches that are played. */
#include "eval/agents.h"
#include "eval/yardstick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "eval/best_response.h"
#include "eval/match.h"
#include "support/games.h"
#include "unit/eval/fixture.h"

static void assert_near(double value, double wanted)
{
    if (fabs(value - wanted) > 1e-9)
        fail_msg("%.12g, not %.12g", value, wanted);
}

static struct game parse(const char *text)
{
    struct game game;
    struct failure failure;
    must(game_parse("test", text, &game, &failure), &failure);
    return game;
}

#define HEADS_UP(stack, blind)                                                                                         \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = " stack "\nblind = " blind                               \
    "\nfirstPlayer = 2 1\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3\nEND GAMEDEF\n"

static void loses(const char *text, double chips_lost)
{
    struct game game = parse(text);
    double lost = -1;
    assert_true(yardstick_always_fold(&game, &lost));
    assert_near(lost, chips_lost);
}

static void it_is_the_mean_of_the_blinds(void **state)
{
    (void)state;
    struct game game;
    double lost;
    games_load("holdem.nolimit.2p.100bb.game", &game);
    assert_true(yardstick_always_fold(&game, &lost));
    assert_near(1000 * lost / game_big_blind(&game), 750);
    loses(HEADS_UP("10000 10000", "100 25"), 62.5);
    loses(HEADS_UP("10000 300", "100 100"), 100);
    loses(KUHN_TEXT, 1);
    loses(LEDUC_TEXT, 1);
    loses(KUHN_3P_TEXT, 1);
    games_load("holdem.nolimit.3p.game", &game);
    assert_true(yardstick_always_fold(&game, &lost));
    assert_near(lost, game_big_blind(&game) / 2.0);
}

/* With an ante of 10 a player, which the format writes as blinds. */
static void antes_count(void **state)
{
    (void)state;
    loses("GAMEDEF\nnolimit\nnumPlayers = 3\nnumRounds = 1\nstack = 1000 1000 1000\nblind = 60 110 10\n"
          "firstPlayer = 3\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0\nEND GAMEDEF\n",
          60);
}

/* With all chips in the blinds there is a showdown, whoever would fold. */
static void nothing_is_known_where_nobody_can_raise(void **state)
{
    (void)state;
    double lost;
    struct game game = parse(HEADS_UP("100 100", "100 100"));
    assert_false(yardstick_always_fold(&game, &lost));
}

static void a_match_agrees(void **state)
{
    (void)state;
    struct game game = parse(HEADS_UP("1000 1000", "100 40"));
    struct agent fold, raise;
    struct match_estimates estimates;
    struct failure failure;
    double lost;
    evaluator_init();
    assert_true(agent_named("always-fold", &game, &fold) && agent_named("always-raise", &game, &raise));
    const struct match_plan plan = {&run_unattended, &raise, &fold, 20, 1, 1, true};
    must(match_play(&plan, &estimates, &failure), &failure);
    assert_true(yardstick_always_fold(&game, &lost));
    assert_near(estimates.plain.mean, lost);
}

/* In thousandths of the big blind, and only where it is an exploitability. */
static void beside_exploitabilities_it_is_of_two_players(void **state)
{
    (void)state;
    struct game game = parse(HEADS_UP("1000 1000", "100 50"));
    double lost;
    assert_true(yardstick_always_fold_mbb(&game, &lost));
    assert_near(lost, 750);
    games_load("holdem.nolimit.3p.game", &game);
    assert_true(yardstick_always_fold(&game, &lost));
    assert_false(yardstick_always_fold_mbb(&game, &lost));
}

/* Best responses to it within the menu win just that. */
static void best_responses_agree(void **state)
{
    (void)state;
    static const struct {
        const char *text, *menu;
    } games[] = {
        {KUHN_TEXT, "limit"}, {LEDUC_TEXT, "limit"}, {SMALL_FLOP_TEXT, "default"}, {SMALL_FLOP_TEXT, "jamfold"}};
    for (size_t i = 0; i < sizeof games / sizeof *games; i++) {
        struct fixture fixture;
        struct best_response result;
        const struct policy folds = policy_first_action();
        double lost;
        fixture_game_with(&fixture, "test", games[i].text, games[i].menu);
        assert_true(yardstick_always_fold_within(&fixture.tree, &lost));
        assert_true(best_response_compute(&run_unattended, &fixture.tree, &folds, &result));
        assert_near(lost, result.exploitability);
        fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_mean_of_the_blinds),
        cmocka_unit_test(antes_count),
        cmocka_unit_test(nothing_is_known_where_nobody_can_raise),
        cmocka_unit_test(a_match_agrees),
        cmocka_unit_test(beside_exploitabilities_it_is_of_two_players),
        cmocka_unit_test(best_responses_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
