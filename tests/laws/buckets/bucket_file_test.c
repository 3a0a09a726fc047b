/* A bucket file for hold'em with five ranks (20 cards), end to end: small enough to compute every expected
 * strength by dealing everything and everyone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/random.h"
#include "buckets/abstraction.h"
#include "buckets/bucket_build.h"
#include "buckets/default_buckets.h"
#include "cards/evaluator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char path[] = "bucket_file_test.holdem";
static const char other_path[] = "bucket_file_test.other.holdem";

static const struct game small = {
    .name = "small", .players = 2, .rounds = 4, .deck = {5, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};

enum { DECK = 20, K_PREFLOP = 6, K_FLOP = 10, K_TURN = 12, K_RIVER = 9 };

#define BY_PERCENTILE                                                                                                  \
    {                                                                                                                  \
        &bucket_percentile, &bucket_percentile, &bucket_percentile, &bucket_percentile                                 \
    }

static const struct bucket_options options = {
    .k = {K_PREFLOP, K_FLOP, K_TURN, K_RIVER}, .method = BY_PERCENTILE, .workers = 1};

static card deck[CARD_COUNT];
static struct abstraction buckets;

static int set_up(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    evaluator_init();
    deck_cards(small.deck, deck);
    if (bucket_build(&run_unattended, &small, &options, path, &failure) &&
        abstraction_open(path, &small, &buckets, &failure))
        return 0;
    fprintf(stderr, "%s\n", failure.text);
    return -1;
}

static int tear_down(void **state)
{
    (void)state;
    abstraction_release(&buckets);
    remove(path);
    remove(other_path);
    return 0;
}

/* 2 * wins + ties over all boards and opponents, one by one. */
static uint64_t deal_everything(cardset hand, cardset board, unsigned missing, unsigned from)
{
    uint64_t sum = 0;
    if (missing > 0) {
        for (unsigned i = from; i < DECK; i++)
            if (!((hand | board) & cardset_of(deck[i])))
                sum += deal_everything(hand, board | cardset_of(deck[i]), missing - 1, i + 1);
        return sum;
    }
    hand_rank own = evaluate(hand | board);
    for (unsigned a = 1; a < DECK; a++) {
        for (unsigned b = 0; b < a; b++) {
            cardset other = cardset_of(deck[a]) | cardset_of(deck[b]);
            if (other & (hand | board))
                continue;
            hand_rank rank = evaluate(other | board);
            sum += own > rank ? 2 : own == rank;
        }
    }
    return sum;
}

struct judged {
    uint64_t strength;
    bucket_id bucket;
};

static int compare_judged(const void *a, const void *b)
{
    const struct judged *left = a, *right = b;
    return (left->strength > right->strength) - (left->strength < right->strength);
}

/* Deals every `step`-th canonical hand of a street exhaustively: buckets rise with the true strength, and
 * equal strengths share one. */
static void expect_order(unsigned street, uint64_t step)
{
    const struct abstraction_street *s = &buckets.street[street];
    uint64_t hands = indexer_size(s->indexer, s->round);
    size_t count = 0;
    struct judged *judged = memory_allocate((size_t)(hands / step + 1), sizeof *judged);
    for (uint64_t h = 0; h < hands; h += step) {
        card cards[INDEXER_CARDS];
        indexer_unindex(s->indexer, s->round, h, cards);
        cardset board = 0;
        for (unsigned i = 0; i < buckets.board_cards[street]; i++)
            board |= cardset_of(cards[2 + i]);
        cardset hand = cardset_of(cards[0]) | cardset_of(cards[1]);
        judged[count].strength = deal_everything(hand, board, 5 - buckets.board_cards[street], 0);
        judged[count++].bucket = abstraction_bucket(&buckets, street, cards);
    }
    qsort(judged, count, sizeof *judged, compare_judged);
    for (size_t i = 1; i < count; i++) {
        assert_true(judged[i - 1].bucket <= judged[i].bucket);
        if (judged[i - 1].strength == judged[i].strength)
            assert_int_equal(judged[i - 1].bucket, judged[i].bucket);
    }
    memory_release(judged);
}

static void test_preflop_buckets_follow_true_strength(void **state)
{
    (void)state;
    expect_order(0, 1);
}

static void test_flop_buckets_follow_true_strength(void **state)
{
    (void)state;
    expect_order(1, 5);
}

static void test_turn_buckets_follow_true_strength(void **state)
{
    (void)state;
    expect_order(2, 7);
}

static void test_river_buckets_follow_true_strength(void **state)
{
    (void)state;
    expect_order(3, 7);
}

static void shuffle(struct random_stream *stream, card cards[], unsigned count)
{
    for (unsigned i = count; i > 1; i--) {
        unsigned j = random_below(stream, i);
        card swapped = cards[i - 1];
        cards[i - 1] = cards[j];
        cards[j] = swapped;
    }
}

static void test_isomorphic_hands_share_a_bucket(void **state)
{
    (void)state;
    for (uint64_t trial = 0; trial < 20000; trial++) {
        struct random_stream stream = random_stream_at(3, trial, 0);
        unsigned street = random_below(&stream, 4), count = 2 + buckets.board_cards[street];
        card cards[DECK], renamed[DECK], suits[CARD_SUITS] = {0, 1, 2, 3};
        memcpy(cards, deck, sizeof cards);
        shuffle(&stream, cards, DECK);
        shuffle(&stream, suits, CARD_SUITS);
        for (unsigned i = 0; i < count; i++)
            renamed[i] = card_make(card_rank(cards[i]), suits[card_suit(cards[i])]);
        shuffle(&stream, renamed, 2);
        shuffle(&stream, renamed + 2, count - 2);
        assert_int_equal(abstraction_bucket(&buckets, street, cards), abstraction_bucket(&buckets, street, renamed));
    }
}

/* Random deals fall into all buckets about equally often, as far as equal strengths allow: on the river of so small a
 * deck many hands tie with all others. */
static void test_populations_are_near_equal(void **state)
{
    (void)state;
    const unsigned trials = 60000;
    for (unsigned street = 1; street < 4; street++) {
        unsigned inside[16] = {0}, k = buckets.street[street].buckets;
        for (unsigned trial = 0; trial < trials; trial++) {
            struct random_stream stream = random_stream_at(4, trial, street);
            card cards[DECK];
            memcpy(cards, deck, sizeof cards);
            shuffle(&stream, cards, DECK);
            bucket_id bucket = abstraction_bucket(&buckets, street, cards);
            assert_true(bucket < k);
            inside[bucket]++;
        }
        for (unsigned b = 0; b < k; b++)
            if (street < 3)
                assert_in_range(inside[b], trials / k * 85 / 100, trials / k * 115 / 100);
            else
                assert_in_range(inside[b], trials / k * 40 / 100, trials / k * 130 / 100);
    }
}

static uint8_t *slurp(const char *name, size_t *bytes)
{
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    size_t room = 1 << 24;
    uint8_t *data = memory_allocate(room, 1);
    *bytes = fread(data, 1, room, file);
    fclose(file);
    return data;
}

static void test_bytes_do_not_depend_on_workers(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct bucket_options many = options;
    many.workers = 5;
    assert_true(bucket_build(&run_unattended, &small, &many, other_path, &failure));
    size_t bytes, other_bytes;
    uint8_t *data = slurp(path, &bytes), *other = slurp(other_path, &other_bytes);
    assert_int_equal(bytes, other_bytes);
    assert_memory_equal(data, other, bytes);
    memory_release(data);
    memory_release(other);
}

static void test_wide_and_lossless_streets(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct abstraction wide;
    const struct bucket_options counts = {.k = {25, 300, 80, 5}, .method = BY_PERCENTILE, .workers = 2, .seed = 9};
    assert_true(bucket_build(&run_unattended, &small, &counts, other_path, &failure));
    assert_true(abstraction_open(other_path, &small, &wide, &failure));
    assert_non_null(wide.street[1].map16);
    assert_non_null(wide.street[2].map8);
    assert_int_equal(wide.street[0].buckets, 25); /* 5 pairs, 10 suited, 10 offsuit */
    for (unsigned i = 0; i < 25; i++)
        assert_int_equal(abstraction_read(&wide, 0, i), i);
    assert_true(wide.fingerprint != buckets.fingerprint);
    abstraction_release(&wide);
}

static void expect_refused(const struct game *game, const char *reason)
{
    struct failure failure = {.text = ""};
    struct abstraction refused;
    assert_false(abstraction_open(path, game, &refused, &failure));
    if (!strstr(failure.text, reason) || !strstr(failure.text, path))
        fail_msg("expected '%s' in '%s'", reason, failure.text);
}

static void test_files_of_other_games_are_refused(void **state)
{
    (void)state;
    struct game other = small;
    other.deck.ranks = 6;
    expect_refused(&other, "made for another game: 5 ranks instead of 6");
    other = small;
    other.deck.suits = 3;
    expect_refused(&other, "4 suits instead of 3");
    other = small;
    other.rounds = 3;
    expect_refused(&other, "4 streets instead of 3");
    other = small;
    other.hole_cards = 1;
    expect_refused(&other, "2 hole cards instead of 1");
    other = small;
    other.board_cards[1] = 2;
    other.board_cards[2] = 2;
    expect_refused(&other, "made for another game: 3 board cards instead of 2");
}

static void test_absurd_counts_are_refused(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct bucket_options wrong = options;
    wrong.k[3] = 5000;
    assert_false(bucket_build(&run_unattended, &small, &wrong, other_path, &failure));
    assert_non_null(strstr(failure.text, "river: 5000 buckets are too many"));
    wrong.fewer = true;
    assert_true(bucket_build(&run_unattended, &small, &wrong, other_path, &failure));
    wrong = options;
    wrong.k[0] = 26;
    assert_false(bucket_build(&run_unattended, &small, &wrong, other_path, &failure));
    assert_non_null(strstr(failure.text, "26 buckets for 25 canonical hands"));
    wrong.k[0] = 0;
    assert_false(bucket_build(&run_unattended, &small, &wrong, other_path, &failure));
    struct game three_cards = small;
    three_cards.hole_cards = 3;
    assert_false(bucket_build(&run_unattended, &three_cards, &options, other_path, &failure));
    assert_non_null(strstr(failure.text, "two hole cards"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_preflop_buckets_follow_true_strength),
        cmocka_unit_test(test_flop_buckets_follow_true_strength),
        cmocka_unit_test(test_turn_buckets_follow_true_strength),
        cmocka_unit_test(test_river_buckets_follow_true_strength),
        cmocka_unit_test(test_isomorphic_hands_share_a_bucket),
        cmocka_unit_test(test_populations_are_near_equal),
        cmocka_unit_test(test_bytes_do_not_depend_on_workers),
        cmocka_unit_test(test_wide_and_lossless_streets),
        cmocka_unit_test(test_files_of_other_games_are_refused),
        cmocka_unit_test(test_absurd_counts_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
