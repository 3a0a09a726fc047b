/* `actions` and `epsilon_schedule`: what is read, laid over the default menu, and refused with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/config.h"

#include <stdio.h>
#include <string.h>

static const char rules[] = "GAMEDEF\n%s\nnumPlayers = 2\nnumRounds = 4\n%s\nblind = 100 50\nfirstPlayer = 2 1 1 1\n"
                            "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n";
static struct game no_limit, limit;

static int set_up(void **state)
{
    (void)state;
    struct failure failure;
    char text[512];
    snprintf(text, sizeof text, rules, "nolimit", "stack = 10000 10000");
    bool read = game_parse("nl.game", text, &no_limit, &failure);
    snprintf(text, sizeof text, rules, "limit", "raiseSize = 100 100 200 200\nmaxRaises = 3 4 4 4");
    return read && game_parse("limit.game", text, &limit, &failure) ? 0 : -1;
}

static void refuse(const char *text, const char *reason)
{
    static struct train_config config;
    struct failure failure;
    if (config_parse(&config, "x.yaml", text, &failure))
        fail_msg("taken: %s", text);
    if (!strstr(failure.text, reason) || strncmp(failure.text, "x.yaml:", 7) != 0)
        fail_msg("'%s' is not at its line '%s'", failure.text, reason);
}

/* The menu, and the same one by way of the configuration written and read again. */
static void read_menu(const char *text, struct menu *menu)
{
    static struct train_config config, again;
    static char written[CONFIG_FORMAT];
    struct failure failure;
    struct menu other;
    if (!config_parse(&config, "x.yaml", text, &failure) || !config_menu(&config, &no_limit, menu, &failure))
        fail_msg("%s", failure.text);
    config_format(&config, written);
    if (!config_parse(&again, "again.yaml", written, &failure) || !config_menu(&again, &no_limit, &other, &failure))
        fail_msg("%s", failure.text);
    assert_memory_equal(menu, &other, sizeof other);
}

static void what_is_given_lies_over_the_default(void **state)
{
    (void)state;
    struct menu usual, menu;
    read_menu("", &usual);
    read_menu("actions:\n  preflop: {limp: false, all_in: false}\n  flop: {bets: [[1, 0.5, 1], []], max_raises: 2}\n"
              "  turn: {bets_out_of_position: [[2]], all_in: true}\n  river: {bets: []}\n",
              &menu);
    assert_false(menu.street[0].limp || menu.street[0].all_in);
    assert_int_equal(menu.street[1].numbers, 2);
    assert_int_equal(menu.street[1].bets[0].count, 2);
    assert_true(menu.street[1].bets[0].fraction[0] == 0.5f && menu.street[1].bets[0].fraction[1] == 1);
    assert_int_equal(menu.street[1].bets[1].count, 0);
    assert_int_equal(menu.street[1].max_raises, 2);
    assert_int_equal(menu.street[2].numbers_out_of_position, 1);
    assert_memory_equal(&menu.street[2].bets, &usual.street[2].bets, sizeof usual.street[2].bets);
    assert_int_equal(menu.street[3].numbers, 1);
    assert_int_equal(menu.street[3].bets[0].count, 0);
    read_menu("actions: jamfold\n", &menu);
    assert_false(menu.street[0].limp);
    read_menu("actions: {}\n", &menu);
    assert_memory_equal(&menu, &usual, sizeof usual);
}

static void streets_and_menus_are_the_games(void **state)
{
    (void)state;
    static struct train_config config;
    struct failure failure;
    struct menu menu;
    assert_true(config_parse(&config, "x.yaml", "actions: {flop: {limp: true}}", &failure));
    assert_false(config_menu(&config, &limit, &menu, &failure));
    assert_non_null(strstr(failure.text, "bet sizes are for no-limit games"));
    assert_true(config_parse(&config, "x.yaml", "actions: {round2: {limp: true}}", &failure));
    assert_false(config_menu(&config, &no_limit, &menu, &failure));
    assert_non_null(strstr(failure.text, "has no street 'round2' (it has preflop, flop, turn, river)"));
    assert_true(config_parse(&config, "x.yaml", "actions: \"a\\\\ \\\"name\\\"\"", &failure));
    assert_false(config_menu(&config, &no_limit, &menu, &failure));
    assert_non_null(strstr(failure.text, "unknown menu"));
    assert_true(config_parse(&config, "x.yaml", "actions: default\nnum_players: 3", &failure));
    assert_true(config_menu(&config, &limit, &menu, &failure) && menu.everything);
    assert_false(config_check_game(&config, &limit, &failure));
    assert_non_null(strstr(failure.text, "num_players is 3"));
    assert_true(config_parse(&config, "x.yaml", "num_players: 2", &failure));
    assert_true(config_check_game(&config, &limit, &failure));
}

static void malformed_actions_are_refused(void **state)
{
    (void)state;
    refuse("actions: [flop]", "actions needs the name of a menu");
    refuse("actions: \"\"", "actions needs the name of a menu");
    refuse("actions: a_name_that_is_longer_than_any_menus_name_is", "actions needs the name of a menu");
    refuse("actions: {flop: 1}", "a street needs keys");
    refuse("actions: {flop: {limp: true}, flop: {limp: true}}", "duplicate key 'flop'");
    refuse("actions: {flop: {limp: true, limp: true}}", "duplicate key 'limp'");
    refuse("actions: {flop: {[a]: true}}", "a key must be a word");
    refuse("actions: {flopp: {}}", "did you mean 'flop'");
    refuse("actions: {flop: {bet: []}}", "did you mean 'bets'");
    refuse("actions: {preflop: {}, flop: {}, turn: {}, river: {}, round1: {}}", "at most 4 streets");
    refuse("actions: {flop: {all_in: maybe}}", "all_in needs true or false, not 'maybe'");
    refuse("actions: {flop: {limp: [yes]}}", "limp needs true or false, not 'a list'");
    refuse("actions: {flop: {max_raises: [1]}}", "max_raises needs a whole number");
    refuse("actions: {flop: {max_raises: x}}", "max_raises needs a whole number");
    refuse("actions: {flop: {max_raises: -1}}", "max_raises needs a whole number");
    refuse("actions: {flop: {max_raises: 256}}", "max_raises needs a whole number");
}

static void malformed_bets_are_refused(void **state)
{
    (void)state;
    refuse("actions: {flop: {bets: 1}}", "bets are a list per raise number");
    refuse("actions: {flop: {bets: [1]}}", "bets are a list per raise number");
    refuse("actions: {flop: {bets: [[],[],[],[],[],[],[],[],[]]}}", "at most 8 raise numbers");
    refuse("actions: {flop: {bets: [[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]]}}", "at most 16 bet sizes");
    refuse("actions: {flop: {bets: [[0]]}}", "not '0'");
    refuse("actions: {flop: {bets: [[1001]]}}", "not '1001'");
    refuse("actions: {flop: {bets: [[\"1\"]]}}", "not '1'");
    refuse("actions: {flop: {bets: [[half]]}}", "not 'half'");
    refuse("actions: {flop: {bets: [[[1]]]}}", "not 'a list'");
}

static void malformed_schedules_are_refused(void **state)
{
    (void)state;
    char many[2000] = "epsilon_schedule: [";
    for (unsigned i = 0; i <= EPSILON_STEPS; i++)
        snprintf(many + strlen(many), sizeof many - strlen(many), "%s[%u, 0.1]", i ? ", " : "", i);
    strcat(many, "]");
    refuse(many, "a list of at most");
    refuse("epsilon_schedule: 1", "a list of at most");
    refuse("epsilon_schedule: [1]", "needs pairs");
    refuse("epsilon_schedule: [[1, 0.1, 2]]", "needs pairs");
    refuse("epsilon_schedule: [[[1], 0.1]]", "not 'a list'");
    refuse("epsilon_schedule: [[x, 0.1]]", "not 'x'");
    refuse("epsilon_schedule: [[-1, 0.1]]", "not '-1'");
    refuse("epsilon_schedule: [[1, [0.1]]]", "between 0 and 1");
    refuse("epsilon_schedule: [[1, 1.1]]", "between 0 and 1");
    refuse("epsilon_schedule: [[1, -0.1]]", "between 0 and 1");
    refuse("epsilon_schedule: [[1, 0.1], [1, 0.1]]", "must ascend");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_lies_over_the_default), cmocka_unit_test(streets_and_menus_are_the_games),
        cmocka_unit_test(malformed_actions_are_refused),       cmocka_unit_test(malformed_bets_are_refused),
        cmocka_unit_test(malformed_schedules_are_refused),
    };
    return cmocka_run_group_tests_name("actions of a configuration", tests, set_up, NULL);
}
