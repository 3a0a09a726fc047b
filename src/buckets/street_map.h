/* The map of one street: canonical hand -> bucket, by percentile of a feature or one to one.
 *
 * Built by the main thread with help, const afterwards. */
#ifndef BUCKETS_STREET_MAP_H
#define BUCKETS_STREET_MAP_H

#include "buckets/expectation.h"

struct street_map {
    uint64_t hands;
    uint32_t buckets;
    uint8_t *map8;              /* owned: when buckets <= 256 */
    uint16_t *map16;            /* owned: when there are more */
    uint64_t largest, smallest; /* deals in the fullest and the emptiest bucket; 0 when lossless */
};

/* k buckets by percentile of the values of `expectation`, or fewer when `fewer` is set and there are fewer
 * distinct values. A failure says how many values there are. */
bool street_map_by_percentile(const struct expectation *expectation, uint32_t k, bool fewer, unsigned workers,
                              struct progress *progress, struct street_map *map, struct failure *failure);

/* A bucket for each of at most 65536 canonical hands. */
void street_map_lossless(uint64_t hands, struct street_map *map);

size_t street_map_bytes(const struct street_map *map);
const void *street_map_data(const struct street_map *map);
void street_map_release(struct street_map *map);

#endif
