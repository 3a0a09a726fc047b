#include "buckets/settling.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const double millionths = 1e6;

void settling_init(struct settling *settling, struct centres *centres, struct street_map *map, unsigned workers)
{
    *settling = (struct settling){.centres = centres, .map = map, .workers = workers};
    nearest_init(&settling->nearest, centres);
    settling->settlers = memory_allocate(workers, sizeof *settling->settlers);
    for (unsigned w = 0; w < workers; w++) {
        struct settler *settler = &settling->settlers[w];
        kmeans_sums_init(&settler->sums, centres);
        settler->millionths = memory_allocate(centres->k, sizeof *settler->millionths);
        settler->worst = memory_allocate(centres->k, sizeof *settler->worst);
    }
}

void settling_release(struct settling *settling)
{
    for (unsigned w = 0; w < settling->workers; w++) {
        kmeans_sums_release(&settling->settlers[w].sums);
        memory_release(settling->settlers[w].millionths);
        memory_release(settling->settlers[w].worst);
    }
    memory_release(settling->settlers);
    nearest_release(&settling->nearest);
    *settling = (struct settling){0};
}

bool settling_begin(struct settling *settling, struct progress *progress, struct failure *failure)
{
    uint32_t k = settling->centres->k;
    for (unsigned w = 0; w < settling->workers; w++) {
        struct settler *settler = &settling->settlers[w];
        kmeans_sums_clear(&settler->sums, settling->centres);
        memset(settler->millionths, 0, k * sizeof *settler->millionths);
        memset(settler->worst, 0, k * sizeof *settler->worst);
    }
    return nearest_prepare(&settling->nearest, settling->workers, progress, failure);
}

void settling_point(struct settling *settling, unsigned worker, const struct points *points, size_t i)
{
    struct settler *settler = &settling->settlers[worker];
    uint64_t index = points->index[i];
    uint32_t sum, guess = settling->again ? street_map_bucket(settling->map, index)
                                          : nearest_guess(&settling->nearest, points->strength[i]);
    uint32_t c = nearest_find(&settling->nearest, points_values(points, i), guess, &sum);
    street_map_set(settling->map, index, c);
    kmeans_sums_add(&settler->sums, c, points, i, sum);
    double distance = metric_distance(&settling->centres->metric, sum);
    settler->millionths[c] += points->deals[i] * (uint64_t)(distance * millionths + 0.5);
    settler->worst[c] = sum > settler->worst[c] ? sum : settler->worst[c];
}

double settling_end(struct settling *settling)
{
    struct settler *all = &settling->settlers[0];
    for (unsigned w = 1; w < settling->workers; w++) {
        const struct settler *more = &settling->settlers[w];
        kmeans_sums_merge(&all->sums, &more->sums, settling->centres);
        for (uint32_t c = 0; c < settling->centres->k; c++) {
            all->millionths[c] += more->millionths[c];
            all->worst[c] = more->worst[c] > all->worst[c] ? more->worst[c] : all->worst[c];
        }
    }
    settling->again = true;
    return (double)all->sums.total;
}

void settling_move(struct settling *settling)
{
    kmeans_move(settling->centres, &settling->settlers[0].sums);
}

struct order {
    bool empty;
    int64_t strength;
    uint32_t bucket;
};

/* By strength; empty ones last. */
static int compare_orders(const void *a, const void *b)
{
    const struct order *left = a, *right = b;
    if (left->empty != right->empty)
        return left->empty ? 1 : -1;
    if (left->strength != right->strength)
        return left->strength < right->strength ? -1 : 1;
    return (left->bucket > right->bucket) - (left->bucket < right->bucket);
}

static uint32_t order_by_strength(const struct street_map *map, uint32_t place[])
{
    struct order *order = memory_allocate(map->buckets, sizeof *order);
    for (uint32_t b = 0; b < map->buckets; b++)
        order[b] = (struct order){map->deals[b] == 0, map->centres.strength[b], b};
    qsort(order, map->buckets, sizeof *order, compare_orders);
    uint32_t filled = 0;
    for (uint32_t i = 0; i < map->buckets; i++) {
        place[order[i].bucket] = i;
        filled += !order[i].empty;
    }
    memory_release(order);
    return filled;
}

void settling_finish(struct settling *settling)
{
    struct street_map *map = settling->map;
    const struct settler *all = &settling->settlers[0];
    const struct metric *metric = &settling->centres->metric;
    map->centres = *settling->centres;
    *settling->centres = (struct centres){.metric = *metric};
    for (uint32_t b = 0; b < map->buckets; b++) {
        uint64_t deals = all->sums.deals[b];
        map->deals[b] = deals;
        if (deals == 0)
            continue;
        map->centres.strength[b] = (feature)((all->sums.strength[b] + (int64_t)(deals / 2)) / (int64_t)deals);
        map->mean_distance[b] = (float)((double)all->millionths[b] / (double)deals / millionths);
        map->worst_distance[b] = (float)metric_distance(&map->centres.metric, all->worst[b]);
    }
    uint32_t *place = memory_allocate(map->buckets, sizeof *place);
    uint32_t filled = order_by_strength(map, place);
    street_map_renumber(map, place);
    street_map_shrink(map, filled);
    memory_release(place);
}
