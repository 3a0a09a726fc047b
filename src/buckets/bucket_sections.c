#include "buckets/bucket_sections.h"

#include "base/memory.h"
#include "buckets/bucket_file.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

static bool append(struct container_writer *writer, const char *name, unsigned street, const void *data, size_t bytes,
                   struct failure *failure)
{
    return container_append(writer, name, street, CODEC_RAW, data, bytes, failure);
}

bool bucket_sections_write(struct container_writer *writer, unsigned street, const struct street_map *map,
                           struct failure *failure)
{
    const struct centres *centres = &map->centres;
    uint32_t k = map->buckets;
    bool done = append(writer, "map", street, street_map_data(map), street_map_bytes(map), failure) &&
                append(writer, "deals", street, map->deals, k * sizeof *map->deals, failure) &&
                append(writer, "mean_distance", street, map->mean_distance, k * sizeof *map->mean_distance, failure) &&
                append(writer, "worst_distance", street, map->worst_distance, k * sizeof *map->worst_distance, failure);
    if (!done || centres->k == 0)
        return done;
    return append(writer, "centre", street, centres->values, (size_t)k * centres->metric.dims * sizeof(feature),
                  failure) &&
           append(writer, "strength", street, centres->strength, k * sizeof *centres->strength, failure);
}

void bucket_sections_describe(const struct street_map *map, cJSON *json)
{
    const struct metric *metric = &map->centres.metric;
    cJSON_AddNumberToObject(json, "hands", (double)map->hands);
    cJSON_AddNumberToObject(json, "buckets", map->buckets);
    cJSON_AddNumberToObject(json, "bytes_per_hand", (double)street_map_width(map->buckets));
    if (map->centres.k == 0)
        return;
    cJSON_AddStringToObject(json, "metric", metric->kind->choice.name);
    cJSON_AddNumberToObject(json, "dims", metric->dims);
    /* To the last bit, which cJSON's own numbers leave out: a street that is taken up again is to give the same. */
    char unit[32];
    snprintf(unit, sizeof unit, "%.17g", metric->unit);
    cJSON_AddRawToObject(json, "unit", unit);
}

/* A number that the description must have. */
static bool read_number(const cJSON *json, const char *key, double most, double *value, struct failure *failure)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, key);
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= 0 && item->valuedouble <= most))
        return failure_set(failure, "its description has no sensible number '%s'", key);
    *value = item->valuedouble;
    return true;
}

/* Allocates and reads a section of `bytes` bytes. */
static bool read_section(const struct container_reader *reader, const char *name, unsigned street, size_t bytes,
                         void *out, struct failure *failure)
{
    const struct container_section *section = container_find(reader, name, street);
    if (!section || section->bytes != bytes)
        return failure_set(failure, "section '%s' of street %u has not the size that its buckets need", name,
                           street + 1);
    void *data = memory_allocate(bytes, 1);
    memcpy(out, &data, sizeof data);
    return container_read(reader, section, data, bytes, failure);
}

static bool read_centres(const struct container_reader *reader, unsigned street, const cJSON *json,
                         struct street_map *map, struct failure *failure)
{
    struct centres *centres = &map->centres;
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(json, "metric");
    double dims = 0, unit = 0;
    if (!name)
        return true;
    if (!read_number(json, "dims", METRIC_MOST, &dims, failure) || !read_number(json, "unit", 1, &unit, failure))
        return false;
    const struct choice *kind = cJSON_IsString(name) ? choice_named(metric_kinds, name->valuestring) : NULL;
    if (!kind || dims < METRIC_PAD || (unsigned)dims % METRIC_PAD != 0)
        return failure_set(failure, "its metric is none that this program knows");
    centres->metric = (struct metric){(const struct metric_kind *)kind, (unsigned)dims, unit};
    centres->k = map->buckets;
    return read_section(reader, "centre", street, (size_t)map->buckets * (unsigned)dims * sizeof(feature),
                        &centres->values, failure) &&
           read_section(reader, "strength", street, map->buckets * sizeof *centres->strength, &centres->strength,
                        failure);
}

bool bucket_sections_read_facts(const struct container_reader *reader, unsigned street, const cJSON *json,
                                struct street_map *map, struct failure *failure)
{
    double hands = 0, buckets = 0;
    *map = (struct street_map){0};
    if (!read_number(json, "hands", 0x1p53, &hands, failure) ||
        !read_number(json, "buckets", BUCKETS_MOST, &buckets, failure))
        return false;
    map->hands = (uint64_t)hands;
    map->buckets = (uint32_t)buckets;
    if (!container_find(reader, "deals", street))
        return true;
    bool done = read_section(reader, "deals", street, map->buckets * sizeof *map->deals, &map->deals, failure) &&
                read_section(reader, "mean_distance", street, map->buckets * sizeof *map->mean_distance,
                             &map->mean_distance, failure) &&
                read_section(reader, "worst_distance", street, map->buckets * sizeof *map->worst_distance,
                             &map->worst_distance, failure) &&
                read_centres(reader, street, json, map, failure);
    if (!done)
        street_map_release(map);
    return done;
}

bool bucket_sections_read(const struct container_reader *reader, unsigned street, const cJSON *json,
                          struct street_map *map, struct failure *failure)
{
    if (!bucket_sections_read_facts(reader, street, json, map, failure))
        return false;
    size_t bytes = street_map_bytes(map);
    bool done = street_map_width(map->buckets) == sizeof *map->map8
                    ? read_section(reader, "map", street, bytes, &map->map8, failure)
                    : read_section(reader, "map", street, bytes, &map->map16, failure);
    if (!done)
        street_map_release(map);
    return done;
}
