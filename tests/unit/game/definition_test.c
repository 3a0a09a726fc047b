/* Game definitions: the shipped files, defaults, and a clear line for each kind of error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/definition.h"

#include <stdio.h>
#include <string.h>

#define HEAD   "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 1\n"
#define MIDDLE "blind = 1 1\nraiseSize = 1\n"
#define TAIL   "numSuits = 1\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n"

static void shipped(const char *name, unsigned players, unsigned rounds, chips stack, chips big_blind)
{
    char path[512], text[4096];
    struct game game, again;
    struct failure failure = {.text = ""};
    snprintf(path, sizeof path, "%s/games/%s.game", HOLDEM_ROOT, name);
    if (!game_load(path, &game, &failure))
        fail_msg("%s", failure.text);
    assert_string_equal(game.name, name);
    assert_int_equal(game.players, players);
    assert_int_equal(game.rounds, rounds);
    assert_int_equal(game.stack[0], stack);
    assert_int_equal(game_big_blind(&game), big_blind);
    game_format(&game, text, sizeof text);
    assert_true(game_parse("again", text, &again, &failure));
    assert_true(game_fingerprint(&game) == game_fingerprint(&again));
}

static void shipped_games_load(void **state)
{
    (void)state;
    shipped("kuhn", 2, 1, CHIPS_UNLIMITED, 1);
    shipped("kuhn.3p", 3, 1, CHIPS_UNLIMITED, 1);
    shipped("leduc", 2, 2, CHIPS_UNLIMITED, 1);
    shipped("holdem.limit.2p", 2, 4, CHIPS_UNLIMITED, 10);
    shipped("holdem.nolimit.2p", 2, 4, 20000, 100);
    shipped("holdem.nolimit.2p.100bb", 2, 4, 10000, 100);
    shipped("jamfold.10bb", 2, 2, 20, 2);
    shipped("holdem.nolimit.3p", 3, 4, 20000, 100);
    shipped("holdem.nolimit.6p", 6, 4, 20000, 100);
}

static void keys_are_read_whatever_their_case_and_separators(void **state)
{
    (void)state;
    struct game game;
    struct failure failure = {.text = ""};
    assert_true(game_parse("x.game",
                           "# comment\n\ngamedef\nLIMIT\nNUMPLAYERS 2\nnumrounds=1\nBlind  1   1\nraisesize=3\n" TAIL
                           "nonsense after the end\n",
                           &game, &failure));
    assert_int_equal(game.raise_size[0], 3);
    assert_int_equal(game.max_raises[0], 255);
    assert_int_equal(game.first_player[0], 0);
    assert_int_equal(game.stack[1], CHIPS_UNLIMITED);
}

/* What editors put in front of a file, and what people write behind a value. */
static void byte_order_marks_and_comments_are_passed_over(void **state)
{
    (void)state;
    struct game game, plain;
    struct failure failure = {.text = ""};
    assert_true(game_parse("x.game", HEAD MIDDLE TAIL, &plain, &failure));
    if (!game_parse(
            "x.game",
            "\xEF\xBB\xBFGAMEDEF # of Kuhn\r\nlimit # fixed\nnumPlayers = 2# two\nnumRounds = 1\n   # indented\n"
            "blind = 1 1 # antes = 1 1\nraiseSize = 1 #\nnumSuits = 1\nnumRanks = 3\nnumHoleCards = 1\n"
            "numBoardCards = 0\nEND GAMEDEF # that is all\n",
            &game, &failure))
        fail_msg("%s", failure.text);
    assert_true(game_fingerprint(&game) == game_fingerprint(&plain));
}

static void refused(const char *text, const char *reason)
{
    struct game game;
    struct failure failure = {.text = ""};
    if (game_parse("bad.game", text, &game, &failure))
        fail_msg("not refused: %s", reason);
    if (!strstr(failure.text, reason) || strchr(failure.text, '\n'))
        fail_msg("expected '%s' in '%s'", reason, failure.text);
}

static void errors_name_line_and_reason(void **state)
{
    (void)state;
    refused(HEAD "blnd = 1 1\n" TAIL, "bad.game:5: unknown key 'blnd'; did you mean 'blind'?");
    refused(HEAD "blind = 1\nraiseSize = 1\n" TAIL, "bad.game:5: blind needs 2 values, not 1");
    refused(HEAD "blind = 1 x\nraiseSize = 1\n" TAIL, "bad.game:5: blind: 'x' is not a whole number");
    refused(HEAD "blind = 1 -1\nraiseSize = 1\n" TAIL, "bad.game:5: blind must be between 0 and");
    refused(HEAD MIDDLE "stack = 0 5\n" TAIL, "bad.game:7: stack must be between 1 and");
    refused(HEAD MIDDLE "maxRaises = 1 1 1 1 1\n" TAIL, "bad.game:7: maxRaises takes at most 4 values, not 5");
    refused(HEAD MIDDLE "blind = 1 1\n" TAIL, "bad.game:7: blind is given again (first in line 5)");
    refused(HEAD MIDDLE "nolimit\n" TAIL, "bad.game:7: the game is both limit and nolimit");
    refused(HEAD MIDDLE "firstPlayer = 3\n" TAIL, "bad.game:7: firstPlayer 3: there are 2 players");
    refused(HEAD "blind = 1 9\nraiseSize = 1\nstack = 5 5\n" TAIL,
            "bad.game:5: the blind of player 2 (9) is larger than the stack (5)");
    refused(HEAD "raiseSize = 1\n" TAIL, "bad.game: blind is missing");
    refused(HEAD "blind = 1 1\n" TAIL, "bad.game: raiseSize is missing");
    refused(HEAD MIDDLE "numSuits = 1\nnumRanks = 1\nnumHoleCards = 1\nnumBoardCards = 0\n",
            "a hand deals 2 cards from a deck of 1");
    refused("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 1\nblind = 1 1\n" TAIL, "bad.game: stack is missing");
    refused(
        HEAD MIDDLE "numSuits = 1\nnumRanks = 5\nnumHoleCards = 1\nnumBoardCards = 1\n",
        "bad.game:10: 1 board card in the first round: games begin before the flop here, with 0; one that begins on "
        "a later street cannot be trained or played");
    refused(HEAD "blind = 1 1\nraiseSize = 200000000\nmaxRaises = 6\n" TAIL,
            "bad.game: a pot of 2400000002 chips could");
    refused(
        "GAMEDEF\nnolimit\nnumPlayers = 3\nnumRounds = 1\nblind = 1 1 0\nstack = 900000000 900000000 900000000\n" TAIL,
        "bad.game: a pot of 2700000000 chips could");
    refused(HEAD "blind = 1 1 each # chips\n" TAIL, "bad.game:5: blind: 'each' is not a whole number");
    refused(HEAD "blind = # 1 1\n" TAIL, "bad.game:5: blind needs a value");
    refused("GAMEDEF\n\xEF\xBB\xBFlimit\n", "bad.game:2: unknown key '");
    refused(" GAMEDEF\n", "bad.game:1: a key must stand at the beginning of the line");
    refused("", "bad.game: numPlayers is missing");
}

static void missing_and_binary_files(void **state)
{
    (void)state;
    struct game game;
    struct failure failure = {.text = ""};
    assert_false(game_load("missing.game", &game, &failure));
    assert_non_null(strstr(failure.text, "missing.game: cannot be opened"));
    FILE *file = fopen("definition_binary.game", "wb");
    assert_non_null(file);
    fwrite("GAMEDEF\0limit", 1, 13, file);
    fclose(file);
    assert_false(game_load("definition_binary.game", &game, &failure));
    assert_non_null(strstr(failure.text, "not a game definition"));
    remove("definition_binary.game");
}

/* The unit of every figure of strength: an ante is a blind too, and without either there is none. */
static void chips_are_thousandths_of_the_largest_blind(void **state)
{
    (void)state;
    static const struct {
        const char *blinds;
        bool known;
        double mbb;
    } cases[] = {{"blind = 100 50\n", true, 750}, {"blind = 1 1\n", true, 75000}, {"blind = 0 0\n", false, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        struct game game;
        struct failure failure;
        double mbb = -1;
        snprintf(text, sizeof text, HEAD "%sraiseSize = 1\n" TAIL, cases[i].blinds);
        if (!game_parse("x", text, &game, &failure))
            fail_msg("%s", failure.text);
        assert_true(game_in_mbb(&game, 75, &mbb) == cases[i].known);
        assert_true(mbb == cases[i].mbb);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_games_load),
        cmocka_unit_test(keys_are_read_whatever_their_case_and_separators),
        cmocka_unit_test(byte_order_marks_and_comments_are_passed_over),
        cmocka_unit_test(errors_name_line_and_reason),
        cmocka_unit_test(missing_and_binary_files),
        cmocka_unit_test(chips_are_thousandths_of_the_largest_blind),
    };
    return cmocka_run_group_tests_name("definition", tests, NULL, NULL);
}
