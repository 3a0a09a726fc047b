#include "buckets/bucket_file.h"

#include "base/memory.h"
#include "platform/folder.h"
#include "store/logdir_names.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

struct container_reader *bucket_file_open(const char *path, struct failure *failure)
{
    return container_open(path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, failure);
}

bool bucket_file_verify(const struct container_reader *file, struct failure *failure)
{
    for (size_t i = 0; i < container_section_count(file); i++)
        if (!container_verify(file, container_section_at(file, i), failure))
            return false;
    return true;
}

struct search {
    const char *folder;
    uint64_t fingerprint;
    char *found; /* owned; NULL: not yet */
};

static void look_at(void *context, const char *name)
{
    static const char ending[] = ".holdem";
    struct search *search = context;
    size_t length = strlen(name);
    /* A run's result is read by nobody who is about to write it. */
    if (search->found || strcmp(name, LOGDIR_BLUEPRINT) == 0 || length < sizeof ending ||
        strcmp(name + length + 1 - sizeof ending, ending) != 0)
        return;
    char *path = folder_entry(search->folder, name);
    struct container_reader *file = bucket_file_open(path, NULL);
    if (file && container_fingerprints_of(file)->buckets == search->fingerprint)
        search->found = path;
    else
        memory_release(path);
    container_close(file);
}

bool bucket_file_find(const char *folder, uint64_t fingerprint, char *path, size_t size)
{
    struct search search = {folder, fingerprint, NULL};
    folder_list(folder, look_at, &search, NULL);
    bool found = search.found && (size_t)snprintf(path, size, "%s", search.found) < size;
    memory_release(search.found);
    return found;
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
