/* The buckets of one street: canonical hand -> bucket, and what is known of each bucket.
 *
 * Made by a method (buckets/bucket_method.h). Buckets are numbered by strength, the weakest first (lossless: by
 * canonical index). Built by the main thread with help, const afterwards. */
#ifndef BUCKETS_STREET_MAP_H
#define BUCKETS_STREET_MAP_H

#include "buckets/centres.h"

struct street_map {
    uint64_t hands;
    uint32_t buckets;
    uint8_t *map8;   /* owned: when buckets <= 256 */
    uint16_t *map16; /* owned: when there are more */

    struct centres centres;                /* owned: k == buckets, or 0 when they are not known */
    uint64_t *deals;                       /* owned, as are those below: how many deals each bucket holds */
    float *mean_distance, *worst_distance; /* of its deals from its centre, in shares of a pot */
};

static inline uint32_t street_map_bucket(const struct street_map *map, uint64_t index)
{
    return map->map8 ? map->map8[index] : map->map16[index];
}

static inline void street_map_set(struct street_map *map, uint64_t index, uint32_t bucket)
{
    if (map->map8)
        map->map8[index] = (uint8_t)bucket;
    else
        map->map16[index] = (uint16_t)bucket;
}

/* All buckets 0, nothing known of them. */
void street_map_init(struct street_map *map, uint64_t hands, uint32_t buckets);
void street_map_release(struct street_map *map);

/* Centres whose only feature is their strength, all 0; and the strength of a bucket's hands, 1 for always winning. */
void street_map_init_strengths(struct street_map *map);
void street_map_set_strength(struct street_map *map, uint32_t bucket, double strength);

/* Gives bucket b the number place[b] (a permutation onto 0 .. buckets - 1). */
void street_map_renumber(struct street_map *map, const uint32_t place[]);

/* Keeps the first buckets only; no hand is in the others. */
void street_map_shrink(struct street_map *map, uint32_t buckets);

size_t street_map_bytes(const struct street_map *map);
const void *street_map_data(const struct street_map *map);

/* Bucket numbers in a map of so many buckets take one byte, or two. */
static inline size_t street_map_width(uint32_t buckets)
{
    return buckets <= 256 ? sizeof(uint8_t) : sizeof(uint16_t);
}

#endif
