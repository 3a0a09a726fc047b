/* Hand histories, to the letter: the forms that PHH (Kim 2024) and the ACPC's logs prescribe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "play/history_text.h"
#include "support/cards.h"
#include "support/games.h"

#include <stdio.h>
#include <string.h>

static struct game game;

static struct history_hand make(const struct action actions[], unsigned count, const char *first, const char *second,
                                const char *board)
{
    struct history_hand hand = {.game = &game, .actions = count, .action = actions, .name = {"Ann", "Bob \"B\""}};
    size_t cards;
    const char *holes[] = {first, second};
    for (unsigned p = 0; p < 2; p++) {
        if (holes[p] && cards_parse(holes[p], hand.hole[p], GAME_HOLE_CARDS, &cards))
            hand.known |= (uint16_t)(1U << p);
    }
    assert_true(cards_parse(board, hand.board, GAME_BOARD_CARDS, &cards));
    hand.board_cards = (unsigned)cards;
    return hand;
}

static void write_into(enum history_format format, const struct history_hand *hand, char text[], size_t size)
{
    struct builder builder = {0};
    history_append(format, hand, hand->number + 1, &builder);
    snprintf(text, size, "%s", builder.text);
    builder_release(&builder);
}

static void assert_writes(enum history_format format, const struct history_hand *hand, const char *expected)
{
    char text[4096];
    write_into(format, hand, text, sizeof text);
    assert_string_equal(text, expected);
}

#define FOLD                                                                                                           \
    {                                                                                                                  \
        ACTION_FOLD, 0                                                                                                 \
    }
#define CALL                                                                                                           \
    {                                                                                                                  \
        ACTION_CALL, 0                                                                                                 \
    }
#define RAISE(to)                                                                                                      \
    {                                                                                                                  \
        ACTION_RAISE, to                                                                                               \
    }

static void a_hand_to_the_river(void **state)
{
    (void)state;
    const struct action actions[] = {RAISE(300), CALL, CALL, RAISE(700), CALL, CALL, CALL, RAISE(10000), CALL};
    games_load("holdem.nolimit.2p.100bb.game", &game);
    struct history_hand hand = make(actions, 9, "AhKh", "QdQc", "Jc3d5c4hJh");
    assert_writes(HISTORY_PHH, &hand,
                  "[1]\nvariant = \"NT\"\nantes = [0, 0]\nblinds_or_straddles = [50, 100]\nmin_bet = 100\n"
                  "starting_stacks = [10000, 10000]\nactions = [\n"
                  "  \"d dh p1 AhKh\",\n  \"d dh p2 QdQc\",\n"
                  "  \"p2 cbr 300\",\n  \"p1 cc\",\n"
                  "  \"d db Jc3d5c\",\n  \"p1 cc\",\n  \"p2 cbr 400\",\n  \"p1 cc\",\n"
                  "  \"d db 4h\",\n  \"p1 cc\",\n  \"p2 cc\",\n"
                  "  \"d db Jh\",\n  \"p1 cbr 9300\",\n  \"p2 cc\",\n"
                  "  \"p1 sm AhKh\",\n  \"p2 sm QdQc\",\n"
                  "]\nhand = 1\nplayers = [\"Ann\", \"Bob \\\"B\\\"\"]\nfinishing_stacks = [0, 20000]\n\n");
    assert_writes(HISTORY_ACPC, &hand,
                  "STATE:0:r300c/cr700c/cc/r10000c:AhKh|QdQc/Jc3d5c/4h/Jh:-10000|10000:Ann|Bob \"B\"\n");
}

/* Who raised last shows first, before the cards that are still to come. */
static void all_in_before_the_flop(void **state)
{
    (void)state;
    const struct action actions[] = {RAISE(10000), CALL};
    games_load("holdem.nolimit.2p.100bb.game", &game);
    struct history_hand hand = make(actions, 2, "AhKh", "QdQc", "Jc3d5c4hJh");
    hand.number = 41;
    assert_writes(HISTORY_PHH, &hand,
                  "[42]\nvariant = \"NT\"\nantes = [0, 0]\nblinds_or_straddles = [50, 100]\nmin_bet = 100\n"
                  "starting_stacks = [10000, 10000]\nactions = [\n"
                  "  \"d dh p1 AhKh\",\n  \"d dh p2 QdQc\",\n  \"p2 cbr 10000\",\n  \"p1 cc\",\n"
                  "  \"p2 sm QdQc\",\n  \"p1 sm AhKh\",\n"
                  "  \"d db Jc3d5c\",\n  \"d db 4h\",\n  \"d db Jh\",\n"
                  "]\nhand = 42\nplayers = [\"Ann\", \"Bob \\\"B\\\"\"]\nfinishing_stacks = [0, 20000]\n\n");
    assert_writes(HISTORY_ACPC, &hand, "STATE:41:r10000c///:AhKh|QdQc/Jc3d5c/4h/Jh:-10000|10000:Ann|Bob \"B\"\n");
}

/* Nobody bets on the river: who acts first there shows first, whoever raised before. */
static void a_hand_that_is_checked_down(void **state)
{
    (void)state;
    const struct action actions[] = {RAISE(300), CALL, CALL, CALL, CALL, CALL, CALL, CALL};
    games_load("holdem.nolimit.2p.100bb.game", &game);
    struct history_hand hand = make(actions, 8, "AhKh", "QdQc", "Jc3d5c4hJh");
    char text[4096];
    write_into(HISTORY_PHH, &hand, text, sizeof text);
    assert_non_null(strstr(text, "\"d db Jh\",\n  \"p1 cc\",\n  \"p2 cc\",\n  \"p1 sm AhKh\",\n  \"p2 sm QdQc\",\n]"));
}

static void a_fold_in_a_limit_game(void **state)
{
    (void)state;
    const struct action actions[] = {RAISE(20), CALL, RAISE(30), FOLD};
    games_load("holdem.limit.2p.game", &game);
    struct history_hand hand = make(actions, 4, "AhKh", NULL, "Jc3d5c");
    char expected[1024];
    snprintf(expected, sizeof expected,
             "[1]\nvariant = \"FT\"\nantes = [0, 0]\nblinds_or_straddles = [5, 10]\nsmall_bet = 10\nbig_bet = 20\n"
             "starting_stacks = [%d, %d]\nactions = [\n  \"d dh p1 AhKh\",\n  \"d dh p2 ????\",\n"
             "  \"p2 cbr 20\",\n  \"p1 cc\",\n  \"d db Jc3d5c\",\n  \"p1 cbr 10\",\n  \"p2 f\",\n"
             "]\nhand = 1\nplayers = [\"Ann\", \"Bob \\\"B\\\"\"]\nfinishing_stacks = [%d, %d]\n\n",
             240, 240, 260, 220);
    assert_writes(HISTORY_PHH, &hand, expected);
    assert_writes(HISTORY_ACPC, &hand, "STATE:0:rc/rf:AhKh|/Jc3d5c:20|-20:Ann|Bob \"B\"\n");
}

/* Somebody shows nothing: nobody knows who won. */
static void a_hidden_hand_has_no_value(void **state)
{
    (void)state;
    const struct action actions[] = {RAISE(10000), CALL};
    double value[GAME_PLAYERS];
    games_load("holdem.nolimit.2p.100bb.game", &game);
    struct history_hand hand = make(actions, 2, "AhKh", NULL, "Jc3d5c4hJh");
    assert_false(history_value(&hand, value));
    assert_writes(HISTORY_ACPC, &hand, "STATE:0:r10000c///:AhKh|/Jc3d5c/4h/Jh:|:Ann|Bob \"B\"\n");
}

#define HOLDEM "numRounds = 4\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n"

static void load_seats(unsigned players, const char *rest)
{
    struct failure failure;
    char text[512];
    snprintf(text, sizeof text, "GAMEDEF\nnolimit\nnumPlayers = %u\n%s" HOLDEM, players, rest);
    if (!game_parse("seats.game", text, &game, &failure))
        fail_msg("%s", failure.text);
    evaluator_init();
}

/* Three positions numbered from the button: PHH begins with the small blind. */
static void positions_are_turned_until_they_sit_as_in_phh(void **state)
{
    (void)state;
    const struct action actions[] = {RAISE(300), CALL, FOLD, CALL, RAISE(700), CALL, CALL, CALL, CALL, CALL};
    load_seats(3, "stack = 10000 20000 30000\nblind = 0 50 100\nfirstPlayer = 1 2 2 2\n");
    struct history_hand hand = make(actions, 10, "AhKh", "QdQc", "Jc3d5c4hJh");
    const char *names[] = {"Button", "Small", "Big"};
    memcpy(hand.name, names, sizeof names);
    assert_writes(HISTORY_PHH, &hand,
                  "[1]\nvariant = \"NT\"\nantes = [0, 0, 0]\nblinds_or_straddles = [50, 100, 0]\nmin_bet = 100\n"
                  "starting_stacks = [20000, 30000, 10000]\nactions = [\n"
                  "  \"d dh p1 QdQc\",\n  \"d dh p2 ????\",\n  \"d dh p3 AhKh\",\n"
                  "  \"p3 cbr 300\",\n  \"p1 cc\",\n  \"p2 f\",\n"
                  "  \"d db Jc3d5c\",\n  \"p1 cc\",\n  \"p3 cbr 400\",\n  \"p1 cc\",\n"
                  "  \"d db 4h\",\n  \"p1 cc\",\n  \"p3 cc\",\n"
                  "  \"d db Jh\",\n  \"p1 cc\",\n  \"p3 cc\",\n"
                  "  \"p1 sm QdQc\",\n  \"p3 sm AhKh\",\n"
                  "]\nhand = 1\nplayers = [\"Small\", \"Big\", \"Button\"]\n"
                  "finishing_stacks = [20800, 29900, 9300]\n\n");
}

static void seats_that_phh_cannot_say_are_refused(void **state)
{
    (void)state;
    static const struct {
        unsigned players;
        bool suits;
        const char *rest;
    } seats[] = {
        {2, true, "stack = 2000 2000\nblind = 100 50\nfirstPlayer = 2 1 1 1\n"},
        {2, true, "stack = 2000 2000\nblind = 50 100\nfirstPlayer = 1 2 2 2\n"},
        {2, false, "stack = 2000 2000\nblind = 100 50\nfirstPlayer = 1 2 2 2\n"},
        {2, false, "stack = 2000 2000\nblind = 100 100\nfirstPlayer = 2 1 1 1\n"},
        {2, false, "stack = 2000 2000\nblind = 0 0\nfirstPlayer = 2 1 1 1\n"},
        {2, false, "stack = 2000 2000\nblind = 100 50\nfirstPlayer = 2 1 1 2\n"},
        {3, true, "stack = 2000 2000 2000\nblind = 50 100 0\nfirstPlayer = 3 1 1 1\n"},
        {3, true, "stack = 2000 2000 2000\nblind = 100 0 50\nfirstPlayer = 2 3 3 3\n"},
        {3, true, "stack = 2000 2000 2000\nblind = 50 100 200\nfirstPlayer = 1 1 1 1\n"},
        {3, false, "stack = 2000 2000 2000\nblind = 100 50 0\nfirstPlayer = 3 1 1 1\n"},
        {3, false, "stack = 2000 2000 2000\nblind = 50 100 0\nfirstPlayer = 1 1 1 1\n"},
        {3, false, "stack = 2000 2000 2000\nblind = 50 0 100\nfirstPlayer = 1 1 1 1\n"},
        {3, false, "stack = 2000 2000 2000\nblind = 0 100 0\nfirstPlayer = 3 1 1 1\n"},
    };
    for (size_t i = 0; i < sizeof seats / sizeof *seats; i++) {
        struct failure failure = {.text = ""};
        load_seats(seats[i].players, seats[i].rest);
        if (history_suits(HISTORY_PHH, &game, &failure) != seats[i].suits)
            fail_msg("%s%s", seats[i].rest, failure.text);
        assert_true(seats[i].suits || strncmp(failure.text, "PHH cannot say", 14) == 0);
        assert_true(history_suits(HISTORY_ACPC, &game, &failure));
    }
}

/* Who folds before putting anything in has won 0. */
static void nothing_won_has_no_sign(void **state)
{
    (void)state;
    const struct action actions[] = {FOLD, FOLD};
    load_seats(3, "stack = 2000 2000 2000\nblind = 50 100 0\nfirstPlayer = 3 1 1 1\n");
    struct history_hand hand = make(actions, 2, "AhKh", "QdQc", "");
    hand.name[2] = "Cid";
    hand.known = 0;
    assert_writes(HISTORY_ACPC, &hand, "STATE:0:ff:||:-50|50|0:Ann|Bob \"B\"|Cid\n");
}

static void names_break_no_line_and_no_document(void **state)
{
    (void)state;
    const struct action actions[] = {FOLD};
    struct history_name name;
    char text[4096];
    games_load("holdem.nolimit.2p.game", &game);
    struct history_hand hand = make(actions, 1, "AhKh", "QdQc", "");
    hand.name[0] = "a|b:c";
    hand.name[1] = "\"\\d\n\xE2\x99";
    assert_writes(HISTORY_ACPC, &hand, "STATE:0:f:AhKh|QdQc:50|-50:a_b_c|\"\\d\\u000a\xEF\xBF\xBD\n");
    write_into(HISTORY_PHH, &hand, text, sizeof text);
    assert_non_null(strstr(text, "players = [\"a|b:c\", \"\\\"\\\\d\\\\u000a\xEF\xBF\xBD\"]\n"));
    assert_true(history_name(HISTORY_ACPC, "a|b", &name));
    assert_false(history_name(HISTORY_PHH, "a|b", &name));
    assert_false(history_name(HISTORY_ACPC, "runs/caf\xC3\xA9 2", &name));
}

/* One hand is a document: its fields stand at the top. */
static void a_hand_of_its_own_has_no_table(void **state)
{
    (void)state;
    const struct action actions[] = {FOLD};
    struct builder text = {0};
    games_load("holdem.nolimit.2p.game", &game);
    struct history_hand hand = make(actions, 1, "AhKh", "QdQc", "");
    history_append(HISTORY_PHH, &hand, 0, &text);
    assert_memory_equal(text.text, "variant = ", 10);
    assert_null(strstr(text.text, "\n["));
    builder_release(&text);
}

static void other_games_have_no_phh(void **state)
{
    (void)state;
    struct failure failure;
    games_load("leduc.game", &game);
    assert_false(history_suits(HISTORY_PHH, &game, &failure));
    assert_non_null(strstr(failure.text, "leduc"));
    assert_true(history_suits(HISTORY_ACPC, &game, &failure));
    games_load("holdem.nolimit.6p.game", &game);
    assert_true(history_suits(HISTORY_PHH, &game, &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hand_to_the_river),
        cmocka_unit_test(all_in_before_the_flop),
        cmocka_unit_test(a_hand_that_is_checked_down),
        cmocka_unit_test(a_fold_in_a_limit_game),
        cmocka_unit_test(a_hidden_hand_has_no_value),
        cmocka_unit_test(other_games_have_no_phh),
        cmocka_unit_test(positions_are_turned_until_they_sit_as_in_phh),
        cmocka_unit_test(seats_that_phh_cannot_say_are_refused),
        cmocka_unit_test(nothing_won_has_no_sign),
        cmocka_unit_test(names_break_no_line_and_no_document),
        cmocka_unit_test(a_hand_of_its_own_has_no_table),
    };
    return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
