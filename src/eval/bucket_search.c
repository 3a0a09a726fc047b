#include "eval/bucket_search.h"

#include "base/memory.h"
#include "base/text.h"
#include "buckets/bucket_file.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "store/given_folder.h"
#include "store/logdir_names.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

enum { PATH_MOST = 4096 };

static const char *name_of(const char *path)
{
    const char *name = path;
    for (; *path; path++) {
        if (*path == '/' || *path == '\\')
            name = path + 1;
    }
    return name;
}

/* One place; what is wrong there is told in `places`. */
static bool is_there(const char *path, uint64_t fingerprint, char *places, size_t size)
{
    struct failure failure;
    struct container_reader *file = bucket_file_open(path, &failure);
    bool fits = file && container_fingerprints_of(file)->buckets == fingerprint;
    if (!fits)
        text_append(places, size, "%s%s%s", places[0] ? " and " : "", path,
                    file                ? " (other buckets)"
                    : file_exists(path) ? " (no bucket file that can be read)"
                                        : "");
    container_close(file);
    return fits;
}

static bool is_whole(const char *path)
{
    struct container_reader *file = bucket_file_open(path, NULL);
    bool whole = file && bucket_file_verify(file, NULL);
    container_close(file);
    return whole;
}

bool bucket_search(const struct container_reader *blueprint, const char *stored, char *found, size_t size,
                   struct failure *failure)
{
    uint64_t fingerprint = container_fingerprints_of(blueprint)->buckets;
    char *folder = folder_of(container_path(blueprint)), beside[PATH_MOST], places[512] = "";
    snprintf(beside, sizeof beside, "%s/%s", folder, name_of(stored));
    memory_release(folder);
    bool is_beside = is_there(beside, fingerprint, places, sizeof places);
    bool is_stored = stored[0] && is_there(stored, fingerprint, places, sizeof places);
    if (is_beside || is_stored) {
        /* Only who has a choice reads a whole file to make it; what is wrong with the only one is said by who opens it. */
        bool damaged = is_beside && is_stored && !file_is_same(beside, stored) && !is_whole(beside);
        snprintf(found, size, "%s", is_beside && !damaged ? beside : stored);
        return true;
    }
    return failure_set(failure,
                       "%s: its bucket file is not where it was: looked for %s; --buckets FILE names it (of a match "
                       "--buckets-a, --buckets-b)",
                       container_path(blueprint), places);
}

/* As the blueprint has recorded it. */
static bool search_for(const struct container_reader *blueprint, char *found, size_t size, struct failure *failure)
{
    cJSON *json = cJSON_Parse(container_description(blueprint));
    const char *stored = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "buckets"));
    bool done = stored && strcmp(stored, "lossless") == 0
                    ? failure_set(failure, "%s was trained without buckets: each canonical hand is its own",
                                  container_path(blueprint))
                    : bucket_search(blueprint, stored ? stored : "", found, size, failure);
    cJSON_Delete(json);
    return done;
}

bool bucket_search_named(const char *name, char *found, size_t size, struct failure *failure)
{
    char path[PATH_MOST];
    snprintf(path, sizeof path, given_folder_has_blueprint(name) ? "%s/" LOGDIR_BLUEPRINT : "%s", name);
    /* A run may write its result where the blueprint lies from which it only learns where the buckets are. */
    struct container_reader *file = container_peek(path, NULL);
    bool is_blueprint = file && container_kind_of(file) == CONTAINER_BLUEPRINT;
    bool done = !is_blueprint || search_for(file, found, size, failure);
    if (!is_blueprint)
        snprintf(found, size, "%s", name);
    container_close(file);
    return done;
}
