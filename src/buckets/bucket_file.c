#include "buckets/bucket_file.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <xxhash.h>

struct container_reader *bucket_file_open(const char *path, struct failure *failure)
{
    return container_open(path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, failure);
}

struct cJSON *bucket_file_description(const struct container_reader *file, struct failure *failure)
{
    cJSON *json = cJSON_Parse(container_description(file));
    if (!json)
        failure_set(failure, "its description is no JSON");
    return json;
}

uint64_t bucket_file_fingerprint(uint64_t before, const struct bucket_street_digest *street)
{
    char text[256];
    int length =
        snprintf(text, sizeof text, "deck %u %u hole %u street %u board %u hands %" PRIu64 " buckets %u map %" PRIx64,
                 street->ranks, street->suits, street->hole_cards, street->street, street->board_cards, street->hands,
                 street->buckets, street->map_checksum);
    uint64_t digest = XXH3_64bits_withSeed(text, (size_t)length, before);
    return digest + (digest == 0); /* 0 stands for none */
}
