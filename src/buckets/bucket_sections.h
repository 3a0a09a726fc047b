/* A street of buckets in a container: writing it, and reading back what is known of its buckets.
 *
 * Sections of part s, little-endian: "map", a byte or two for each canonical hand; "deals" (64-bit), "mean_distance" and
 * "worst_distance" (float, shares of a pot) for each bucket; and where centres are known "centre" (16-bit, [k][dims]) and
 * "strength" (16-bit, 2^14 for a hand that always wins). The metric of the centres stands in the street's description.
 * Files of the first days have the map alone. Main thread only. */
#ifndef BUCKETS_BUCKET_SECTIONS_H
#define BUCKETS_BUCKET_SECTIONS_H

#include "buckets/street_map.h"
#include "store/container.h"

struct cJSON;

bool bucket_sections_write(struct container_writer *writer, unsigned street, const struct street_map *map,
                           struct failure *failure);

/* Adds "hands", "buckets", "bytes_per_hand" and the metric. */
void bucket_sections_describe(const struct street_map *map, struct cJSON *json);

/* Fills the map but for its hands' buckets, from a street's description and sections. Where a file does not have them, centres.k
 * is 0 and deals are NULL. */
bool bucket_sections_read_facts(const struct container_reader *reader, unsigned street, const struct cJSON *json,
                                struct street_map *map, struct failure *failure);

/* The whole of it. */
bool bucket_sections_read(const struct container_reader *reader, unsigned street, const struct cJSON *json,
                          struct street_map *map, struct failure *failure);

#endif
