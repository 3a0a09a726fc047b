/* Hints by game: the first way that suits it, the others, and what is left with more players. */
#include "eval/judging.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "eval/lbr.h"
#include "eval/sampled.h"
#include "support/games.h"

static void expect(const char *file, const char *best, const char *others)
{
    struct game game;
    struct menu menu;
    struct tree tree;
    struct failure failure;
    char text[1024] = "";
    games_load(file, &game);
    assert_true(menu_named(game.no_limit ? "three-sizes" : "limit", &game, &menu, &failure));
    assert_true(tree_build(&game, &menu, &tree, &failure));
    judging_say_best(&tree, "F", text, sizeof text);
    assert_string_equal(text, best);
    text[0] = '\0';
    judging_say_others(&tree, "F", text, sizeof text);
    assert_string_equal(text, others);
    tree_release(&tree);
}

#define LBR    "holdem lbr F (a lower bound)"
#define BOARDS "holdem evaluate F --boards 100 (an estimate by sampled boards, which can take hours)"
#define MATCH  "holdem match F random (what it wins from another player)"
#define LOOKING                                                                                                        \
    "holdem show F, holdem export F and holdem serve --blueprint F show the strategy, holdem play F --acpc HOST:PORT " \
    "plays it"

static void every_game_has_hints_that_are_accepted(void **state)
{
    (void)state;
    expect("holdem.nolimit.2p.100bb.game", LBR, LBR ", " BOARDS ", " MATCH);
    expect("holdem.nolimit.2p.20cards.game", "holdem evaluate F", LBR ", " BOARDS ", " MATCH);
    expect("kuhn.game", "holdem evaluate F", MATCH);
    expect("leduc.game", "holdem evaluate F", BOARDS ", " MATCH);
    expect("holdem.nolimit.3p.game", "too large to be measured with 3 players; " LOOKING,
           "too large to be measured with 3 players; " LOOKING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_game_has_hints_that_are_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
