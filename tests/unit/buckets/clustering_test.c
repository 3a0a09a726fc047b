/* Clustering of more hands than are kept, with features that are made up: what comes out is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/random.h"
#include "buckets/clustering.h"

#include <math.h>
#include <stdatomic.h>

enum { HANDS = CLUSTERING_SAMPLE + 200000, ITEM = 5000, ITEMS = HANDS / ITEM, BLOBS = 3 };

static const double unit = 1.0 / (1 << 14);

struct made_up {
    unsigned blob;
    uint32_t deals;
    feature strength, values[2];
};

/* How wide blobs are and how far from each other. They may be so wide that they overlap: then what comes out depends on
 * all that was done before. */
static unsigned width = 3000, step = 6000;

/* Three blobs; the first one is the strongest. */
static struct made_up made_up_hand(uint64_t index)
{
    struct random_stream stream = random_stream_at(16, index, 0);
    unsigned blob = random_below(&stream, BLOBS);
    struct made_up hand = {.blob = blob, .deals = 1 + random_below(&stream, 12)};
    hand.strength = (feature)(4000 * (BLOBS - blob) + random_below(&stream, 1000));
    for (unsigned d = 0; d < 2; d++)
        hand.values[d] = (feature)(step * blob + random_below(&stream, width + 1));
    return hand;
}

static void add_hand(struct points *batch, uint64_t index, uint32_t deals)
{
    struct made_up hand = made_up_hand(index);
    size_t i = points_add(batch, index, deals, hand.strength);
    for (unsigned d = 0; d < 2; d++)
        batch->values[i * batch->dims + d] = hand.values[d];
}

static atomic_uint items_filled;

/* Every tenth hand is met twice, as hands are that renaming suits maps on each other. */
static void fill(struct source *source, unsigned worker, uint64_t item, struct points *batch)
{
    (void)source;
    (void)worker;
    items_filled++;
    for (uint64_t index = item * ITEM; index < (item + 1) * ITEM; index++) {
        uint32_t deals = made_up_hand(index).deals;
        if (index % 10 == 0 && deals > 1)
            add_hand(batch, index, deals - 1);
        add_hand(batch, index, index % 10 == 0 && deals > 1 ? 1 : deals);
    }
}

static void cluster(unsigned workers, unsigned passes, struct street_map *map)
{
    struct failure failure = {.text = ""};
    struct progress progress;
    struct features features = {
        .metric = {&metric_l1, METRIC_PAD, unit},
        .items = ITEMS,
        .chunk = 1,
        .points_most = ITEM,
        .doing = "test",
        .fill = fill,
    };
    const struct kmeans_options options = {
        .k = BLOBS, .restarts = 1, .seed = 1, .workers = workers, .progress = &progress};
    progress_start(&progress, &run_unattended, "test", 1);
    if (!clustering_run(&features, HANDS, passes, &options, map, &failure))
        fail_msg("%s", failure.text);
}

static int set_up(void **state)
{
    static struct street_map map;
    assert_true(ITEMS * ITEM == HANDS);
    cluster(1, CLUSTERING_PASSES, &map);
    *state = &map;
    return 0;
}

static int tear_down(void **state)
{
    street_map_release(*state);
    return 0;
}

/* The strongest blob is the first one and has the last bucket. */
static void test_every_hand_is_in_its_blob(void **state)
{
    const struct street_map *map = *state;
    assert_int_equal(map->buckets, BLOBS);
    assert_int_equal(map->hands, HANDS);
    for (uint64_t index = 0; index < HANDS; index++)
        if (street_map_bucket(map, index) != BLOBS - 1 - made_up_hand(index).blob)
            fail_msg("hand %llu", (unsigned long long)index);
}

/* Of all hands, not of those that were sampled: a pass moves the centres there. The blobs are so wide that the means of
 * the two are not the same, some of them. */
static void test_what_is_known_of_buckets_is_of_all_hands(void **state)
{
    const struct street_map *map = *state;
    for (uint32_t b = 0; b < BLOBS; b++) {
        uint64_t deals = 0, strength = 0, sum[2] = {0}, apart = 0, worst = 0;
        const feature *centre = centre_values(&map->centres, b);
        for (uint64_t index = 0; index < HANDS; index++) {
            struct made_up hand = made_up_hand(index);
            if (hand.blob != BLOBS - 1 - b)
                continue;
            uint64_t distance = 0;
            for (unsigned d = 0; d < 2; d++) {
                sum[d] += hand.deals * (uint64_t)hand.values[d];
                distance +=
                    (uint64_t)(hand.values[d] > centre[d] ? hand.values[d] - centre[d] : centre[d] - hand.values[d]);
            }
            deals += hand.deals;
            strength += hand.deals * (uint64_t)hand.strength;
            apart += hand.deals * distance;
            worst = distance > worst ? distance : worst;
        }
        assert_true(map->deals[b] == deals);
        assert_int_equal(map->centres.strength[b], (strength + deals / 2) / deals);
        for (unsigned d = 0; d < 2; d++)
            assert_int_equal(centre[d], (sum[d] + deals / 2) / deals);
        for (unsigned d = 2; d < METRIC_PAD; d++)
            assert_int_equal(centre[d], 0);
        /* Summed up in millionths of a pot, each rounded to the nearest; then kept as floats. */
        assert_true(fabs(map->mean_distance[b] - (double)apart * unit / (double)deals) < 0.5e-6 + 1e-8);
        assert_true(fabs(map->worst_distance[b] - (double)worst * unit) < 1e-8);
    }
}

static void workers_do_not_matter(unsigned passes)
{
    struct street_map map, other;
    width = 8000, step = 4000;
    cluster(1, passes, &map);
    cluster(3, passes, &other);
    width = 3000, step = 6000;
    assert_int_equal(other.buckets, map.buckets);
    assert_memory_equal(street_map_data(&other), street_map_data(&map), street_map_bytes(&map));
    assert_memory_equal(other.centres.values, map.centres.values, BLOBS * METRIC_PAD * sizeof(feature));
    assert_memory_equal(other.centres.strength, map.centres.strength, BLOBS * sizeof(feature));
    assert_memory_equal(other.deals, map.deals, BLOBS * sizeof *map.deals);
    assert_memory_equal(other.mean_distance, map.mean_distance, BLOBS * sizeof *map.mean_distance);
    assert_memory_equal(other.worst_distance, map.worst_distance, BLOBS * sizeof *map.worst_distance);
    street_map_release(&map);
    street_map_release(&other);
}

static void test_workers_do_not_matter(void **state)
{
    (void)state;
    workers_do_not_matter(CLUSTERING_PASSES);
}

/* With a single pass whole items are sampled: the features of the others are made once, when hands are settled. Centres stay where
 * the sample put them, which for blobs that lie apart is good enough for every hand. */
static void test_one_pass_samples_items(void **state)
{
    (void)state;
    struct street_map map;
    items_filled = 0;
    cluster(1, 1, &map);
    unsigned drawn = items_filled - ITEMS;
    assert_true(drawn > ITEMS / 2 && drawn < ITEMS);
    for (uint64_t index = 0; index < HANDS; index++)
        if (street_map_bucket(&map, index) != BLOBS - 1 - made_up_hand(index).blob)
            fail_msg("hand %llu", (unsigned long long)index);
    street_map_release(&map);
}

static void test_workers_do_not_matter_with_one_pass(void **state)
{
    (void)state;
    workers_do_not_matter(1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_hand_is_in_its_blob),
        cmocka_unit_test(test_what_is_known_of_buckets_is_of_all_hands),
        cmocka_unit_test(test_workers_do_not_matter),
        cmocka_unit_test(test_one_pass_samples_items),
        cmocka_unit_test(test_workers_do_not_matter_with_one_pass),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
