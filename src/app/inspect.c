/* `holdem inspect FILE`: what any of our files is and holds, every checksum verified. */
#include "app/commands.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/container.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool verify_all(const struct container_reader *reader, struct failure *failure)
{
    for (size_t i = 0; i < container_section_count(reader); i++)
        if (!container_verify(reader, container_section_at(reader, i), failure))
            return false;
    return true;
}

static const char *codec_name(uint32_t codec)
{
    return codec == CODEC_ZSTD ? "zstd" : "raw";
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static void print_fingerprint(const char *of, uint64_t value)
{
    if (value)
        printf("  %-8s %016" PRIx64 "\n", of, value);
    else
        printf("  %-8s does not apply\n", of);
}

/* The description again, indented by two blanks. */
static void print_description(const cJSON *description)
{
    char *text = cJSON_Print(description);
    printf("description\n  ");
    for (const char *c = text; *c; c++) {
        if (*c == '\t')
            fputs("  ", stdout);
        else
            putchar(*c);
        if (*c == '\n')
            fputs("  ", stdout);
    }
    putchar('\n');
    cJSON_free(text);
}

/* One line a name and codec: a checkpoint has thousands of parts. */
static void print_sections(const struct container_reader *reader)
{
    size_t count = container_section_count(reader);
    bool *told = memory_allocate(count, sizeof *told);
    printf("sections\n  %-16s %8s %6s %16s %16s\n", "name", "parts", "codec", "stored bytes", "bytes");
    for (size_t i = 0; i < count; i++) {
        const struct container_section *first = container_section_at(reader, i);
        uint64_t parts = 0, stored = 0, bytes = 0;
        for (size_t j = i; j < count && !told[i]; j++) {
            const struct container_section *section = container_section_at(reader, j);
            if (strcmp(section->name, first->name) != 0 || section->codec != first->codec)
                continue;
            told[j] = j > i;
            parts++;
            stored += section->stored_bytes;
            bytes += section->bytes;
        }
        if (!told[i])
            printf("  %-16s %8" PRIu64 " %6s %16s %16s\n", first->name, parts, codec_name(first->codec),
                   text_thousands(stored).text, text_thousands(bytes).text);
    }
    memory_release(told);
}

static void print_for_people(const char *path, const struct container_reader *reader, const cJSON *description)
{
    const struct container_fingerprints *fingerprints = container_fingerprints_of(reader);
    size_t count = container_section_count(reader);
    printf("%s: %s, version %u, %s\n", path, container_kind_name(container_kind_of(reader)),
           (unsigned)container_version(reader), text_bytes(container_bytes(reader)).text);
    printf("fingerprints\n");
    print_fingerprint("game", fingerprints->game);
    print_fingerprint("menu", fingerprints->menu);
    print_fingerprint("buckets", fingerprints->buckets);
    print_description(description);
    print_sections(reader);
    printf("header, directory, description and %zu section%s: every checksum is right\n", count, plural(count));
}

/* 64-bit numbers are texts: JSON readers keep 53 bits. */
static void add_fingerprint(cJSON *json, const char *of, uint64_t value)
{
    char text[20];
    snprintf(text, sizeof text, "%016" PRIx64, value);
    cJSON_AddStringToObject(json, of, text);
}

static void print_for_programs(const char *path, const struct container_reader *reader, cJSON *description)
{
    const struct container_fingerprints *fingerprints = container_fingerprints_of(reader);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "file", path);
    cJSON_AddStringToObject(json, "kind", container_kind_name(container_kind_of(reader)));
    cJSON_AddNumberToObject(json, "version", container_version(reader));
    cJSON_AddNumberToObject(json, "bytes", (double)container_bytes(reader));
    cJSON *prints = cJSON_AddObjectToObject(json, "fingerprints");
    add_fingerprint(prints, "game", fingerprints->game);
    add_fingerprint(prints, "menu", fingerprints->menu);
    add_fingerprint(prints, "buckets", fingerprints->buckets);
    cJSON_AddItemReferenceToObject(json, "description", description);
    cJSON *sections = cJSON_AddArrayToObject(json, "sections");
    for (size_t i = 0; i < container_section_count(reader); i++) {
        const struct container_section *section = container_section_at(reader, i);
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "name", section->name);
        cJSON_AddNumberToObject(item, "part", section->part);
        cJSON_AddStringToObject(item, "codec", codec_name(section->codec));
        cJSON_AddNumberToObject(item, "offset", (double)section->offset);
        cJSON_AddNumberToObject(item, "stored_bytes", (double)section->stored_bytes);
        cJSON_AddNumberToObject(item, "bytes", (double)section->bytes);
        cJSON_AddItemToArray(sections, item);
    }
    cJSON_AddBoolToObject(json, "verified", true);
    command_print_json(json);
}

static bool inspect(const char *path, bool for_programs, struct failure *failure)
{
    struct container_reader *reader = container_open_any(path, failure);
    if (!reader)
        return false;
    cJSON *description = NULL;
    bool fine = verify_all(reader, failure);
    if (fine) {
        description = cJSON_Parse(container_description(reader));
        fine = description != NULL || failure_set(failure, "%s: its description is no JSON", path);
    }
    if (fine && for_programs)
        print_for_programs(path, reader, description);
    else if (fine)
        print_for_people(path, reader, description);
    cJSON_Delete(description);
    container_close(reader);
    return fine;
}

int command_inspect(int argc, char *argv[])
{
    bool for_programs = false;
    const struct option options[] = {
        option_json(&for_programs),
    };
    const struct command_form form = {
        "inspect", "inspect FILE [--json]",
        "Says what a file of this program (bucket file, checkpoint, blueprint) is and holds, and\n"
        "verifies every checksum in it. The exit status is 1 when anything is damaged.",
        options, sizeof options / sizeof *options};
    struct failure failure;
    const char *path[1];
    size_t paths = 0;
    int status;
    if (!command_parse(&form, argc, argv, path, 1, &paths, &status))
        return status;
    if (paths != 1) {
        failure_set(&failure, "a file is wanted: holdem inspect FILE");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    return command_end(form.name, inspect(path[0], for_programs, &failure), &failure);
}
