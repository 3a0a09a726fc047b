/* Features of run-outs with the full deck: flops dealt out, and a street with four cards to come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/listing.h"

static const struct game holdem = {
    .name = "holdem", .players = 2, .rounds = 4, .deck = {13, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};
static const struct game one_card = {
    .name = "one card", .players = 2, .rounds = 3, .deck = {13, 4}, .hole_cards = 2, .board_cards = {0, 1, 4}};

struct run_outs {
    const struct listing *listing;
    cardset hand;
    uint64_t step[RUN_OUT_STEPS], count;
};

static void add_run_out(void *context, const card cards[], unsigned count)
{
    struct run_outs *all = context;
    uint64_t doubled = listing_strength(all->listing, all->hand, listing_set(cards + 2, count - 2));
    uint64_t step = doubled * RUN_OUT_STEPS / 1980; /* 45 * 44 */
    all->step[step < RUN_OUT_STEPS ? step : RUN_OUT_STEPS - 1]++;
    all->count++;
}

/* The hand's features among those of its board. */
static const feature *find(const struct listing *listing, struct features *features, const card cards[],
                           struct points *batch)
{
    struct failure failure = {.text = ""};
    const uint8_t board_cards = 3;
    uint64_t wanted = listing_index(listing, 1, cards);
    struct indexer *boards = indexer_new(holdem.deck, 1, &board_cards, &failure);
    assert_non_null(boards);
    batch->count = 0;
    features->fill(features->source, 0, indexer_index(boards, 0, cards + 2), batch);
    indexer_free(boards);
    for (size_t i = 0; i < batch->count; i++)
        if (batch->index[i] == wanted)
            return points_values(batch, i);
    fail_msg("the hand is not on its board");
    return NULL;
}

/* The nearest whole number, which is at most half a unit away. */
static void test_flops_dealt_out(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct listing listing;
    struct features features;
    struct points batch;
    listing_open(&listing, &holdem);
    assert_true(bucket_emd.features(&listing.frame, 1, NULL, &features, &failure));
    points_init(&batch, features.metric.dims, features.points_most);
    for (unsigned trial = 0; trial < 20; trial++) {
        struct random_stream stream = random_stream_at(21, trial, 0);
        struct run_outs all = {.listing = &listing};
        card cards[INDEXER_CARDS];
        listing_deal(&listing, &stream, 5, cards);
        const feature *values = find(&listing, &features, cards, &batch);
        all.hand = listing_set(cards, 2);
        listing_complete(&listing, cards, 5, 2, 0, add_run_out, &all);
        assert_int_equal(all.count, 1081);
        uint64_t below = 0;
        for (unsigned s = 0; s < RUN_OUT_STEPS; s++) {
            below += all.step[s];
            int64_t apart = (int64_t)values[s] * 1081 - (int64_t)below * metric_one(&metric_l1);
            assert_in_range(2 * apart + 1081, 0, 2 * 1081);
        }
    }
    points_release(&batch);
    features_release(&features);
    listing_close(&listing);
}

/* 211,876 run-outs, of which the pairs of the board's rank win most: all are counted. */
static void test_four_cards_to_come(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct listing listing;
    struct features features;
    struct points batch;
    listing_open(&listing, &one_card);
    assert_true(bucket_emd.features(&listing.frame, 1, NULL, &features, &failure));
    points_init(&batch, features.metric.dims, features.points_most);
    features.fill(features.source, 0, features.items - 1, &batch);
    assert_int_equal(batch.count, 51 * 50 / 2);
    for (size_t i = 0; i < batch.count; i++) {
        const feature *values = points_values(&batch, i);
        for (unsigned s = 1; s < RUN_OUT_STEPS; s++)
            assert_true(values[s - 1] <= values[s]);
        assert_int_equal(values[RUN_OUT_STEPS - 1], metric_one(&metric_l1));
    }
    points_release(&batch);
    features_release(&features);
    listing_close(&listing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flops_dealt_out),
        cmocka_unit_test(test_four_cards_to_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
