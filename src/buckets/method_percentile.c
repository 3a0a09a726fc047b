/* Percentiles of the expected strength: equal shares of the deals, the weakest first. */
#include "buckets/bucket_methods.h"

#include "base/memory.h"
#include "buckets/percentile.h"

#include <math.h>
#include <stdlib.h>

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
    street_map_set_strength(map, bucket, mean);
    map->mean_distance[bucket] = (float)(apart / deals);
    map->worst_distance[bucket] = (float)worst;
}

static void describe_buckets(const struct ranking *ranking, uint64_t whole, struct street_map *map)
{
    street_map_init_strengths(map);
    size_t first = 0;
    for (size_t i = 1; i <= ranking->count; i++)
        if (i == ranking->count || ranking->bucket[i] != ranking->bucket[first]) {
            describe_bucket(ranking, (double)whole, first, i, map);
            first = i;
        }
}

/* A failure says how many values there are. */
static bool make(const struct bucket_order *order, struct street_map *map, struct failure *failure)
{
    const struct expectation *expectation = order->expectation;
    struct ranking ranking;
    uint32_t k = order->k;
    rank_values(expectation, &ranking);
    *map = (struct street_map){0};
    if (k > ranking.count && !order->fewer) {
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
    bool done = parallel_for(order->frame.workers, expectation->hands, HANDS_CLAIMED, fill, &filling,
                             order->frame.progress, "writing buckets", 0, failure);
    memory_release(filling.by_value);
    release_ranking(&ranking);
    return done;
}

const struct bucket_method bucket_percentile = {
    .choice = {"percentile", "equal shares by expected strength"},
    .feature = "expected hand strength",
    .wants_strengths = true,
    .make = make,
};
