/* The rules, against hands worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct game game;
static struct state at;

/* No-limit with these blinds and stacks, four rounds; the player after the last blind begins. */
static void no_limit(unsigned players, const chips stacks[], const chips blinds[], unsigned first, unsigned later)
{
    memset(&game, 0, sizeof game);
    game.no_limit = true;
    game.players = (uint8_t)players;
    game.rounds = 4;
    game.deck = (struct deck){13, 4};
    game.hole_cards = 2;
    memcpy(game.board_cards, (const uint8_t[]){0, 3, 1, 1}, 4);
    memset(game.max_raises, 255, sizeof game.max_raises);
    for (unsigned p = 0; p < players; p++) {
        game.stack[p] = stacks[p];
        game.blind[p] = blinds[p];
    }
    for (unsigned r = 0; r < 4; r++)
        game.first_player[r] = (uint8_t)(r == 0 ? first : later);
    state_start(&game, &at);
}

/* Plays a run of f, c and r<size>. */
static void play(const char *actions)
{
    while (*actions) {
        struct action action = {ACTION_CALL, 0};
        char kind = *actions++;
        if (kind == 'f')
            action.kind = ACTION_FOLD;
        if (kind == 'r')
            action = (struct action){ACTION_RAISE, (chips)strtol(actions, (char **)(uintptr_t)&actions, 10)};
        if (!state_is_legal(&game, &at, action))
            fail_msg("%c%d is not legal", kind, action.to);
        state_apply(&game, &at, action);
    }
}

static void assert_raise(chips low, chips high)
{
    chips found_low, found_high;
    assert_true(state_may_raise(&game, &at, &found_low, &found_high));
    assert_int_equal(found_low, low);
    assert_int_equal(found_high, high);
}

static void heads_up(void)
{
    no_limit(2, (const chips[]){20000, 20000}, (const chips[]){100, 50}, 1, 0);
}

static void the_small_blind_begins_and_the_big_blind_has_the_option(void **state)
{
    (void)state;
    heads_up();
    assert_int_equal(at.player, 1);
    assert_raise(200, 20000);
    play("c");
    assert_int_equal(at.round, 0);
    assert_int_equal(at.player, 0);
    assert_false(state_may_fold(&game, &at));
    assert_raise(200, 20000);
    play("c");
    assert_int_equal(at.round, 1);
    assert_int_equal(at.player, 0);
    assert_raise(200, 20000); /* 100 in, the smallest bet is a big blind more */
}

static void the_smallest_raise_repeats_the_last(void **state)
{
    (void)state;
    heads_up();
    play("r300");
    assert_raise(500, 20000); /* raised by 200 over 100: 300 + 200 */
    play("r1000");
    assert_raise(1700, 20000); /* by 700 */
    assert_false(state_is_legal(&game, &at, (struct action){ACTION_RAISE, 1699}));
    play("c");
    assert_raise(1100, 20000);
    play("r1150");
    assert_raise(1300, 20000); /* a bet of 150 asks for 1300, and so does a raise of it by 150 */
    play("r20000");
    chips low, high;
    assert_false(state_may_raise(&game, &at, &low, &high));
    play("c");
    assert_true(at.finished);
}

static void a_short_all_in_reopens(void **state)
{
    (void)state;
    no_limit(3, (const chips[]){1000, 350, 1000}, (const chips[]){50, 100, 0}, 2, 0);
    play("r300c"); /* position 3 raises to 300, the small blind calls */
    assert_int_equal(at.player, 1);
    assert_raise(350, 350); /* below the smallest raise of 500, all in is still allowed */
    play("r350");
    assert_int_equal(at.player, 2);
    assert_raise(500, 1000); /* the smallest stays what it was */
    play("cc");
    assert_int_equal(at.round, 1);
    assert_int_equal(at.player, 0);
    play("cc");
    assert_int_equal(at.round, 2);
    play("r450f"); /* the one who could still act folds: showdown with the all-in player */
    assert_true(at.finished);
    assert_int_equal(state_players_left(&game, &at), 2);
}

static void blinds_can_be_all_in(void **state)
{
    (void)state;
    no_limit(2, (const chips[]){60, 1000}, (const chips[]){60, 50}, 1, 0);
    assert_false(at.finished);
    assert_int_equal(at.player, 1);
    chips low, high;
    assert_false(state_may_raise(&game, &at, &low, &high)); /* nobody is left to call a raise */
    play("c");
    assert_true(at.finished);
    no_limit(2, (const chips[]){100, 40}, (const chips[]){100, 40}, 1, 0);
    assert_true(at.finished); /* nothing to decide */
    no_limit(2, (const chips[]){1000, 40}, (const chips[]){100, 40}, 1, 0);
    assert_true(at.finished); /* nor for the one who has chips left and owes nothing */
    no_limit(2, (const chips[]){1000, 100}, (const chips[]){100, 50}, 1, 0);
    play("c"); /* all in for what the big blind has put in: his option would be a check */
    assert_true(at.finished);
}

static void assert_effective(chips low, chips high)
{
    chips found_low, found_high;
    assert_true(state_effective_raise(&game, &at, &found_low, &found_high));
    assert_int_equal(found_low, low);
    assert_int_equal(found_high, high);
}

/* The third player has far more than the first and the second. */
static void no_more_is_worth_raising_than_can_be_called(void **state)
{
    (void)state;
    static const chips stacks[] = {300, 700, 20000}, blinds[] = {100, 50, 0};
    chips low, high;
    no_limit(3, stacks, blinds, 2, 0);
    assert_raise(200, 20000);
    assert_effective(200, 700);
    no_limit(3, stacks, blinds, 1, 0);
    play("f");
    assert_effective(200, 300);
    no_limit(3, stacks, blinds, 1, 0);
    play("r600"); /* the rules allow no raise to less than 1100 */
    assert_raise(1100, 20000);
    assert_effective(1100, 1100);
    no_limit(3, stacks, blinds, 1, 0);
    play("r700"); /* the first may call with 300: the rules allow a raise that nobody can call */
    assert_true(state_may_raise(&game, &at, &low, &high));
    assert_false(state_effective_raise(&game, &at, &low, &high));
}

static void limit_raises_are_capped(void **state)
{
    (void)state;
    heads_up();
    game.no_limit = false;
    game.blind[0] = 10;
    game.blind[1] = 5;
    game.stack[0] = game.stack[1] = CHIPS_UNLIMITED;
    memcpy(game.raise_size, (const chips[]){10, 10, 20, 20}, sizeof game.raise_size);
    memcpy(game.max_raises, (const uint8_t[]){3, 4, 4, 4}, 4);
    state_start(&game, &at);
    assert_raise(20, 20);
    play("r20r30r40");
    chips low, high;
    assert_false(state_may_raise(&game, &at, &low, &high));
    play("c");
    assert_int_equal(at.round, 1);
    play("r50r60r70r80");
    assert_false(state_may_raise(&game, &at, &low, &high));
    play("c");
    assert_raise(100, 100);
}

static void six_players_act_in_order(void **state)
{
    (void)state;
    const chips stacks[] = {1000, 1000, 1000, 1000, 1000, 1000}, blinds[] = {50, 100, 0, 0, 0, 0};
    no_limit(6, stacks, blinds, 2, 0);
    const unsigned order[] = {2, 3, 4, 5, 0, 1};
    for (unsigned i = 0; i < 6; i++) {
        assert_int_equal(at.player, order[i]);
        play(i == 1 ? "f" : "c");
    }
    assert_int_equal(at.round, 1);
    assert_int_equal(at.player, 0);
    play("ccc");
    assert_int_equal(at.player, 4); /* position 4 has folded */
    play("r200ffff");
    assert_true(at.finished);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_blind_begins_and_the_big_blind_has_the_option),
        cmocka_unit_test(the_smallest_raise_repeats_the_last),
        cmocka_unit_test(a_short_all_in_reopens),
        cmocka_unit_test(blinds_can_be_all_in),
        cmocka_unit_test(no_more_is_worth_raising_than_can_be_called),
        cmocka_unit_test(limit_raises_are_capped),
        cmocka_unit_test(six_players_act_in_order),
    };
    return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
