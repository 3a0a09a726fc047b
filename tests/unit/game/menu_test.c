/* Action menus: sizes, clamping, switches, names, text form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/tree.h"

#include <stdio.h>
#include <string.h>

static struct game game;
static struct menu menu;
static struct state at;

static int start(void **state)
{
    (void)state;
    struct failure failure;
    assert_true(game_load(HOLDEM_ROOT "/games/holdem.nolimit.2p.100bb.game", &game, &failure));
    memset(&menu, 0, sizeof menu);
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        menu.street[s].numbers = 1;
        menu.street[s].bets[0] = (struct menu_bets){2, {0.5F, 1.0F}};
        menu.street[s].all_in = true;
        menu.street[s].limp = true;
        menu.street[s].max_raises = 4;
    }
    state_start(&game, &at);
    return 0;
}

/* The actions offered, as text: "f c r200 r300 r10000". */
static void offers(const char *expected)
{
    struct action actions[MENU_ACTIONS];
    char text[512] = "";
    unsigned count = menu_actions(&menu, &game, &at, actions);
    for (unsigned a = 0; a < count; a++) {
        strcat(text, a ? " " : "");
        strcat(text, action_format(&game, actions[a]).text);
        assert_true(state_is_legal(&game, &at, actions[a]));
    }
    assert_string_equal(text, expected);
}

static void apply(enum action_kind kind, chips to)
{
    state_apply(&game, &at, (struct action){kind, to});
}

/* Raise to = largest stake + fraction * pot after the call. Opening: 100 + f * 200. Against 300: 300 + f * 600. */
static void sizes_are_fractions_of_the_pot_after_the_call(void **state)
{
    (void)state;
    offers("f c r200 r300 r10000");
    apply(ACTION_RAISE, 300);
    offers("f c r600 r900 r10000");
    apply(ACTION_CALL, 0);
    offers("c r600 r900 r10000"); /* pot 600: bets of 300 and 600 on top of 300 */
}

static void sizes_are_clamped_and_offered_once(void **state)
{
    (void)state;
    menu.street[0].bets[0] = (struct menu_bets){4, {0.1F, 0.2F, 60.0F, 70.0F}};
    offers("f c r200 r10000"); /* 0.1 and 0.2 are below the smallest raise, 60 and 70 beyond the stack */
    menu.street[0].all_in = false;
    menu.street[0].bets[0].count = 2;
    offers("f c r200");
}

static void switches(void **state)
{
    (void)state;
    menu.street[0].limp = false;
    offers("f r200 r300 r10000");
    menu.street[0].max_raises = 0;
    offers("f c"); /* nor is calling where nobody may raise */
    menu.street[0].max_raises = 4;
    apply(ACTION_RAISE, 300);
    offers("f c r600 r900 r10000"); /* calling a raise is no limp */
    menu.street[0].max_raises = 1;
    offers("f c");
}

static void raise_numbers_and_position(void **state)
{
    (void)state;
    menu.street[0].numbers = 2;
    menu.street[0].bets[1] = (struct menu_bets){1, {1.0F}};
    menu.street[0].all_in = false;
    menu.street[0].numbers_out_of_position = 1;
    menu.street[0].bets_out_of_position[0] = (struct menu_bets){1, {0.75F}};
    /* Before the flop the button begins, so the big blind acts last and is in position. */
    offers("f c r250"); /* 100 + 0.75 * 200 */
    apply(ACTION_RAISE, 300);
    offers("f c r900"); /* second raise, in position: 300 + 600 */
    apply(ACTION_RAISE, 900);
    offers("f c r2250"); /* out of position: 900 + 0.75 * 1800 */
}

static void names(void **state)
{
    (void)state;
    struct failure failure;
    struct menu named;
    assert_true(menu_named("jamfold", &game, &menu, &failure));
    offers("f r10000");
    assert_true(menu_named("classic", &game, &menu, &failure));
    offers("f c r200 r232 r250 r300 r400 r500 r600 r10000");
    assert_true(menu_named("default", &game, &menu, &failure));
    offers("f r250 r10000");
    assert_true(menu_named("three-sizes", &game, &menu, &failure));
    offers("f c r200 r250 r300 r10000");
    assert_false(menu_named("clasic", &game, &named, &failure));
    assert_non_null(strstr(failure.text, "did you mean 'classic'"));
    assert_false(menu_named("limit", &game, &named, &failure));
}

/* With stacks of forty big blinds and more; what a larger stack has beyond that cannot be lost. */
static void the_default_limps_with_short_stacks(void **state)
{
    (void)state;
    static const struct {
        chips stack[2];
        bool limps;
    } games[] = {{{3999, 3999}, true}, {{4000, 4000}, false}, {{3999, 100000}, true}, {{100000, 4000}, false}};
    for (size_t i = 0; i < sizeof games / sizeof *games; i++) {
        struct failure failure;
        struct game short_of = game;
        struct menu named;
        memcpy(short_of.stack, games[i].stack, sizeof games[i].stack);
        assert_true(menu_named("default", &short_of, &named, &failure));
        assert_int_equal(named.street[0].limp, games[i].limps);
    }
    /* Chips of the largest games, of which forty big blinds are more than a number holds. */
    struct failure failure;
    struct game large = game;
    struct menu named;
    large.stack[0] = large.stack[1] = 1000000000;
    large.blind[0] = 60000000;
    large.blind[1] = 30000000;
    assert_true(menu_named("default", &large, &named, &failure));
    assert_true(named.street[0].limp);
}

static void text_form_is_exact(void **state)
{
    (void)state;
    const char *const all[] = {"default", "three-sizes", "classic", "jamfold"};
    for (unsigned i = 0; i < 4; i++) {
        struct failure failure;
        struct menu one, two;
        char text[MENU_TEXT], again[MENU_TEXT];
        assert_true(menu_named(all[i], &game, &one, &failure));
        menu_format(&one, text, sizeof text);
        assert_true(menu_parse(text, &two, &failure));
        menu_format(&two, again, sizeof again);
        assert_string_equal(text, again);
        assert_memory_equal(&one, &two, sizeof one);
        assert_true(menu_fingerprint(&one) == menu_fingerprint(&two));
    }
    struct menu bad;
    assert_false(menu_parse("everything 0\nstreet 0 all_in 2", &bad, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(sizes_are_fractions_of_the_pot_after_the_call, start),
        cmocka_unit_test_setup(sizes_are_clamped_and_offered_once, start),
        cmocka_unit_test_setup(switches, start),
        cmocka_unit_test_setup(raise_numbers_and_position, start),
        cmocka_unit_test_setup(names, start),
        cmocka_unit_test_setup(the_default_limps_with_short_stacks, start),
        cmocka_unit_test_setup(text_form_is_exact, start),
    };
    return cmocka_run_group_tests_name("menu", tests, NULL, NULL);
}
