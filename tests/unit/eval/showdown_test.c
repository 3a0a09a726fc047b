/* What two hands are worth against each other: figures from counting by hand and from the literature. */
#include "eval/showdown.h"
#include "support/cards.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static cardset cards(const char *text)
{
    card list[CARD_COUNT];
    size_t count;
    cardset set = 0;
    assert_true(cards_parse(text, list, CARD_COUNT, &count));
    for (size_t i = 0; i < count; i++)
        set |= cardset_of(list[i]);
    return set;
}

static double odds(const char *first, const char *second, const char *board, unsigned to_come, uint64_t seed)
{
    struct random_stream stream = random_stream_at(seed, 0, 0);
    cardset a = cards(first), b = cards(second), on_board = board ? cards(board) : 0;
    cardset left = deck_set((struct deck){CARD_RANKS, CARD_SUITS}) & ~(a | b | on_board);
    return showdown_odds(a, b, on_board, left, to_come, &stream);
}

static void complete_boards_are_decided(void **state)
{
    (void)state;
    assert_true(odds("AcAd", "KhKs", "2c3c4d9hTs", 0, 1) == 1);
    assert_true(odds("AcAd", "KhKs", "2c3c4dKcTs", 0, 1) == -1);
    assert_true(odds("AcKd", "AhKs", "2c3h4d9hTs", 0, 1) == 0);
}

/* Of 44 cards two kings beat the aces; on the other board nine hearts do. */
static void one_card_to_come_is_counted(void **state)
{
    (void)state;
    assert_true(fabs(odds("AcAd", "KhKs", "2c3s4h7d", 1, 1) - 40.0 / 44) < 1e-12);
    assert_true(fabs(odds("AcAd", "KhQh", "2h7h9s3d", 1, 1) - 26.0 / 44) < 1e-12);
}

/* With two cards to come: the mean over the next card, all 990 boards counted. */
static void two_cards_to_come_are_the_mean_over_the_first(void **state)
{
    (void)state;
    double sum = 0;
    unsigned count = 0;
    for (card c = 0; c < CARD_COUNT; c++) {
        char board[16] = "2h7h9s";
        strcat(board, card_format(c).text);
        if ((cardset_of(c) & cards("AcAdKhQh2h7h9s")) == 0) {
            sum += odds("AcAd", "KhQh", board, 1, 1);
            count++;
        }
    }
    assert_int_equal(count, 45);
    assert_true(fabs(odds("AcAd", "KhQh", "2h7h9s", 2, 1) - sum / 45) < 1e-12);
}

/* AcAd against KhKs: 1,388,072 boards won, 317,694 lost, of 1,712,304. The standard error of the mean is 0.002. */
static void samples_before_the_flop_are_unbiased(void **state)
{
    (void)state;
    double sum = 0;
    for (uint64_t seed = 0; seed < 4000; seed++)
        sum += odds("AcAd", "KhKs", NULL, 5, seed);
    assert_true(fabs(sum / 4000 - (1388072.0 - 317694.0) / 1712304) < 0.008);
}

static int init(void **state)
{
    (void)state;
    evaluator_init();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(complete_boards_are_decided),
        cmocka_unit_test(one_card_to_come_is_counted),
        cmocka_unit_test(two_cards_to_come_are_the_mean_over_the_first),
        cmocka_unit_test(samples_before_the_flop_are_unbiased),
    };
    return cmocka_run_group_tests(tests, init, NULL);
}
