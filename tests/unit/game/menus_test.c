/* The table of menus: each is found by its name, fills a menu for the games that it suits, and is listed where one is
 * wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "game/menus.h"
#include "support/games.h"

#include <string.h>

static struct game no_limit, limit;

static int load(void **state)
{
    (void)state;
    games_load("holdem.nolimit.2p.100bb.game", &no_limit);
    games_load("holdem.limit.2p.game", &limit);
    return 0;
}

/* What a row fills is what its name gives, and its text form is exact. */
static void every_menu_is_given_to_the_games_that_it_suits(void **state)
{
    (void)state;
    const struct game *const games[] = {&no_limit, &limit};
    for (size_t i = 0; menus[i]; i++) {
        unsigned suited = 0;
        assert_true(menus[i]->help[0] != '\0');
        for (unsigned g = 0; g < 2; g++) {
            struct menu filled = {0}, named, read;
            struct failure failure = {.text = ""};
            char text[MENU_TEXT];
            if (!menus_row(menus[i])->suits(games[g]))
                continue;
            suited++;
            menus_row(menus[i])->fill(games[g], &filled);
            if (!menu_named(menus[i]->name, games[g], &named, &failure))
                fail_msg("%s", failure.text);
            assert_memory_equal(&filled, &named, sizeof filled);
            menu_format(&filled, text, sizeof text);
            assert_true(menu_parse(text, &read, &failure));
            assert_memory_equal(&filled, &read, sizeof filled);
        }
        assert_true(suited > 0);
    }
}

/* The text ends with the list of those that pass a test, in brackets. */
static void expect_list(const char *text, const char *begin, choice_test *test, const struct game *game,
                        const char *last)
{
    char expected[512] = "";
    text_append(expected, sizeof expected, "%s", begin);
    choice_list(menus, test, game, last, expected, sizeof expected);
    text_append(expected, sizeof expected, ")");
    assert_string_equal(text, expected);
}

/* A limit game has one size, whatever its menu is called; a no-limit game is told which menus it may have. */
static void a_menu_for_other_games(void **state)
{
    (void)state;
    struct menu menu, everything;
    struct failure failure = {.text = ""};
    assert_true(menus_suit(&menu_limit.choice, &limit) && !menus_suit(&menu_limit.choice, &no_limit));
    assert_true(menus_suit(&menu_jamfold.choice, &no_limit) && !menus_suit(&menu_jamfold.choice, &limit));
    assert_true(menu_named("limit", &limit, &everything, &failure));
    for (size_t i = 0; menus[i]; i++) {
        assert_true(menu_named(menus[i]->name, &limit, &menu, &failure));
        assert_memory_equal(&menu, &everything, sizeof menu);
    }
    assert_false(menu_named("limit", &no_limit, &menu, &failure));
    expect_list(failure.text,
                "menu 'limit' is for limit games; holdem.nolimit.2p.100bb is no-limit (its menus: ", menus_suit,
                &no_limit, " and ");
}

static void an_unknown_name_is_told_all_names(void **state)
{
    (void)state;
    struct menu menu;
    struct failure failure = {.text = ""};
    assert_false(menu_named("jamfolt", &no_limit, &menu, &failure));
    expect_list(failure.text, "unknown menu 'jamfolt'; did you mean 'jamfold'? (known: ", NULL, NULL, ", ");
    assert_false(menu_named("Default", &no_limit, &menu, &failure));
    assert_false(menu_named("", &no_limit, &menu, &failure));
}

static void former_defaults_are_those_of_the_rows(void **state)
{
    (void)state;
    for (size_t i = 0; menus[i]; i++)
        assert_int_equal(menus_row(menus[i])->was_default, strcmp(menus[i]->name, "three-sizes") == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_menu_is_given_to_the_games_that_it_suits),
        cmocka_unit_test(a_menu_for_other_games),
        cmocka_unit_test(an_unknown_name_is_told_all_names),
        cmocka_unit_test(former_defaults_are_those_of_the_rows),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
