/* Hand histories, to the letter: the forms that PHH (Kim 2024) and the ACPC's logs prescribe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "play/history.h"
#include "support/games.h"

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
    struct failure failure;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(history_write(format, hand, file, &failure));
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
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
        cmocka_unit_test(a_hand_to_the_river),         cmocka_unit_test(all_in_before_the_flop),
        cmocka_unit_test(a_hand_that_is_checked_down), cmocka_unit_test(a_fold_in_a_limit_game),
        cmocka_unit_test(a_hidden_hand_has_no_value),  cmocka_unit_test(other_games_have_no_phh),
    };
    return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
