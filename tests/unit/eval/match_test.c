/* Matches: what must come out exactly, the same bits for any number of workers, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/agent_policy.h"
#include "eval/agents.h"
#include "eval/match.h"
#include "eval/match_deal.h"
#include "eval/match_hand.h"
#include "unit/eval/fixture.h"

#include <math.h>

static struct match_estimates play(const struct agent *a, const struct agent *b, uint64_t deals, unsigned workers)
{
    struct match_plan plan = {.run = &run_unattended, .a = a, .b = b, .deals = deals, .seed = 3, .workers = workers};
    struct match_estimates estimates;
    struct failure failure;
    must(match_play(&plan, &estimates, &failure), &failure);
    return estimates;
}

static struct agent named(const char *name, const struct game *game)
{
    struct agent agent;
    assert_true(agent_named(name, game, &agent));
    return agent;
}

/* Half a blind and a whole one in turn: 750 mbb a hand. */
static void always_folding_loses_the_blinds(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_game(&fixture, "holdem", SMALL_FLOP_TEXT);
    struct agent fold = named("always-fold", &fixture.game), raise = named("always-raise", &fixture.game);
    struct match_estimates result = play(&fold, &raise, 1000, 1);
    assert_true(result.plain.mean == -75 && estimate_interval(&result.plain) == 0);
    assert_true(result.corrected.mean == -75 && estimate_interval(&result.corrected) == 0);
    assert_true(result.seat[0].mean == -100 && result.seat[1].mean == -50);
    assert_true(result.chips == -150.0 * 1000);
    fixture_close(&fixture);
}

/* Who only calls plays all hands alike from both seats: every deal comes to nothing. */
static void equal_play_from_both_seats_cancels(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_game(&fixture, "holdem", SMALL_FLOP_TEXT);
    struct agent call = named("always-call", &fixture.game);
    struct match_estimates result = play(&call, &call, 1000, 1);
    assert_int_equal(result.plain.count, 1000);
    assert_true(result.plain.mean == 0 && result.plain.squares == 0);
    assert_true(result.corrected.mean == 0 && result.corrected.squares == 0);
    fixture_close(&fixture);
}

/* All in before the flop, with two streets to come: nothing of the luck of either is left, but what the cards were worth. */
static void all_boards_to_come_are_taken_out(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_game(&fixture, "three streets",
                 "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 3\nstack = 500 500\nblind = 100 50\n"
                 "firstPlayer = 2 1 1\nnumSuits = 3\nnumRanks = 3\nnumHoleCards = 2\nnumBoardCards = 0 1 1\n"
                 "END GAMEDEF\n");
    struct agent raise = named("always-raise", &fixture.game);
    const struct agent *const both[2] = {&raise, &raise};
    for (uint64_t number = 0; number < 100; number++) {
        struct match_deal deal;
        struct match_result result;
        match_deal_init(&deal, &fixture.game, 3, number);
        match_hand_play(&deal, both, 0, true, &result);
        assert_true(fabs(result.corrected - 500 * match_deal_odds(&deal, 0)) < 1e-9);
    }
    fixture_close(&fixture);
}

static void workers_make_no_difference(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    fixture_open(&fixture, "holdem", SMALL_FLOP_TEXT);
    fixture_fill(&fixture);
    fixture_blueprint(&fixture, &blueprint);
    struct agent a = agent_of_policy(&blueprint.tree, blueprint_as_policy(&blueprint)),
                 b = named("random", &blueprint.game);
    struct match_estimates one = play(&a, &b, 3001, 1);
    assert_int_equal(one.plain.count, 3001);
    assert_int_equal(one.seat[1].count, 3001);
    for (unsigned workers = 2; workers <= 5; workers++) {
        struct match_estimates other = play(&a, &b, 3001, workers);
        assert_memory_equal(&other, &one, sizeof one);
    }
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* The same hands are played, whether luck is taken out or not. */
static void plain_play_is_what_is_corrected(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct match_estimates plain;
    struct failure failure;
    fixture_open(&fixture, "holdem", SMALL_FLOP_TEXT);
    fixture_fill(&fixture);
    fixture_blueprint(&fixture, &blueprint);
    struct agent a = agent_of_policy(&blueprint.tree, blueprint_as_policy(&blueprint)),
                 b = named("random", &blueprint.game);
    struct match_estimates corrected = play(&a, &b, 2000, 2);
    struct match_plan plan = {
        .run = &run_unattended, .a = &a, .b = &b, .deals = 2000, .seed = 3, .workers = 2, .plain = true};
    must(match_play(&plan, &plain, &failure), &failure);
    assert_memory_equal(&plain.plain, &corrected.plain, sizeof plain.plain);
    assert_memory_equal(&plain.corrected, &corrected.plain, sizeof plain.plain);
    assert_true(plain.seat[0].mean != corrected.seat[0].mean);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

static void other_games_are_refused(void **state)
{
    (void)state;
    struct fixture kuhn, leduc, three;
    struct match_estimates estimates;
    struct failure failure;
    fixture_game(&kuhn, "kuhn", KUHN_TEXT);
    fixture_game(&leduc, "leduc", LEDUC_TEXT);
    fixture_game(&three, "kuhn.3p", KUHN_3P_TEXT);
    struct agent a = named("random", &kuhn.game), b = named("random", &leduc.game), c = named("random", &three.game);
    struct match_plan plan = {.run = &run_unattended, .a = &a, .b = &b, .deals = 10, .workers = 1};
    assert_false(match_play(&plan, &estimates, &failure));
    assert_non_null(strstr(failure.text, "A kuhn, B leduc"));
    plan.a = plan.b = &c;
    assert_false(match_play(&plan, &estimates, &failure));
    assert_non_null(strstr(failure.text, "kuhn.3p is for 3 players"));
    fixture_close(&kuhn);
    fixture_close(&leduc);
    fixture_close(&three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(always_folding_loses_the_blinds),  cmocka_unit_test(equal_play_from_both_seats_cancels),
        cmocka_unit_test(all_boards_to_come_are_taken_out), cmocka_unit_test(workers_make_no_difference),
        cmocka_unit_test(plain_play_is_what_is_corrected),  cmocka_unit_test(other_games_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
