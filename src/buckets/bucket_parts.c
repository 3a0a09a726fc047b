#include "buckets/bucket_parts.h"

#include "base/text.h"
#include "buckets/bucket_file.h"
#include "buckets/bucket_sections.h"
#include "platform/file.h"

#include <cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

struct part_path {
    char text[1200];
};

static struct part_path path_of(const struct bucket_part *part)
{
    struct part_path path = {""};
    text_append(path.text, sizeof path.text, "%s.%s-finished", part->path, part->street_name);
    return path;
}

bool bucket_part_save(const struct bucket_part *part, const struct street_map *map, struct failure *failure)
{
    struct container_fingerprints none = {0};
    struct container_writer *writer =
        container_create(path_of(part).text, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, &none, failure);
    if (!writer)
        return false;
    if (!bucket_sections_write(writer, part->street, map, failure)) {
        container_abandon(writer);
        return false;
    }
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "what", "finished street of a card abstraction");
    cJSON_AddStringToObject(json, "made_from", part->made_from);
    bucket_sections_describe(map, json);
    char *text = cJSON_Print(json);
    container_describe(writer, text);
    cJSON_free(text);
    cJSON_Delete(json);
    return container_commit(writer, failure);
}

bool bucket_part_load(const struct bucket_part *part, struct street_map *map)
{
    struct part_path path = path_of(part);
    struct failure ignored;
    struct container_reader *reader = file_exists(path.text) ? bucket_file_open(path.text, &ignored) : NULL;
    if (!reader)
        return false;
    cJSON *json = cJSON_Parse(container_description(reader));
    const cJSON *made_from = cJSON_GetObjectItemCaseSensitive(json, "made_from");
    bool fits = cJSON_IsString(made_from) && strcmp(made_from->valuestring, part->made_from) == 0;
    bool loaded = fits && bucket_sections_read(reader, part->street, json, map, &ignored);
    cJSON_Delete(json);
    container_close(reader);
    return loaded;
}

void bucket_part_remove(struct log *log, const struct bucket_part *part)
{
    struct failure failure;
    struct part_path path = path_of(part);
    if (!file_remove(path.text, &failure) && failure.error != ENOENT)
        log_warning(log, "%s", failure.text);
}
