/* Two laws (isomorphic hands share an index; unindex inverts index), the published numbers of canonical hands, and the
 * numbering itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/random.h"
#include "cards/isomorphism.h"

#include <string.h>

static const struct deck full = {13, 4};

static struct indexer *make(struct deck deck, unsigned rounds, const uint8_t cards[])
{
    struct failure failure = {.text = ""};
    struct indexer *indexer = indexer_new(deck, rounds, cards, &failure);
    if (!indexer)
        fail_msg("%s", failure.text);
    return indexer;
}

static void assert_sizes(struct deck deck, unsigned rounds, const uint8_t cards[], const uint64_t sizes[])
{
    struct indexer *indexer = make(deck, rounds, cards);
    for (unsigned r = 0; r < rounds; r++)
        assert_true(indexer_size(indexer, r) == sizes[r]);
    indexer_free(indexer);
}

static void sizes_are_the_published_ones(void **state)
{
    (void)state;
    assert_sizes(full, 4, (const uint8_t[]){2, 3, 1, 1}, (const uint64_t[]){169, 1286792, 55190538, 2428287420});
    assert_sizes(full, 2, (const uint8_t[]){2, 4}, (const uint64_t[]){169, 13960050});
    assert_sizes(full, 2, (const uint8_t[]){2, 5}, (const uint64_t[]){169, 123156254});
    assert_sizes(full, 1, (const uint8_t[]){3}, (const uint64_t[]){1755});
    assert_sizes(full, 1, (const uint8_t[]){4}, (const uint64_t[]){16432});
    assert_sizes(full, 1, (const uint8_t[]){5}, (const uint64_t[]){134459});
    assert_sizes((struct deck){3, 1}, 1, (const uint8_t[]){1}, (const uint64_t[]){3});
    assert_sizes((struct deck){3, 2}, 2, (const uint8_t[]){1, 1}, (const uint64_t[]){3, 15});
}

static void swap(card *a, card *b)
{
    card moved = *a;
    *a = *b;
    *b = moved;
}

static void shuffle(card cards[], unsigned from, unsigned to, unsigned most, struct random_stream *random)
{
    for (unsigned i = from; i < to; i++)
        swap(&cards[i], &cards[i + random_below(random, most - i)]);
}

/* Random hands: suits renamed, cards of a round in another order, there and back. */
static void assert_laws(struct deck deck, unsigned rounds, const uint8_t cards_per_round[], unsigned trials)
{
    struct indexer *indexer = make(deck, rounds, cards_per_round);
    struct random_stream random = random_stream_at(1, deck.ranks, deck.suits);
    unsigned total = indexer_cards(indexer, rounds - 1), low = CARD_SUITS - deck.suits;
    card hand[CARD_COUNT], renamed[CARD_COUNT], back[CARD_COUNT], suits[CARD_SUITS] = {0, 1, 2, 3};
    deck_cards(deck, hand);
    for (unsigned trial = 0; trial < trials; trial++) {
        shuffle(hand, 0, total, (unsigned)deck_size(deck), &random);
        shuffle(suits, low, CARD_SUITS, CARD_SUITS, &random);
        for (unsigned i = 0; i < total; i++)
            renamed[i] = card_make(card_rank(hand[i]), suits[card_suit(hand[i])]);
        uint64_t every[INDEXER_ROUNDS];
        indexer_index_rounds(indexer, rounds - 1, hand, every);
        for (unsigned r = 0, from = 0; r < rounds; r++) {
            unsigned to = indexer_cards(indexer, r);
            shuffle(renamed, from, to, to, &random);
            from = to;
            uint64_t index = indexer_index(indexer, r, hand);
            assert_true(index < indexer_size(indexer, r));
            assert_true(index == every[r]);
            assert_true(index == indexer_index(indexer, r, renamed));
            indexer_unindex(indexer, r, index, back);
            assert_true(index == indexer_index(indexer, r, back));
            cardset seen = 0;
            for (unsigned i = 0; i < to; i++)
                seen |= cardset_of(back[i]);
            assert_int_equal(__builtin_popcountll(seen & deck_set(deck)), to);
        }
    }
    indexer_free(indexer);
}

static void laws_hold_for_random_hands(void **state)
{
    (void)state;
    assert_laws(full, 4, (const uint8_t[]){2, 3, 1, 1}, 50000);
    assert_laws(full, 2, (const uint8_t[]){2, 5}, 50000);
    assert_laws(full, 2, (const uint8_t[]){3, 4}, 20000);
    assert_laws((struct deck){5, 4}, 4, (const uint8_t[]){2, 3, 1, 1}, 50000);
    assert_laws((struct deck){6, 3}, 3, (const uint8_t[]){1, 0, 3}, 20000);
    assert_laws((struct deck){3, 2}, 2, (const uint8_t[]){1, 1}, 5000);
}

/* The way back is computed otherwise than the way there. Numbers spread evenly meet configurations that random hands hardly
 * do. */
static void assert_numbers_return(struct deck deck, unsigned rounds, const uint8_t cards_per_round[])
{
    enum { NUMBERS = 20000 };
    struct indexer *indexer = make(deck, rounds, cards_per_round);
    for (unsigned r = 0; r < rounds; r++) {
        uint64_t size = indexer_size(indexer, r);
        for (uint64_t n = 0; n < NUMBERS; n++) {
            uint64_t index = (uint64_t)(((double)n + 0.5) / NUMBERS * (double)size);
            card cards[INDEXER_CARDS];
            indexer_unindex(indexer, r, index, cards);
            assert_true(indexer_index(indexer, r, cards) == index);
        }
    }
    indexer_free(indexer);
}

static void numbers_return(void **state)
{
    (void)state;
    assert_numbers_return(full, 4, (const uint8_t[]){2, 3, 1, 1});
    assert_numbers_return(full, 2, (const uint8_t[]){2, 4});
    assert_numbers_return(full, 2, (const uint8_t[]){2, 5});
    assert_numbers_return(full, 2, (const uint8_t[]){4, 3});
    assert_numbers_return(full, 1, (const uint8_t[]){7});
    assert_numbers_return((struct deck){5, 4}, 4, (const uint8_t[]){2, 3, 1, 1});
    assert_numbers_return((struct deck){8, 3}, 2, (const uint8_t[]){3, 3});
    assert_numbers_return((struct deck){3, 2}, 2, (const uint8_t[]){1, 1});
}

/* Bucket files on disk depend on the numbers. */
static void assert_digest(struct deck deck, unsigned rounds, const uint8_t cards_per_round[], uint64_t expected)
{
    struct indexer *indexer = make(deck, rounds, cards_per_round);
    struct random_stream random = random_stream_at(7, deck.ranks, deck.suits);
    unsigned total = indexer_cards(indexer, rounds - 1);
    card hand[CARD_COUNT];
    deck_cards(deck, hand);
    uint64_t digest = 0;
    for (unsigned trial = 0; trial < 20000; trial++) {
        shuffle(hand, 0, total, (unsigned)deck_size(deck), &random);
        for (unsigned r = 0; r < rounds; r++)
            digest = random_mix(digest ^ indexer_index(indexer, r, hand));
    }
    assert_true(digest == expected);
    indexer_free(indexer);
}

static void numbers_stay_what_they_are(void **state)
{
    (void)state;
    assert_digest(full, 4, (const uint8_t[]){2, 3, 1, 1}, UINT64_C(0xa3c457c370997f1b));
    assert_digest(full, 2, (const uint8_t[]){2, 3}, UINT64_C(0xc3efbdaf45888eb3));
    assert_digest(full, 2, (const uint8_t[]){2, 4}, UINT64_C(0xe3c0c69d1ffd809a));
    assert_digest(full, 2, (const uint8_t[]){2, 5}, UINT64_C(0x5e532421804693ae));
    assert_digest(full, 2, (const uint8_t[]){4, 3}, UINT64_C(0x7ae6aef9684cc349));
    assert_digest((struct deck){5, 4}, 2, (const uint8_t[]){2, 5}, UINT64_C(0xf4939e22c520ac29));
    assert_digest((struct deck){6, 3}, 3, (const uint8_t[]){1, 0, 3}, UINT64_C(0x226b01e3d6fe1d35));
    assert_digest((struct deck){3, 2}, 2, (const uint8_t[]){1, 1}, UINT64_C(0xbd8fa328a08855d3));
}

/* Every two-card hand and flop: every index is met, so numbers are dense and hands that differ do not share one. */
static void every_index_is_met(void **state)
{
    (void)state;
    struct indexer *indexer = make(full, 1, (const uint8_t[]){3});
    bool *met = memory_allocate(1755, sizeof *met);
    unsigned count = 0;
    for (unsigned a = 0; a < CARD_COUNT; a++) {
        for (unsigned b = a + 1; b < CARD_COUNT; b++) {
            for (unsigned c = b + 1; c < CARD_COUNT; c++) {
                uint64_t index = indexer_index(indexer, 0, (const card[]){(card)a, (card)b, (card)c});
                count += !met[index];
                met[index] = true;
            }
        }
    }
    assert_int_equal(count, 1755);
    memory_release(met);
    indexer_free(indexer);
}

static void impossible_deals_are_refused(void **state)
{
    (void)state;
    struct failure failure;
    assert_null(indexer_new((struct deck){3, 1}, 1, (const uint8_t[]){4}, &failure));
    assert_null(indexer_new(full, 2, (const uint8_t[]){4, 4}, &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_the_published_ones),
        cmocka_unit_test(laws_hold_for_random_hands),
        cmocka_unit_test(numbers_return),
        cmocka_unit_test(numbers_stay_what_they_are),
        cmocka_unit_test(every_index_is_met),
        cmocka_unit_test(impossible_deals_are_refused),
    };
    return cmocka_run_group_tests_name("isomorphism", tests, NULL, NULL);
}
