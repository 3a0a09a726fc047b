#include "buckets/street_map.h"

#include "base/memory.h"
#include "buckets/percentile.h"

#include <inttypes.h>
#include <stdlib.h>

enum { HANDS_CLAIMED = 1 << 18, ONE_BYTE_BUCKETS = 256 };

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
        if (filling->map->map8)
            filling->map->map8[i] = (uint8_t)bucket;
        else
            filling->map->map16[i] = bucket;
    }
}

static void allocate(struct street_map *map, uint64_t hands, uint32_t buckets)
{
    *map = (struct street_map){.hands = hands, .buckets = buckets};
    if (buckets <= ONE_BYTE_BUCKETS)
        map->map8 = memory_allocate((size_t)hands, sizeof *map->map8);
    else
        map->map16 = memory_allocate((size_t)hands, sizeof *map->map16);
}

static void find_extremes(const struct ranking *ranking, struct street_map *map)
{
    uint64_t inside = 0;
    map->smallest = UINT64_MAX;
    for (size_t i = 0; i < ranking->count; i++) {
        inside += ranking->deals[i];
        if (i + 1 < ranking->count && ranking->bucket[i + 1] == ranking->bucket[i])
            continue;
        map->largest = inside > map->largest ? inside : map->largest;
        map->smallest = inside < map->smallest ? inside : map->smallest;
        inside = 0;
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
    allocate(map, expectation->hands, k);
    find_extremes(&ranking, map);
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

void street_map_lossless(uint64_t hands, struct street_map *map)
{
    allocate(map, hands, (uint32_t)hands);
    for (uint64_t i = 0; i < hands; i++) {
        if (map->map8)
            map->map8[i] = (uint8_t)i;
        else
            map->map16[i] = (uint16_t)i;
    }
}

size_t street_map_bytes(const struct street_map *map)
{
    return (size_t)map->hands * (map->map8 ? sizeof *map->map8 : sizeof *map->map16);
}

const void *street_map_data(const struct street_map *map)
{
    return map->map8 ? (const void *)map->map8 : (const void *)map->map16;
}

void street_map_release(struct street_map *map)
{
    memory_release(map->map8);
    memory_release(map->map16);
    *map = (struct street_map){0};
}
