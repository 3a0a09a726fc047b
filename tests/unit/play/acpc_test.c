/* Matchstates: the examples of the protocol's description, what they say, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "play/acpc.h"
#include "support/games.h"

#include <string.h>

static struct game game;
static struct acpc_hand hand;

static void read_well(const char *line)
{
    struct failure failure;
    if (!acpc_read(&game, line, &hand, &failure))
        fail_msg("%s", failure.text);
}

static void assert_cards(const card cards[], const char *text)
{
    for (unsigned i = 0; text[2 * i]; i++)
        assert_memory_equal(card_format(cards[i]).text, text + 2 * i, 2);
}

static void the_first_decision_is_read(void **state)
{
    (void)state;
    games_load("holdem.nolimit.2p.game", &game);
    read_well("MATCHSTATE:1:0::|Td4d");
    assert_int_equal(hand.position, 1);
    assert_int_equal(hand.number, 0);
    assert_int_equal(hand.actions, 0);
    assert_int_equal(hand.known, 2);
    assert_cards(hand.hole[1], "Td4d");
    assert_true(acpc_asks(&hand));
    read_well("MATCHSTATE:0:0::9s8h|");
    assert_false(acpc_asks(&hand));
}

static void later_rounds_are_read(void **state)
{
    (void)state;
    games_load("holdem.nolimit.2p.game", &game);
    read_well("MATCHSTATE:0:31:r300c/r900:9s8h|/3d5d7c");
    assert_int_equal(hand.number, 31);
    assert_int_equal(hand.actions, 3);
    assert_int_equal(hand.state.round, 1);
    assert_int_equal(hand.state.max_spent, 900);
    assert_cards(hand.board, "3d5d7c");
    assert_false(hand.state.finished);
    games_load("holdem.limit.2p.game", &game);
    read_well("MATCHSTATE:0:0:rrc/:TdAs|/2c8c3h");
    assert_int_equal(hand.board_cards, 3);
    assert_true(acpc_asks(&hand));
}

/* The hand is over: cards are shown, and padded with rounds when all were all-in. */
static void ends_are_read(void **state)
{
    (void)state;
    games_load("holdem.nolimit.2p.game", &game);
    read_well("MATCHSTATE:0:7:r20000c///:AhAd|KhKd/2c3c4c/9d/9h");
    assert_true(hand.state.finished);
    assert_int_equal(hand.known, 3);
    assert_int_equal(hand.board_cards, 5);
    read_well("MATCHSTATE:0:7:f:AhAd|");
    assert_true(hand.state.finished);
    assert_int_equal(hand.known, 1);
    games_load("kuhn.game", &game);
    read_well("MATCHSTATE:0:1:crc:Qs|Ks");
    assert_true(hand.state.finished);
}

static void betting_is_written_as_it_is_read(void **state)
{
    static const char *const lines[] = {"",           "c",           "r300c/", "r300c/cr900f", "cc/cc/cr200c/cc",
                                        "r20000c///", "cc/r20000c//"};
    (void)state;
    games_load("holdem.nolimit.2p.game", &game);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        static const char *const boards[] = {"", "/2c3c4c", "/2c3c4c/9d", "/2c3c4c/9d/9h"};
        char line[ACPC_LINE];
        struct builder betting = {0};
        unsigned round = 0;
        for (const char *c = lines[i]; *c; c++)
            round += *c == '/';
        snprintf(line, sizeof line, "MATCHSTATE:0:0:%s:AhAd|%s", lines[i], boards[round]);
        read_well(line);
        acpc_append_betting(&game, hand.action, hand.actions, &betting);
        assert_string_equal(betting.text ? betting.text : "", lines[i]);
        builder_release(&betting);
    }
}

static void refuses(const char *line, const char *reason)
{
    struct failure failure;
    assert_false(acpc_read(&game, line, &hand, &failure));
    if (!strstr(failure.text, reason))
        fail_msg("'%s' instead of '%s'", failure.text, reason);
}

static void what_is_wrong_is_refused(void **state)
{
    (void)state;
    games_load("holdem.nolimit.2p.game", &game);
    refuses("", "no MATCHSTATE");
    refuses("STATE:0:0::AhAd|", "no MATCHSTATE");
    refuses("MATCHSTATE:2:0::AhAd|", "the position is not 0 .. 1");
    refuses("MATCHSTATE:0:x::AhAd|", "the hand has no number");
    refuses("MATCHSTATE:0:0::|AhAd", "the own hole cards are missing");
    refuses("MATCHSTATE:0:0::AhAd", "hole cards of 1 players");
    refuses("MATCHSTATE:0:0::AhAh|", "the card Ah is there twice");
    refuses("MATCHSTATE:0:0::AhAx|", "no card of this game");
    refuses("MATCHSTATE:0:0:x:AhAd|", "'x' is no action");
    refuses("MATCHSTATE:0:0:r:AhAd|", "a raise without its size");
    refuses("MATCHSTATE:0:0:r150:AhAd|", "action 1, r150, is illegal");
    refuses("MATCHSTATE:0:0:r99999999999:AhAd|", "a raise without its size");
    refuses("MATCHSTATE:0:0:/:AhAd|", "the betting of round 1 is not over");
    refuses("MATCHSTATE:0:0:cc:AhAd|", "the betting stops in round 1");
    refuses("MATCHSTATE:0:0:cc/:AhAd|", "the board of round 2 is missing");
    refuses("MATCHSTATE:0:0:cc/:AhAd|/2c3c", "no card of this game");
    refuses("MATCHSTATE:0:0:cc/:AhAd|/2c3cAh", "the card Ah is there twice");
    refuses("MATCHSTATE:0:0:cc/:AhAd|/2c3c4c5c", "unexpected '5c'");
    refuses("MATCHSTATE:0:0:fc:AhAd|", "an action after the betting");
    refuses("MATCHSTATE:0:0:c", "there are no cards");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_decision_is_read),
        cmocka_unit_test(later_rounds_are_read),
        cmocka_unit_test(ends_are_read),
        cmocka_unit_test(betting_is_written_as_it_is_read),
        cmocka_unit_test(what_is_wrong_is_refused),
    };
    return cmocka_run_group_tests_name("acpc", tests, NULL, NULL);
}
