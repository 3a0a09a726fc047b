/* What a dealer's lines tell of its table: deeper and smaller stacks, the end of an all-in hand, blinds that nobody named; and
 * what may be done without knowing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "play/stakes.h"
#include "support/games.h"

#include <string.h>

static struct game told;
static struct stakes stakes;
static struct acpc_hand hand;
static struct failure reason, failure;

static int load(void **state)
{
    (void)state;
    games_load("holdem.nolimit.2p.100bb.game", &told);
    stakes_start(&stakes, &told);
    return 0;
}

static void reads(const char *line)
{
    if (!stakes_read(&stakes, line, &hand, &reason, &failure))
        fail_msg("%s", failure.text);
}

static struct action allowed(enum action_kind kind, chips to)
{
    return stakes_allow(&stakes, &hand.state, (struct action){kind, to});
}

static void a_game_that_fits_changes_nothing(void **state)
{
    (void)state;
    reads("MATCHSTATE:0:0:r300:AhAd|");
    assert_int_equal(stakes.changes, 0);
    assert_string_equal(reason.text, "");
    assert_int_equal(allowed(ACTION_RAISE, 10000).to, 10000);
    reads("MATCHSTATE:0:0:r300r10000c///:AhAd|KhKd/2c3c4c/9d/9h");
    assert_int_equal(stakes.changes, 0);
}

static void deeper_stacks_show_in_raises_and_in_what_follows_them(void **state)
{
    (void)state;
    reads("MATCHSTATE:0:0:r300r10000r19700:AhAd|");
    assert_non_null(strstr(reason.text, "r19700, is illegal"));
    assert_int_equal(stakes.game.stack[0], 19700);
    assert_int_equal(allowed(ACTION_RAISE, 20000).kind, ACTION_CALL);
    reads("MATCHSTATE:0:0:r300r10000r19700c/:AhAd|/2c3c4c");
    assert_string_equal(reason.text, "");
    assert_false(hand.state.finished);
    assert_true(stakes.game.stack[0] > 19700);
    reads("MATCHSTATE:0:0:r300r10000r19700c/r20000c//:AhAd|KhKd/2c3c4c/9d/9h");
    assert_true(hand.state.finished);
    assert_int_equal(stakes.game.stack[1], 20000);
    /* What somebody has put in before can be put in again, and no more. */
    reads("MATCHSTATE:0:1:r300:AhAd|");
    assert_int_equal(allowed(ACTION_RAISE, 15000).to, 15000);
    assert_int_equal(allowed(ACTION_RAISE, 20001).to, 20000);
    assert_int_equal(allowed(ACTION_FOLD, 0).kind, ACTION_FOLD);
}

static void smaller_stacks_show_in_rounds_without_betting(void **state)
{
    (void)state;
    reads("MATCHSTATE:0:0:r2000c///:AhAd|KhKd/2c3c4c/9d/9h");
    assert_true(hand.state.finished);
    assert_int_equal(stakes.game.stack[0], 2000);
    assert_int_equal(allowed(ACTION_RAISE, 3000).kind, ACTION_CALL);
    reads("MATCHSTATE:0:1:r300:AhAd|");
    assert_int_equal(allowed(ACTION_RAISE, 3000).to, 2000);
    reads("MATCHSTATE:0:2:r5000:AhAd|");
    assert_int_equal(stakes.game.stack[0], 5000);
}

/* All-in on the turn and called: with the cards of both the hand is over, with one's own the river is to be played. */
static void cards_tell_the_end_of_a_hand_from_its_last_round(void **state)
{
    (void)state;
    reads("MATCHSTATE:0:0:cc/cc/r4000c/:AhAd|/2c3c4c/9d/9h");
    assert_true(acpc_asks(&hand));
    reads("MATCHSTATE:0:1:cc/cc/r4000c/:AhAd|KhKd/2c3c4c/9d/9h");
    assert_true(hand.state.finished);
    assert_int_equal(stakes.game.stack[0], 4000);
}

static void without_the_blinds_there_is_no_raise(void **state)
{
    (void)state;
    reads("MATCHSTATE:0:0:r6:AhAd|");
    assert_true(stakes.has_unknown_blinds);
    assert_true(acpc_asks(&hand));
    assert_int_equal(allowed(ACTION_RAISE, 20).kind, ACTION_CALL);
    assert_int_equal(allowed(ACTION_FOLD, 0).kind, ACTION_FOLD);
    reads("MATCHSTATE:0:0:r6r12r14:AhAd|");
    reads("MATCHSTATE:0:1:r300c/:AhAd|/2c3c4c");
    assert_true(acpc_asks(&hand));
    reads("MATCHSTATE:0:1:r300r400c///:AhAd|KhKd/2c3c4c/9d/9h");
    assert_true(hand.state.finished);
}

static void what_no_stacks_explain_is_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {"MATCHSTATE:0:0:r300:AhAh|", "MATCHSTATE:0:0:x:AhAd|",  "MATCHSTATE:2:0::AhAd|",
                                        "MATCHSTATE:0:0:fc:AhAd|",   "MATCHSTATE:0:0:cf:AhAd|", "hello"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_false(stakes_read(&stakes, lines[i], &hand, &reason, &failure));
    assert_int_equal(stakes.changes, 0);
    assert_false(stakes.is_contradicted);
    assert_non_null(strstr(failure.text, "no MATCHSTATE"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_game_that_fits_changes_nothing, load),
        cmocka_unit_test_setup(deeper_stacks_show_in_raises_and_in_what_follows_them, load),
        cmocka_unit_test_setup(smaller_stacks_show_in_rounds_without_betting, load),
        cmocka_unit_test_setup(cards_tell_the_end_of_a_hand_from_its_last_round, load),
        cmocka_unit_test_setup(without_the_blinds_there_is_no_raise, load),
        cmocka_unit_test_setup(what_no_stacks_explain_is_refused, load),
    };
    return cmocka_run_group_tests_name("stakes", tests, NULL, NULL);
}
