/* Strengths on complete boards against counting opponents one by one with the evaluator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "buckets/expectation.h"
#include "buckets/strength.h"
#include "support/cards.h"

static struct strength_tables tables;
static struct strength_scratch scratch;

static cardset set_of(const char *text)
{
    card cards[CARD_COUNT];
    size_t count;
    assert_true(cards_parse(text, cards, CARD_COUNT, &count));
    cardset set = 0;
    for (size_t i = 0; i < count; i++)
        set |= cardset_of(cards[i]);
    return set;
}

/* 2 * wins + ties, by definition. */
static unsigned count_directly(cardset hand, cardset board)
{
    hand_rank own = evaluate(hand | board);
    unsigned doubled = 0;
    for (unsigned a = 0; a < tables.deck_cards; a++) {
        for (unsigned b = 0; b < a; b++) {
            cardset other = cardset_of(tables.deck[a]) | cardset_of(tables.deck[b]);
            if (other & (hand | board))
                continue;
            hand_rank rank = evaluate(other | board);
            doubled += own > rank ? 2 : own == rank;
        }
    }
    return doubled;
}

static cardset pair_set(unsigned pair)
{
    return cardset_of(tables.low[pair]) | cardset_of(tables.high[pair]);
}

static cardset random_board(struct random_stream *stream, unsigned count)
{
    cardset board = 0;
    while (count > 0) {
        cardset drawn = cardset_of(tables.deck[random_below(stream, tables.deck_cards)]);
        count -= !(board & drawn);
        board |= drawn;
    }
    return board;
}

static unsigned strength_of(cardset hand, cardset board)
{
    strength_of_board(&tables, board, &scratch);
    for (unsigned i = 0; i < scratch.count; i++)
        if (pair_set(scratch.live[i]) == hand)
            return scratch.doubled[i];
    fail_msg("the hand is not live");
    return 0;
}

static void test_chosen_hands(void **state)
{
    (void)state;
    evaluator_init();
    strength_tables_init(&tables, (struct deck){CARD_RANKS, CARD_SUITS});
    assert_int_equal(tables.pairs, 1326);
    assert_int_equal(strength_whole(&tables, 5), 2 * 990);
    /* A royal flush in hand and board beats all 990 hands; one on the board ties with all. */
    assert_int_equal(strength_of(set_of("AhKh"), set_of("QhJhTh2c3d")), 2 * 990);
    assert_int_equal(strength_of(set_of("2c3d"), set_of("AhKhQhJhTh")), 990);
    /* Aces full loses to the one pair of kings that is left. */
    assert_int_equal(strength_of(set_of("AhAd"), set_of("KcKdAc7s2h")), 2 * 989);
    /* 32 plays this board, as do all hands of two different ranks from 2 to 6, nothing is weaker: with 3 twos
     * and 3 threes left, 3 * 3 + 6 * 12 + 3 * 16 hands tie. */
    assert_int_equal(strength_of(set_of("2c3d"), set_of("7h8sJcQdKh")), 129);
}

static void test_random_boards(void **state)
{
    (void)state;
    const struct deck decks[] = {{13, 4}, {13, 4}, {13, 4}, {9, 4}, {5, 4}, {13, 2}, {6, 3}, {13, 1}};
    for (size_t d = 0; d < sizeof decks / sizeof *decks; d++) {
        strength_tables_init(&tables, decks[d]);
        struct random_stream stream = random_stream_at(7, d, 0);
        for (unsigned trial = 0; trial < 4; trial++) {
            unsigned cards = trial ? 5 : 3;
            cardset board = random_board(&stream, cards);
            strength_of_board(&tables, board, &scratch);
            unsigned left = tables.deck_cards - cards;
            assert_int_equal(scratch.count, left * (left - 1) / 2);
            for (unsigned i = 0; i < scratch.count; i += 7) {
                assert_int_equal(pair_set(scratch.live[i]) & board, 0);
                assert_int_equal(scratch.doubled[i], count_directly(pair_set(scratch.live[i]), board));
            }
        }
    }
}

/* Deals that a canonical deal stands for, counted by hand. */
static void test_deals(void **state)
{
    (void)state;
    const struct deck full = {13, 4};
    assert_int_equal(street_deals(full, set_of("AhAd"), 0), 6);
    assert_int_equal(street_deals(full, set_of("AhKh"), 0), 4);
    assert_int_equal(street_deals(full, set_of("AhKd"), 0), 12);
    assert_int_equal(street_deals(full, 0, set_of("AhKdQc")), 24);
    assert_int_equal(street_deals(full, set_of("AhKd"), set_of("QcJsTs")), 24);
    assert_int_equal(street_deals(full, set_of("AhKh"), set_of("QcJcTc")), 12);
    /* The last two suits, then one. */
    assert_int_equal(street_deals((struct deck){13, 2}, set_of("AhKs"), 0), 2);
    assert_int_equal(street_deals((struct deck){13, 2}, set_of("AhAs"), 0), 1);
    assert_int_equal(street_deals((struct deck){13, 1}, set_of("AsKs"), 0), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chosen_hands),
        cmocka_unit_test(test_random_boards),
        cmocka_unit_test(test_deals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
