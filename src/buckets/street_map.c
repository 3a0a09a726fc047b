#include "buckets/street_map.h"

#include "base/memory.h"
#include "buckets/percentile.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HANDS_CLAIMED = 1 << 18 };

/* The distinct values of a street in ascending order with the number of deals of each, and their buckets. */
struct ranking {
    size_t count;
    uint64_t *value, *deals;
    uint16_t *bucket;
};

struct valued_hand {
    uint64_t value, deals;
};

static int compare_values(const void *a, const void *b)
{
    const struct valued_hand *left = a, *right = b;
    return (left->value > right->value) - (left->value < right->value);
}

static void add_value(struct ranking *ranking, uint64_t value, uint64_t deals)
{
    if (ranking->count == 0 || ranking->value[ranking->count - 1] != value) {
        ranking->value[ranking->count] = value;
        ranking->deals[ranking->count++] = 0;
    }
    ranking->deals[ranking->count - 1] += deals;
}

static void rank_values(const struct expectation *expectation, struct ranking *ranking)
{
    size_t most = (size_t)(expectation->histogram ? expectation->whole + 1 : expectation->hands);
    *ranking = (struct ranking){.value = memory_allocate(most, sizeof(uint64_t)),
                                .deals = memory_allocate(most, sizeof(uint64_t)),
                                .bucket = memory_allocate(most, sizeof(uint16_t))};
    if (expectation->histogram) {
        for (size_t value = 0; value < most; value++)
            if (expectation->histogram[value] > 0)
                add_value(ranking, value, expectation->histogram[value]);
        return;
    }
    struct valued_hand *hands = memory_allocate(most, sizeof *hands);
    for (size_t i = 0; i < most; i++)
        hands[i] = (struct valued_hand){expectation_value(expectation, i), expectation->deals[i]};
    qsort(hands, most, sizeof *hands, compare_values);
    for (size_t i = 0; i < most; i++)
        add_value(ranking, hands[i].value, hands[i].deals);
    memory_release(hands);
}

static void release_ranking(struct ranking *ranking)
{
    memory_release(ranking->value);
    memory_release(ranking->deals);
    memory_release(ranking->bucket);
}

/* Filling a map: a value's bucket is read from a table where values are small, else searched. */
struct filling {
    const struct expectation *expectation;
    const struct ranking *ranking;
    uint16_t *by_value; /* owned, NULL without a histogram */
    struct street_map *map;
};

static uint16_t bucket_of_value(const struct filling *filling, uint64_t value)
{
    if (filling->by_value)
        return filling->by_value[value];
    size_t low = 0, high = filling->ranking->count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (filling->ranking->value[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return filling->ranking->bucket[low];
}

static void fill(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    (void)worker;
    const struct filling *filling = context;
    for (uint64_t i = first; i < end; i++) {
        uint16_t bucket = bucket_of_value(filling, expectation_value(filling->expectation, i));
        street_map_set(filling->map, i, bucket);
    }
}

void street_map_init(struct street_map *map, uint64_t hands, uint32_t buckets)
{
    *map = (struct street_map){.hands = hands, .buckets = buckets};
    if (street_map_width(buckets) == sizeof *map->map8)
        map->map8 = memory_allocate((size_t)hands, sizeof *map->map8);
    else
        map->map16 = memory_allocate((size_t)hands, sizeof *map->map16);
    map->deals = memory_allocate(buckets, sizeof *map->deals);
    map->mean_distance = memory_allocate(buckets, sizeof *map->mean_distance);
    map->worst_distance = memory_allocate(buckets, sizeof *map->worst_distance);
}

/* Expected strength as the only feature. */
static void init_strength_centres(struct street_map *map)
{
    const struct metric metric = {METRIC_L1, METRIC_PAD, 1.0 / metric_one(METRIC_L1)};
    centres_init(&map->centres, &metric, map->buckets);
}

static void set_strength(struct street_map *map, uint32_t bucket, double strength)
{
    feature value = (feature)(strength * metric_one(METRIC_L1) + 0.5);
    map->centres.strength[bucket] = value;
    centre_values(&map->centres, bucket)[0] = value;
}

/* What is known of the bucket that holds values first .. end - 1 of a ranking. */
static void describe_bucket(const struct ranking *ranking, double whole, size_t first, size_t end,
                            struct street_map *map)
{
    uint32_t bucket = ranking->bucket[first];
    double sum = 0, apart = 0, worst = 0;
    for (size_t i = first; i < end; i++) {
        map->deals[bucket] += ranking->deals[i];
        sum += (double)ranking->deals[i] * (double)ranking->value[i] / whole;
    }
    double deals = (double)map->deals[bucket], mean = sum / deals;
    for (size_t i = first; i < end; i++) {
        double distance = fabs((double)ranking->value[i] / whole - mean);
        apart += (double)ranking->deals[i] * distance;
        worst = distance > worst ? distance : worst;
    }
    set_strength(map, bucket, mean);
    map->mean_distance[bucket] = (float)(apart / deals);
    map->worst_distance[bucket] = (float)worst;
}

static void describe_buckets(const struct ranking *ranking, uint64_t whole, struct street_map *map)
{
    init_strength_centres(map);
    size_t first = 0;
    for (size_t i = 1; i <= ranking->count; i++)
        if (i == ranking->count || ranking->bucket[i] != ranking->bucket[first]) {
            describe_bucket(ranking, (double)whole, first, i, map);
            first = i;
        }
}

bool street_map_by_percentile(const struct expectation *expectation, uint32_t k, bool fewer, unsigned workers,
                              struct progress *progress, struct street_map *map, struct failure *failure)
{
    struct ranking ranking;
    rank_values(expectation, &ranking);
    *map = (struct street_map){0};
    if (k > ranking.count && !fewer) {
        failure_set(failure, "%u buckets are too many: its hands have only %zu distinct expected strengths",
                    (unsigned)k, ranking.count);
        release_ranking(&ranking);
        return false;
    }
    k = k < ranking.count ? k : (uint32_t)ranking.count;
    percentile_cut(ranking.deals, ranking.count, k, ranking.bucket);
    street_map_init(map, expectation->hands, k);
    describe_buckets(&ranking, expectation->whole, map);
    struct filling filling = {expectation, &ranking, NULL, map};
    if (expectation->histogram) {
        filling.by_value = memory_allocate((size_t)expectation->whole + 1, sizeof *filling.by_value);
        for (size_t i = 0; i < ranking.count; i++)
            filling.by_value[ranking.value[i]] = ranking.bucket[i];
    }
    bool done = parallel_for(workers, expectation->hands, HANDS_CLAIMED, fill, &filling, progress, "writing buckets", 0,
                             failure);
    memory_release(filling.by_value);
    release_ranking(&ranking);
    return done;
}

void street_map_lossless(const struct street_indices *indices, unsigned street, const struct expectation *expectation,
                         struct street_map *map)
{
    uint64_t hands = indices->hands[street];
    street_map_init(map, hands, (uint32_t)hands);
    if (expectation)
        init_strength_centres(map);
    for (uint64_t i = 0; i < hands; i++) {
        card cards[INDEXER_CARDS];
        cardset board = 0;
        indexer_unindex(indices->indexer[street], indices->round[street], i, cards);
        for (unsigned c = 2; c < 2 + indices->board_cards[street]; c++)
            board |= cardset_of(cards[c]);
        street_map_set(map, i, (uint32_t)i);
        map->deals[i] = street_deals(indices->deck, cardset_of(cards[0]) | cardset_of(cards[1]), board);
        if (expectation)
            set_strength(map, (uint32_t)i, (double)expectation_value(expectation, i) / (double)expectation->whole);
    }
}

static void permute(void *values, size_t size, const uint32_t place[], uint32_t count)
{
    char *old = memory_allocate(count, size), *now = values;
    memcpy(old, values, count * size);
    for (uint32_t i = 0; i < count; i++)
        memcpy(now + place[i] * size, old + i * size, size);
    memory_release(old);
}

void street_map_renumber(struct street_map *map, const uint32_t place[])
{
    for (uint64_t i = 0; i < map->hands; i++)
        street_map_set(map, i, place[street_map_bucket(map, i)]);
    permute(map->deals, sizeof *map->deals, place, map->buckets);
    permute(map->mean_distance, sizeof *map->mean_distance, place, map->buckets);
    permute(map->worst_distance, sizeof *map->worst_distance, place, map->buckets);
    permute(map->centres.strength, sizeof *map->centres.strength, place, map->buckets);
    permute(map->centres.values, map->centres.metric.dims * sizeof *map->centres.values, place, map->buckets);
}

void street_map_shrink(struct street_map *map, uint32_t buckets)
{
    if (map->map16 && street_map_width(buckets) == sizeof *map->map8) {
        uint8_t *narrow = memory_allocate((size_t)map->hands, sizeof *narrow);
        for (uint64_t i = 0; i < map->hands; i++)
            narrow[i] = (uint8_t)map->map16[i];
        memory_release(map->map16);
        map->map16 = NULL;
        map->map8 = narrow;
    }
    map->buckets = map->centres.k = buckets;
}

size_t street_map_bytes(const struct street_map *map)
{
    return (size_t)map->hands * street_map_width(map->buckets);
}

const void *street_map_data(const struct street_map *map)
{
    return map->map8 ? (const void *)map->map8 : (const void *)map->map16;
}

void street_map_release(struct street_map *map)
{
    memory_release(map->map8);
    memory_release(map->map16);
    memory_release(map->deals);
    memory_release(map->mean_distance);
    memory_release(map->worst_distance);
    centres_release(&map->centres);
    *map = (struct street_map){0};
}
