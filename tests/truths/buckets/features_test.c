/* Features of hands on small decks against listing all that can come and everybody who can hold something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/cluster_tree.h"
#include "buckets/hole_classes.h"
#include "buckets/kmeans.h"
#include "support/listing.h"

#include <math.h>

/* Four suits and three; streets of one card, and one that begins with two cards at once. */
static const struct game games[] = {
    {.name = "16 cards", .players = 2, .rounds = 4, .deck = {4, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}},
    {.name = "15 cards", .players = 2, .rounds = 3, .deck = {5, 3}, .hole_cards = 2, .board_cards = {0, 3, 2}},
    {.name = "14 cards", .players = 2, .rounds = 3, .deck = {7, 2}, .hole_cards = 2, .board_cards = {0, 2, 2}},
};

enum { GAMES = sizeof games / sizeof *games };

/* A feature is the nearest whole number to `value`: half a unit apart at most. Where floats of 24 bits are on the way,
 * a value of 2^14 may be off by some 2^14 / 2^24 more before it is rounded. */
static const double of_floats = 0.004;

static void expect_near(feature found, double value, double more)
{
    if (fabs(found - value) > 0.5 + more)
        fail_msg("%d instead of %.4f", found, value);
}

/* sum / count to the nearest, in whole numbers. */
static void expect_mean(feature found, uint64_t sum, uint64_t count)
{
    uint64_t product = (uint64_t)found * count, apart = product > sum ? product - sum : sum - product;
    if (found < 0 || 2 * apart > count)
        fail_msg("%d instead of %.4f", found, (double)sum / (double)count);
}

/* Every canonical hand is there once, with as many deals as there are. */
static void expect_all_hands(const struct listing *listing, unsigned street, const struct points *points)
{
    uint64_t *deals = listing_deals(listing, street);
    assert_int_equal(points->count, listing->indices.hands[street]);
    for (size_t i = 0; i < points->count; i++) {
        assert_int_equal(points->index[i], i);
        assert_int_equal(points->deals[i], deals[i]);
    }
    memory_release(deals);
}

/* What is listed of a hand: how many run-outs have each step of strength, by the definition of a step. */
struct run_outs {
    const struct listing *listing;
    cardset hand;
    uint64_t step[RUN_OUT_STEPS], sum, whole, count;
};

static void add_run_out(void *context, const card cards[], unsigned count)
{
    struct run_outs *all = context;
    uint64_t doubled = listing_strength(all->listing, all->hand, listing_set(cards + 2, count - 2));
    unsigned step = 0;
    while (step + 1 < RUN_OUT_STEPS && doubled * RUN_OUT_STEPS >= (step + 1) * all->whole)
        step++;
    all->step[step]++;
    all->sum += doubled;
    all->count++;
}

static void expect_run_outs(const struct listing *listing, unsigned street, const struct points *points, size_t i)
{
    card cards[INDEXER_CARDS];
    unsigned board = listing->indices.board_cards[street];
    unsigned last = listing->indices.board_cards[listing->indices.streets - 1], left = listing->cards - last - 2;
    struct run_outs all = {.listing = listing, .whole = left * (left - 1)};
    listing_hand(listing, street, points->index[i], cards);
    all.hand = listing_set(cards, 2);
    listing_complete(listing, cards, 2 + board, last - board, 0, add_run_out, &all);
    uint64_t below = 0;
    const feature *values = points_values(points, i);
    for (unsigned s = 0; s < RUN_OUT_STEPS; s++) {
        below += all.step[s];
        expect_mean(values[s], below * (uint64_t)metric_one(&metric_l1), all.count);
    }
    assert_int_equal(values[RUN_OUT_STEPS - 1], metric_one(&metric_l1));
    expect_near(points->strength[i], (double)all.sum * metric_one(&metric_l1) / ((double)all.whole * (double)all.count),
                of_floats);
}

static void test_run_outs(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++) {
        struct listing listing;
        listing_open(&listing, &games[g]);
        for (unsigned street = 0; street + 1 < listing.indices.streets; street++) {
            struct failure failure = {.text = ""};
            struct features features;
            struct points points;
            assert_true(bucket_emd.features(&listing.frame, street, NULL, &features, &failure));
            assert_true(features.metric.kind == &metric_l1 && features.metric.dims == RUN_OUT_STEPS);
            /* The earth mover's distance of two hands that differ by the whole pot is one pot. */
            assert_true(features.metric.unit * metric_one(&metric_l1) * RUN_OUT_STEPS == 1);
            listing_points(&features, listing.frame.workers, &points);
            expect_all_hands(&listing, street, &points);
            for (size_t i = 0; i < points.count; i += street == 0 ? 2 : 13)
                expect_run_outs(&listing, street, &points, i);
            points_release(&points);
            features_release(&features);
        }
        listing_close(&listing);
    }
}

/* Opponents' hands are in clusters of their distributions before the board (opponents.c): the same are made here. */
static void cluster_opponents(const struct listing *listing, uint32_t cluster[])
{
    struct failure failure = {.text = ""};
    struct points classes;
    struct centres centres;
    const struct metric metric = run_out_metric();
    struct progress progress = listing->progress;
    const struct kmeans_options options = {
        .k = OPPONENT_CLUSTERS, .restarts = 10, .seed = 0, .workers = 1, .progress = &progress};
    assert_true(hole_classes(&listing->frame, &classes, &failure));
    assert_true(kmeans(&classes, &metric, &options, &centres, cluster, &failure));
    centres_release(&centres);
    points_release(&classes);
}

/* Wins and half of ties against each cluster, over the hands that the cards leave. */
static void expect_opponents(const struct listing *listing, const uint32_t cluster[], const struct points *points,
                             size_t i, unsigned *empty)
{
    card cards[INDEXER_CARDS];
    unsigned last = listing->indices.streets - 1;
    listing_hand(listing, last, points->index[i], cards);
    cardset hand = listing_set(cards, 2), board = listing_set(cards + 2, listing->indices.board_cards[last]);
    uint64_t hands[OPPONENT_CLUSTERS] = {0}, doubled[OPPONENT_CLUSTERS] = {0}, all = 0, sum = 0;
    for (unsigned a = 1; a < listing->cards; a++)
        for (unsigned b = 0; b < a; b++) {
            const card other[2] = {listing->deck[b], listing->deck[a]};
            if (listing_set(other, 2) & (hand | board))
                continue;
            uint32_t c = cluster[listing_index(listing, 0, other)];
            unsigned won = listing_doubled(hand, listing_set(other, 2), board);
            hands[c]++;
            doubled[c] += won;
            all++;
            sum += won;
        }
    for (unsigned c = 0; c < OPPONENT_CLUSTERS; c++) {
        /* Where nobody is left of a cluster, everybody's stands in. */
        double share = hands[c] ? (double)doubled[c] / (2 * (double)hands[c]) : (double)sum / (2 * (double)all);
        expect_near(points_values(points, i)[c], share * metric_one(&metric_l2), of_floats);
        *empty += hands[c] == 0;
    }
    for (unsigned d = OPPONENT_CLUSTERS; d < points->dims; d++)
        assert_int_equal(points_values(points, i)[d], 0);
    expect_mean(points->strength[i], sum * (uint64_t)metric_one(&metric_l1), 2 * all);
}

static void test_opponents(void **state)
{
    (void)state;
    unsigned empty = 0;
    for (unsigned g = 0; g < GAMES; g++) {
        struct failure failure = {.text = ""};
        struct listing listing;
        struct features features;
        struct points points;
        listing_open(&listing, &games[g]);
        uint32_t *cluster = memory_allocate((size_t)listing.indices.hands[0], sizeof *cluster);
        cluster_opponents(&listing, cluster);
        assert_true(bucket_ochs.features(&listing.frame, listing.indices.streets - 1, NULL, &features, &failure));
        assert_ptr_equal(features.metric.kind, &metric_l2);
        listing_points(&features, listing.frame.workers, &points);
        expect_all_hands(&listing, listing.indices.streets - 1, &points);
        for (size_t i = 0; i < points.count; i++)
            expect_opponents(&listing, cluster, &points, i, &empty);
        memory_release(cluster);
        points_release(&points);
        features_release(&features);
        listing_close(&listing);
    }
    assert_true(empty > 0);
}

/* Buckets of the next street by chance: a hand's features are the mean over where it can go. */
static void make_next(const struct listing *listing, unsigned street, struct street_map *next)
{
    enum { BUCKETS = 90 };
    const struct metric metric = run_out_metric();
    struct random_stream stream = random_stream_at(17, street, 0);
    street_map_init(next, listing->indices.hands[street], BUCKETS);
    centres_init(&next->centres, &metric, BUCKETS);
    for (uint32_t b = 0; b < BUCKETS; b++) {
        next->deals[b] = 1 + random_below(&stream, 100);
        next->centres.strength[b] = (feature)random_below(&stream, (uint32_t)metric_one(&metric_l1) + 1);
        for (unsigned d = 0; d < 5; d++)
            centre_values(&next->centres, b)[d] = (feature)random_below(&stream, 10000);
    }
    for (uint64_t i = 0; i < next->hands; i++)
        street_map_set(next, i, random_below(&stream, BUCKETS));
}

struct successors {
    const struct listing *listing;
    unsigned street;
    const struct street_map *next;
    const struct cluster_tree *tree;
    uint64_t count, strength, sum[METRIC_MOST];
};

static void add_successor(void *context, const card cards[], unsigned count)
{
    (void)count;
    struct successors *all = context;
    uint32_t bucket = street_map_bucket(all->next, listing_index(all->listing, all->street + 1, cards));
    all->count++;
    all->strength += (uint64_t)all->next->centres.strength[bucket];
    for (unsigned d = 0; d < all->tree->metric.dims; d++)
        all->sum[d] += (uint64_t)all->tree->values[all->tree->leaf[bucket]][d];
}

static void expect_successors(const struct listing *listing, unsigned street, const struct street_map *next,
                              const struct cluster_tree *tree, const struct points *points, size_t i)
{
    card cards[INDEXER_CARDS];
    struct successors all = {listing, street, next, tree, .count = 0};
    unsigned board = listing->indices.board_cards[street];
    listing_hand(listing, street, points->index[i], cards);
    listing_complete(listing, cards, 2 + board, listing->indices.board_cards[street + 1] - board, 0, add_successor,
                     &all);
    for (unsigned d = 0; d < points->dims; d++)
        expect_mean(points_values(points, i)[d], all.sum[d], all.count);
    expect_mean(points->strength[i], all.strength, all.count);
}

static void test_potential(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++) {
        struct listing listing;
        listing_open(&listing, &games[g]);
        for (unsigned street = 0; street + 1 < listing.indices.streets; street++) {
            struct failure failure = {.text = ""};
            struct street_map next;
            struct cluster_tree tree;
            struct features features;
            struct points points;
            make_next(&listing, street + 1, &next);
            assert_true(cluster_tree_init(&tree, &next, &listing.progress, &failure));
            assert_true(bucket_potential.features(&listing.frame, street, &next, &features, &failure));
            assert_int_equal(features.metric.dims, tree.metric.dims);
            assert_true(features.metric.unit == tree.metric.unit);
            listing_points(&features, listing.frame.workers, &points);
            expect_all_hands(&listing, street, &points);
            for (size_t i = 0; i < points.count; i++)
                expect_successors(&listing, street, &next, &tree, &points, i);
            points_release(&points);
            features_release(&features);
            cluster_tree_release(&tree);
            street_map_release(&next);
        }
        listing_close(&listing);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_run_outs),
        cmocka_unit_test(test_opponents),
        cmocka_unit_test(test_potential),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
