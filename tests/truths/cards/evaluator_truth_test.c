/* The evaluator against counts of combinatorics: every five-card hand, every seven-card hand, one known equity. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cards/evaluator.h"
#include "support/cards.h"

#include <stdbool.h>
#include <string.h>

enum { RANKS_MOST = 1 << 16 };

struct tally {
    uint32_t count[RANKS_MOST];
};

static void assert_tally(const struct tally *tally, const uint32_t expected[HAND_CATEGORIES], unsigned distinct)
{
    uint32_t category[HAND_CATEGORIES] = {0};
    unsigned found = 0;
    for (unsigned rank = 1; rank < RANKS_MOST; rank++) {
        category[hand_rank_category((hand_rank)rank)] += tally->count[rank];
        found += tally->count[rank] > 0;
    }
    for (int c = 0; c < HAND_CATEGORIES; c++)
        assert_int_equal(category[c], expected[c]);
    assert_int_equal(found, distinct);
}

/* Adds every way to complete `hand` by `cards` more cards from `first` on. */
static void complete(struct tally *tally, struct hand hand, unsigned first, unsigned cards)
{
    for (unsigned c = first; c + cards <= CARD_COUNT; c++) {
        struct hand more = hand_add(hand, (card)c);
        if (cards == 1)
            tally->count[hand_evaluate(more)]++;
        else
            complete(tally, more, c + 1, cards - 1);
    }
}

static int start(void **state)
{
    (void)state;
    evaluator_init();
    return 0;
}

static void five_card_hands(void **state)
{
    (void)state;
    static struct tally tally;
    complete(&tally, hand_empty(), 0, 5);
    assert_tally(&tally, (const uint32_t[]){1302540, 1098240, 123552, 54912, 10200, 5108, 3744, 624, 40}, 7462);
}

static void seven_card_hands(void **state)
{
    (void)state;
    static struct tally tally;
    complete(&tally, hand_empty(), 0, 7);
    assert_tally(&tally,
                 (const uint32_t[]){23294460, 58627800, 31433400, 6461620, 6180020, 4047644, 3473184, 224848, 41584},
                 4824);
}

struct duel {
    struct hand first, second;
    cardset used;
    uint32_t win, tie, lose;
};

static void run_out(struct duel *duel, struct hand board, unsigned first, unsigned cards)
{
    for (unsigned c = first; c + cards <= CARD_COUNT; c++) {
        if (duel->used >> c & 1)
            continue;
        struct hand more = hand_add(board, (card)c);
        if (cards > 1) {
            run_out(duel, more, c + 1, cards - 1);
            continue;
        }
        hand_rank a = hand_evaluate(hand_merge(duel->first, more)), b = hand_evaluate(hand_merge(duel->second, more));
        duel->win += a > b;
        duel->tie += a == b;
        duel->lose += a < b;
    }
}

static void aces_against_kings(void **state)
{
    (void)state;
    card cards[4];
    size_t count;
    assert_true(cards_parse("AcAdKhKs", cards, 4, &count));
    cardset aces = cardset_of(cards[0]) | cardset_of(cards[1]), kings = cardset_of(cards[2]) | cardset_of(cards[3]);
    struct duel duel = {.first = hand_of(aces), .second = hand_of(kings), .used = aces | kings};
    run_out(&duel, hand_empty(), 0, 5);
    assert_int_equal(duel.win, 1388072);
    assert_int_equal(duel.tie, 6538);
    assert_int_equal(duel.lose, 317694);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_card_hands),
        cmocka_unit_test(seven_card_hands),
        cmocka_unit_test(aces_against_kings),
    };
    return cmocka_run_group_tests_name("evaluator truths", tests, start, NULL);
}
