#include "buckets/street_map.h"

#include "base/memory.h"

#include <string.h>

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

void street_map_init_strengths(struct street_map *map)
{
    const struct metric metric = {&metric_l1, METRIC_PAD, 1.0 / METRIC_L1_ONE};
    centres_init(&map->centres, &metric, map->buckets);
}

void street_map_set_strength(struct street_map *map, uint32_t bucket, double strength)
{
    feature value = (feature)(strength * METRIC_L1_ONE + 0.5);
    map->centres.strength[bucket] = value;
    centre_values(&map->centres, bucket)[0] = value;
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
