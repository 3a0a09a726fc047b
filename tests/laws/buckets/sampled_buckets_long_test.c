/* Buckets of a street with more hands than are kept, from the cards on: 32 cards, on the river alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_build.h"
#include "buckets/bucket_sections.h"
#include "buckets/clustering.h"
#include "support/file_bytes.h"
#include "support/listing.h"
#include "support/pointing.h"

#include <cJSON.h>

static const char path[] = "sampled_buckets_long_test.holdem";
static const char other_path[] = "sampled_buckets_long_test.other.holdem";

static const struct game game = {
    .name = "river", .players = 2, .rounds = 1, .deck = {8, 4}, .hole_cards = 2, .board_cards = {5}};

static struct bucket_options options = {.k = {12}, .method = {&bucket_ochs}, .workers = 1, .seed = 4};

static void build(const char *to, unsigned workers)
{
    struct failure failure = {.text = ""};
    options.workers = workers;
    if (!bucket_build(&run_unattended, &game, &options, to, &failure))
        fail_msg("%s", failure.text);
}

static void test_bytes_do_not_depend_on_workers(void **state)
{
    (void)state;
    build(path, 1);
    build(other_path, 3);
    assert_true(file_bytes_same(path, other_path));
}

static void read_map(struct street_map *map)
{
    struct failure failure = {.text = ""};
    struct container_reader *reader = container_open(path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, &failure);
    assert_non_null(reader);
    cJSON *json = cJSON_Parse(container_description(reader));
    const cJSON *street = cJSON_GetArrayItem(cJSON_GetObjectItem(json, "streets"), 0);
    assert_true(bucket_sections_read(reader, 0, street, map, &failure));
    cJSON_Delete(json);
    container_close(reader);
}

/* Of all hands, whether they were sampled or not: in the bucket of the nearest centre, and counted to it. */
static void test_every_hand_is_with_its_nearest_centre(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct listing listing;
    struct features features;
    struct points batch;
    struct street_map map;
    listing_open(&listing, &game);
    read_map(&map);
    assert_int_equal(map.buckets, options.k[0]);
    assert_true(map.hands > CLUSTERING_SAMPLE);
    assert_true(bucket_ochs.features(&listing.frame, listing.indices.streets - 1, NULL, &features, &failure));
    points_init(&batch, features.metric.dims, features.points_most);
    uint64_t *deals = memory_allocate(map.buckets, sizeof *deals), all = 0;
    uint8_t *met = memory_allocate((size_t)map.hands, 1);
    for (uint64_t item = 0; item < features.items; item++) {
        batch.count = 0;
        features.fill(features.source, 0, item, &batch);
        for (size_t i = 0; i < batch.count; i++) {
            uint64_t least = 0;
            uint32_t bucket = street_map_bucket(&map, batch.index[i]);
            pointing_nearest(&map.centres, points_values(&batch, i), &least);
            if (pointing_sum(&features.metric, points_values(&batch, i), centre_values(&map.centres, bucket)) != least)
                fail_msg("hand %llu is not with its nearest centre", (unsigned long long)batch.index[i]);
            deals[bucket] += batch.deals[i];
            met[batch.index[i]] = 1;
        }
    }
    for (uint32_t b = 0; b < map.buckets; b++) {
        assert_true(map.deals[b] == deals[b]);
        all += deals[b];
    }
    assert_true(all == UINT64_C(496) * 142506); /* 32 over 2, 30 over 5 */
    for (uint64_t i = 0; i < map.hands; i++)
        if (!met[i])
            fail_msg("hand %llu was not met", (unsigned long long)i);
    memory_release(met);
    memory_release(deals);
    points_release(&batch);
    features_release(&features);
    street_map_release(&map);
    listing_close(&listing);
}

static int set_up(void **state)
{
    (void)state;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    remove(path);
    remove(other_path);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_do_not_depend_on_workers),
        cmocka_unit_test(test_every_hand_is_with_its_nearest_centre),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
