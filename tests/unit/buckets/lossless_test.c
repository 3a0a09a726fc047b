/* Lossless buckets of games whose canonical hands can be counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/abstraction.h"

#include <string.h>

static const struct game kuhn = {
    .name = "kuhn", .players = 2, .rounds = 1, .deck = {3, 1}, .hole_cards = 1, .board_cards = {0}};
static const struct game leduc = {
    .name = "leduc", .players = 2, .rounds = 2, .deck = {3, 2}, .hole_cards = 1, .board_cards = {0, 1}};
static const struct game holdem = {
    .name = "holdem", .players = 2, .rounds = 4, .deck = {13, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};

static void test_kuhn(void **state)
{
    (void)state;
    struct abstraction a;
    struct failure failure = {.text = ""};
    assert_true(abstraction_lossless(&kuhn, kuhn.rounds, 1000, &a, &failure));
    assert_int_equal(a.streets, 1);
    assert_int_equal(a.hole_cards, 1);
    assert_int_equal(a.street[0].buckets, 3);
    assert_string_equal(a.source, "lossless");
    card deck[CARD_COUNT];
    deck_cards(kuhn.deck, deck);
    unsigned seen = 0;
    for (unsigned i = 0; i < 3; i++)
        seen |= 1u << abstraction_bucket(&a, 0, &deck[i]);
    assert_int_equal(seen, 7);
    abstraction_release(&a);
}

/* Six cards, two suits. The first card: three ranks. Then the board: for each of three ranks in hand, the
 * same rank in the other suit, or two other ranks in the same suit or another: 1 + 2 * 2 = 5. */
static void test_leduc(void **state)
{
    (void)state;
    struct abstraction a;
    struct failure failure = {.text = ""};
    assert_true(abstraction_lossless(&leduc, leduc.rounds, 1000, &a, &failure));
    assert_int_equal(a.street[0].buckets, 3);
    assert_int_equal(a.street[1].buckets, 15);
    assert_int_equal(a.board_cards[1], 1);
    card deck[CARD_COUNT];
    deck_cards(leduc.deck, deck);
    unsigned seen = 0;
    for (unsigned h = 0; h < 6; h++) {
        for (unsigned b = 0; b < 6; b++) {
            if (b == h)
                continue;
            bucket_id bucket = abstraction_bucket(&a, 1, (const card[]){deck[h], deck[b]});
            assert_in_range(bucket, 0, 14);
            seen |= 1u << bucket;
            /* Deck order is rank, then suit: the other suit is the neighbour. */
            assert_int_equal(bucket, abstraction_bucket(&a, 1, (const card[]){deck[h ^ 1], deck[b ^ 1]}));
        }
    }
    assert_int_equal(seen, 0x7fff);
    abstraction_release(&a);
}

static void test_holdem_before_the_flop(void **state)
{
    (void)state;
    struct game preflop = holdem;
    preflop.rounds = 1;
    struct abstraction a;
    struct failure failure = {.text = ""};
    assert_true(abstraction_lossless(&preflop, preflop.rounds, 169, &a, &failure));
    assert_int_equal(a.street[0].buckets, 169);
    abstraction_release(&a);
    assert_false(abstraction_lossless(&preflop, preflop.rounds, 168, &a, &failure));
    assert_non_null(strstr(failure.text, "169"));
    assert_false(abstraction_lossless(&holdem, holdem.rounds, 1000000, &a, &failure));
    assert_non_null(strstr(failure.text, "flop has 1286792 canonical hands"));
}

static void test_fingerprints_differ(void **state)
{
    (void)state;
    struct abstraction a, b, again;
    struct failure failure = {.text = ""};
    assert_true(abstraction_lossless(&kuhn, kuhn.rounds, 1000, &a, &failure));
    assert_true(abstraction_lossless(&leduc, leduc.rounds, 1000, &b, &failure));
    assert_true(abstraction_lossless(&kuhn, kuhn.rounds, 9999, &again, &failure));
    assert_true(a.fingerprint != b.fingerprint);
    assert_true(a.fingerprint == again.fingerprint);
    abstraction_release(&a);
    abstraction_release(&b);
    abstraction_release(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kuhn),
        cmocka_unit_test(test_leduc),
        cmocka_unit_test(test_holdem_before_the_flop),
        cmocka_unit_test(test_fingerprints_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
