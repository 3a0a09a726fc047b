/* Laws of bucket files, whatever the method: on a deck of 15 cards, with every hand looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/abstraction.h"
#include "buckets/bucket_build.h"
#include "buckets/bucket_sections.h"
#include "support/file_bytes.h"
#include "support/listing.h"
#include "support/pointing.h"

#include <cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char path[] = "clustered_file_test.holdem";
static const char other_path[] = "clustered_file_test.other.holdem";

static struct game game = {
    .name = "small", .players = 2, .rounds = 4, .deck = {5, 3}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};

enum { STREETS = 4 };

static struct listing listing;

/* What a build is asked for. More than 64 turn buckets share leaves of the tree, more than 256 flop buckets take two bytes. */
struct request {
    const char *methods;
    uint32_t k[STREETS];
};

static const struct request requests[] = {
    {"emd", {6, 40, 70, 25}},
    {"potential", {6, 260, 70, 25}},
    {"potential,turn=lossless,preflop=emd", {5, 20, 1, 20}},
    {"emd,turn=percentile,flop=potential", {7, 33, 21, 10}},
};

enum { REQUESTS = sizeof requests / sizeof *requests };

static struct bucket_options options_of(const struct request *request)
{
    struct failure failure;
    struct bucket_options options = {.workers = 1, .restarts = 1, .seed = 3};
    memcpy(options.k, request->k, sizeof options.k);
    listing_must(bucket_methods_parse(request->methods, &game, &listing.indices, options.method, &failure), &failure);
    return options;
}

static void build(const struct bucket_options *options, const char *to)
{
    struct failure failure = {.text = ""};
    if (!bucket_build(&run_unattended, &game, options, to, &failure))
        fail_msg("%s", failure.text);
}

/* A file as its readers see it, and what stands in it. */
struct built {
    struct abstraction abstraction;
    struct container_reader *reader;
    cJSON *json;
    struct street_map map[STREETS];
};

static void open_built(struct built *built)
{
    struct failure failure = {.text = ""};
    if (!abstraction_open(path, &game, &built->abstraction, &failure))
        fail_msg("%s", failure.text);
    built->reader = container_open(path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, &failure);
    assert_non_null(built->reader);
    built->json = cJSON_Parse(container_description(built->reader));
    for (unsigned s = 0; s < STREETS; s++) {
        const cJSON *street = cJSON_GetArrayItem(cJSON_GetObjectItem(built->json, "streets"), (int)s);
        if (!bucket_sections_read(built->reader, s, street, &built->map[s], &failure))
            fail_msg("%s", failure.text);
    }
}

static void close_built(struct built *built)
{
    for (unsigned s = 0; s < STREETS; s++)
        street_map_release(&built->map[s]);
    cJSON_Delete(built->json);
    container_close(built->reader);
    abstraction_release(&built->abstraction);
}

static void expect_isomorphic_hands_share(const struct abstraction *a)
{
    for (uint64_t trial = 0; trial < 4000; trial++) {
        struct random_stream stream = random_stream_at(18, trial, 0);
        unsigned street = random_below(&stream, STREETS), count = 2 + a->board_cards[street];
        card cards[INDEXER_CARDS], renamed[INDEXER_CARDS], suits[CARD_SUITS] = {0, 1, 2, 3};
        listing_deal(&listing, &stream, count, cards);
        /* The deck has the last suits. */
        for (unsigned i = CARD_SUITS, first = CARD_SUITS - game.deck.suits; i > first + 1; i--) {
            unsigned j = first + random_below(&stream, i - first);
            card suit = suits[i - 1];
            suits[i - 1] = suits[j];
            suits[j] = suit;
        }
        for (unsigned i = 0; i < count; i++) {
            unsigned place = i < 2 ? 1 - i : 2 + count - 1 - i;
            renamed[place] = card_make(card_rank(cards[i]), suits[card_suit(cards[i])]);
        }
        assert_int_equal(abstraction_bucket(a, street, cards), abstraction_bucket(a, street, renamed));
    }
}

/* Every hand has a bucket, every bucket has hands, and the deals of all hands are the deals of their buckets. */
static void expect_populations(const struct built *built, unsigned street)
{
    const struct street_map *map = &built->map[street];
    uint64_t *deals = listing_deals(&listing, street), all = 0;
    uint64_t *inside = memory_allocate(map->buckets, sizeof *inside);
    assert_int_equal(map->hands, listing.indices.hands[street]);
    assert_int_equal(map->buckets, built->abstraction.street[street].buckets);
    for (uint64_t i = 0; i < map->hands; i++) {
        bucket_id bucket = abstraction_read(&built->abstraction, street, i);
        assert_true(bucket < map->buckets);
        assert_int_equal(bucket, street_map_bucket(map, i));
        inside[bucket] += deals[i];
    }
    for (uint32_t b = 0; b < map->buckets; b++) {
        assert_true(inside[b] > 0);
        assert_int_equal(map->deals[b], inside[b]);
        all += inside[b];
    }
    uint64_t boards = 1;
    for (unsigned i = 0; i < listing.indices.board_cards[street]; i++)
        boards = boards * (listing.cards - 2 - i) / (i + 1);
    assert_int_equal(all, listing.cards * (listing.cards - 1) / 2 * boards);
    memory_release(inside);
    memory_release(deals);
}

static void expect_numbered_by_strength(const struct street_map *map)
{
    for (uint32_t b = 1; b < map->buckets; b++)
        assert_true(map->centres.strength[b - 1] <= map->centres.strength[b]);
}

/* The features of a street, once more. */
static void make_points(const struct bucket_options *options, const struct built *built, unsigned street,
                        struct points *points)
{
    struct failure failure = {.text = ""};
    struct features features;
    const struct street_map *next = street + 1 < STREETS ? &built->map[street + 1] : NULL;
    assert_true(options->method[street]->features(&listing.frame, street, next, &features, &failure));
    const struct metric *metric = &built->map[street].centres.metric;
    assert_true(features.metric.kind == metric->kind && features.metric.dims == metric->dims);
    assert_true(features.metric.unit == metric->unit);
    listing_points(&features, listing.frame.workers, points);
    features_release(&features);
}

/* Each hand in the bucket whose centre is nearest; buckets are numbered by strength afterwards, so that among centres at
 * the same distance any may have it. What stands in the file of distances and strengths is of the hands inside. */
static void expect_clusters(const struct bucket_options *options, const struct built *built, unsigned street)
{
    const struct street_map *map = &built->map[street];
    const struct metric *metric = &map->centres.metric;
    struct points points;
    make_points(options, built, street, &points);
    double *apart = memory_allocate(map->buckets, sizeof *apart);
    uint64_t *worst = memory_allocate(map->buckets, sizeof *worst);
    uint64_t *strength = memory_allocate(map->buckets, sizeof *strength);
    for (size_t i = 0; i < points.count; i++) {
        uint32_t bucket = street_map_bucket(map, i);
        uint64_t least = 0, own = pointing_sum(metric, points_values(&points, i), centre_values(&map->centres, bucket));
        pointing_nearest(&map->centres, points_values(&points, i), &least);
        assert_int_equal(own, least);
        double distance = metric->kind == &metric_l1 ? (double)own * metric->unit : sqrt((double)own * metric->unit);
        apart[bucket] += points.deals[i] * distance;
        worst[bucket] = own > worst[bucket] ? own : worst[bucket];
        strength[bucket] += points.deals[i] * (uint64_t)points.strength[i];
    }
    for (uint32_t b = 0; b < map->buckets; b++) {
        uint64_t deals = map->deals[b];
        double greatest =
            metric->kind == &metric_l1 ? (double)worst[b] * metric->unit : sqrt((double)worst[b] * metric->unit);
        /* Distances are added up in millionths, each to the nearest; floats hold seven digits. */
        assert_true(fabs(map->mean_distance[b] - apart[b] / (double)deals) <= 0.5e-6 + 1e-7);
        assert_true(fabs(map->worst_distance[b] - greatest) <= 1e-7);
        assert_int_equal(map->centres.strength[b], (strength[b] + deals / 2) / deals);
    }
    memory_release(apart);
    memory_release(worst);
    memory_release(strength);
    points_release(&points);
}

/* The bytes do not depend on the number of workers, and all hands obey. */
static void expect_laws(const struct request *request, unsigned more_workers)
{
    struct bucket_options options = options_of(request);
    struct built built;
    build(&options, path);
    options.workers = more_workers;
    build(&options, other_path);
    assert_true(file_bytes_same(path, other_path));
    open_built(&built);
    expect_isomorphic_hands_share(&built.abstraction);
    for (unsigned s = 0; s < STREETS; s++) {
        const struct bucket_method *method = options.method[s];
        expect_populations(&built, s);
        assert_int_equal(built.map[s].buckets, method->one_each ? listing.indices.hands[s] : options.k[s]);
        if (method->one_each)
            continue;
        expect_numbered_by_strength(&built.map[s]);
        if (method->features)
            expect_clusters(&options, &built, s);
    }
    close_built(&built);
}

/* Each on all streets that it fits. */
static void test_every_method_keeps_the_laws(void **state)
{
    (void)state;
    for (unsigned m = 0; bucket_methods[m]; m++) {
        char text[128];
        struct request request = {text, {5, 30, 25, 12}};
        snprintf(text, sizeof text, "percentile,%s", bucket_methods[m]->name);
        expect_laws(&request, 2 + m % 2);
    }
}

static void test_mixed_methods_keep_the_laws(void **state)
{
    (void)state;
    for (unsigned r = 0; r < REQUESTS; r++)
        expect_laws(&requests[r], 2 + r % 2);
}

/* Percentiles draw nothing; clusters do. */
static void test_seeds(void **state)
{
    (void)state;
    for (unsigned r = 0; r < 2; r++) {
        struct bucket_options options = options_of(&requests[r]);
        struct abstraction one, other;
        struct failure failure = {.text = ""};
        build(&options, path);
        options.seed++;
        build(&options, other_path);
        assert_true(abstraction_open(path, &game, &one, &failure));
        assert_true(abstraction_open(other_path, &game, &other, &failure));
        assert_true(one.fingerprint != other.fingerprint);
        abstraction_release(&one);
        abstraction_release(&other);
    }
}

/* On a deck of four ranks many hands are alike: fewer buckets where that is allowed, else a failure. */
static void test_more_buckets_than_kinds_of_hands(void **state)
{
    (void)state;
    struct request request = {"potential", {5, 10, 10, 300}};
    struct deck before = game.deck;
    game.deck = (struct deck){4, 4};
    listing_close(&listing);
    listing_open(&listing, &game);
    struct bucket_options options = options_of(&request);
    struct failure failure = {.text = ""};
    assert_false(bucket_build(&run_unattended, &game, &options, other_path, &failure));
    assert_non_null(strstr(failure.text, "river: 300 buckets are too many: only "));
    options.fewer = true;
    build(&options, path);
    struct built built;
    open_built(&built);
    assert_true(built.map[3].buckets < 300);
    expect_populations(&built, 3);
    expect_clusters(&options, &built, 3);
    for (uint32_t b = 0; b < built.map[3].buckets; b++)
        assert_true(built.map[3].worst_distance[b] == 0);
    close_built(&built);
    game.deck = before;
    listing_close(&listing);
    listing_open(&listing, &game);
}

static int set_up(void **state)
{
    (void)state;
    listing_open(&listing, &game);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    listing_close(&listing);
    remove(path);
    remove(other_path);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_method_keeps_the_laws),
        cmocka_unit_test(test_mixed_methods_keep_the_laws),
        cmocka_unit_test(test_seeds),
        cmocka_unit_test(test_more_buckets_than_kinds_of_hands),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
