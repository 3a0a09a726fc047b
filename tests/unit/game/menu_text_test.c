/* The text form of menus, which files hold: what is malformed is refused, wherever it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/menu.h"

#include <stdio.h>
#include <string.h>

static const char first[] =
    "everything 0\nstreet 0 all_in 1 limp 0 max_raises 2 bets 1 2 0.5 1 out_of_position 1 1 0.75\n";
static const char others[] = "street 1 all_in 0 limp 1 max_raises 3 bets 0 out_of_position 0\n"
                             "street 2 all_in 0 limp 1 max_raises 3 bets 0 out_of_position 0\n"
                             "street 3 all_in 0 limp 1 max_raises 3 bets 0 out_of_position 0\n";

static void a_whole_one_is_read(void **state)
{
    (void)state;
    struct menu menu;
    struct failure failure;
    char text[1024];
    snprintf(text, sizeof text, "%s%s", first, others);
    assert_true(menu_parse(text, &menu, &failure));
    assert_int_equal(menu.street[0].bets[0].count, 2);
    assert_true(menu.street[0].bets[0].fraction[1] == 1);
    assert_true(menu.street[0].bets_out_of_position[0].fraction[0] == 0.75f);
    assert_true(menu.street[0].all_in && !menu.street[0].limp && menu.street[1].limp);
    assert_true(menu_parse("everything 1", &menu, &failure) && menu.everything);
}

/* The first street with `from` replaced by `to`. */
static void refuse(const char *from, const char *to)
{
    struct menu menu;
    struct failure failure;
    char text[1024];
    const char *at = strstr(first, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s%s", (int)(at - first), first, to, at + strlen(from), others);
    if (menu_parse(text, &menu, &failure))
        fail_msg("taken: %s", text);
    assert_string_equal(failure.text, "the action menu cannot be read");
}

static void malformed_words_and_numbers_are_refused(void **state)
{
    (void)state;
    static const char *const words[] = {"everything", "street", "all_in",         "limp",
                                        "max_raises", "bets",   "out_of_position"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        refuse(words[i], "other");
    refuse("everything 0", "everything 2");
    refuse("street 0", "street 1");
    refuse("street 0", "street 5");
    refuse("all_in 1", "all_in 2");
    refuse("limp 0", "limp x");
    refuse("max_raises 2", "max_raises 256");
    refuse("bets 1 2", "bets 9 2");
    refuse("bets 1 2", "bets 1 17");
    refuse("bets 1 2", "bets 1 x");
    refuse("0.5", "half");
    refuse("out_of_position 1 1", "out_of_position 2 1");
}

/* They would be converted to chips. */
static void fractions_are_numbers_from_zero_on(void **state)
{
    (void)state;
    static const char *const bad[] = {"nan", "inf", "-inf", "-1", "1e39"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuse("0.75", bad[i]);
}

static void every_street_is_needed(void **state)
{
    (void)state;
    struct menu menu;
    struct failure failure;
    assert_false(menu_parse(first, &menu, &failure));
    assert_false(menu_parse("", &menu, &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_one_is_read),
        cmocka_unit_test(malformed_words_and_numbers_are_refused),
        cmocka_unit_test(fractions_are_numbers_from_zero_on),
        cmocka_unit_test(every_street_is_needed),
    };
    return cmocka_run_group_tests_name("menu text", tests, NULL, NULL);
}
