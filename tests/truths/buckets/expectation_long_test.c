/* Expected hand strength with the full deck: the well-known equities before the flop, and hands dealt out in
 * full. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/random.h"
#include "buckets/expectation.h"
#include "cards/evaluator.h"
#include "platform/clock.h"
#include "support/cards.h"

#include <stdio.h>

static const struct game holdem = {
    .name = "holdem", .players = 2, .rounds = 4, .deck = {13, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};

static struct street_indices indices;
static struct strength_tables *tables;
static struct expectation street[GAME_ROUNDS];

static int set_up(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct progress progress;
    progress_start(&progress, &run_unattended, "Building buckets", 1);
    evaluator_init();
    tables = memory_allocate(1, sizeof *tables);
    strength_tables_init(tables, holdem.deck);
    if (!street_indices_init(&indices, &holdem, &failure))
        return -1;
    for (unsigned s = 4; s-- > 0;) {
        double started = clock_seconds();
        if (!expectation_compute(&indices, tables, s, s < 3 ? &street[s + 1] : NULL, 2, &progress, &street[s],
                                 &failure))
            return -1;
        printf("street %u: %.2f s\n", s, clock_seconds() - started);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (unsigned s = 0; s < 4; s++)
        expectation_release(&street[s]);
    street_indices_release(&indices);
    memory_release(tables);
    return 0;
}

static double strength_of(const char *text)
{
    card cards[7];
    size_t count;
    assert_true(cards_parse(text, cards, 7, &count));
    unsigned s = count == 2 ? 0 : (unsigned)count - 4;
    uint64_t index = indexer_index(indices.indexer[s], indices.round[s], cards);
    return (double)expectation_value(&street[s], index) / (double)street[s].whole;
}

static void expect_percent(const char *text, double percent)
{
    double found = 100 * strength_of(text);
    if (found < percent - 0.0051 || found > percent + 0.0051)
        fail_msg("%s: %.4f %% instead of %.2f %%", text, found, percent);
}

static void test_equities_before_the_flop(void **state)
{
    (void)state;
    expect_percent("AhAd", 85.20);
    expect_percent("KhKd", 82.40);
    expect_percent("7h2d", 34.58);
    expect_percent("2h2d", 50.33);
    assert_true(street[0].whole == UINT64_C(19600) * 47 * 46 * 1980);
    double aces = strength_of("AsAc");
    assert_true(aces > 0.8520365 && aces < 0.8520375);
}

/* The mean over all deals is one half, exactly: what one hand wins the other loses. */
static void test_means_are_one_half(void **state)
{
    (void)state;
    for (unsigned s = 0; s < 4; s++) {
        uint64_t sum = 0, deals = 0;
        for (uint64_t v = 0; street[s].histogram && v <= street[s].whole; v++) {
            deals += street[s].histogram[v];
            sum += street[s].histogram[v] * v;
        }
        for (uint64_t i = 0; street[s].deals && i < street[s].hands; i++) {
            deals += street[s].deals[i];
            sum += street[s].deals[i] * expectation_value(&street[s], i);
        }
        assert_true(sum * 2 == deals * street[s].whole);
        const uint64_t boards[] = {1, 19600, 230300, 2118760};
        assert_int_equal(deals, 1326 * boards[s]);
    }
}

/* 2 * wins + ties over everything that can come. */
static uint64_t deal_everything(cardset hand, cardset board, unsigned missing, unsigned from)
{
    uint64_t sum = 0;
    if (missing > 0) {
        for (unsigned i = from; i < CARD_COUNT; i++)
            if (!((hand | board) & cardset_of((card)i)))
                sum += deal_everything(hand, board | cardset_of((card)i), missing - 1, i + 1);
        return sum;
    }
    hand_rank own = evaluate(hand | board);
    for (unsigned a = 1; a < CARD_COUNT; a++) {
        for (unsigned b = 0; b < a; b++) {
            cardset other = cardset_of((card)a) | cardset_of((card)b);
            if (other & (hand | board))
                continue;
            hand_rank rank = evaluate(other | board);
            sum += own > rank ? 2 : own == rank;
        }
    }
    return sum;
}

static void test_random_hands_dealt_out(void **state)
{
    (void)state;
    for (uint64_t trial = 0; trial < 60; trial++) {
        struct random_stream stream = random_stream_at(11, trial, 0);
        unsigned s = 1 + (unsigned)(trial % 3), count = 4 + s;
        card cards[7];
        cardset used = 0;
        for (unsigned i = 0; i < count;) {
            card drawn = (card)random_below(&stream, CARD_COUNT);
            if (!(used & cardset_of(drawn))) {
                used |= cardset_of(drawn);
                cards[i++] = drawn;
            }
        }
        cardset hand = cardset_of(cards[0]) | cardset_of(cards[1]);
        uint64_t wanted = deal_everything(hand, used & ~hand, 3 - s, 0) * (s == 1 ? 2 : 1);
        uint64_t index = indexer_index(indices.indexer[s], indices.round[s], cards);
        assert_true(expectation_value(&street[s], index) == wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equities_before_the_flop),
        cmocka_unit_test(test_means_are_one_half),
        cmocka_unit_test(test_random_hands_dealt_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
