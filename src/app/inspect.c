/* `holdem inspect FILE`: what any of our files is and holds, every checksum verified. */
#include "app/bucket_print.h"
#include "app/commands.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "buckets/bucket_file.h"
#include "platform/progress.h"
#include "store/container.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct arguments {
    const char *street; /* NULL: the file as a whole */
    int64_t bucket;
    bool bucket_given, json;
};

/* Of the file; and of its buckets, when it has any. */
struct inspected {
    const char *path;
    struct container_reader *reader; /* owned */
    cJSON *description;              /* owned */
    struct bucket_view view;         /* owned */
    bool has_buckets;
    unsigned street; /* the one that was asked for */
};

static bool verify_all(const struct container_reader *reader, struct failure *failure)
{
    struct progress progress;
    progress_start(&progress, command_context(), "Verifying", (double)container_bytes(reader));
    for (size_t i = 0; i < container_section_count(reader); i++) {
        const struct container_section *section = container_section_at(reader, i);
        progress_show(&progress, 0);
        if (!container_verify(reader, section, failure))
            return false;
        progress.cost_done += (double)section->stored_bytes;
    }
    log_clear_progress(command_log());
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

/* The description again, indented by two blanks; a table says more of the streets of buckets. */
static void print_description(const struct inspected *file)
{
    cJSON *shown = cJSON_Duplicate(file->description, true);
    if (file->has_buckets)
        cJSON_DeleteItemFromObjectCaseSensitive(shown, "streets");
    char *text = command_json_text(shown);
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
    memory_release(text);
    cJSON_Delete(shown);
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

static void print_file(const struct inspected *file)
{
    const struct container_reader *reader = file->reader;
    const struct container_fingerprints *fingerprints = container_fingerprints_of(reader);
    size_t count = container_section_count(reader);
    printf("%s: %s, version %u, %s\n", text_shown(file->path).text, container_kind_name(container_kind_of(reader)),
           (unsigned)container_version(reader), text_bytes(container_bytes(reader)).text);
    printf("fingerprints\n");
    print_fingerprint("game", fingerprints->game);
    print_fingerprint("menu", fingerprints->menu);
    print_fingerprint("buckets", fingerprints->buckets);
    print_description(file);
    if (file->has_buckets)
        bucket_print_streets(&file->view);
    print_sections(reader);
    printf("header, directory, description and %zu section%s: every checksum is right\n", count, plural(count));
}

static void print_for_people(const struct inspected *file, const struct arguments *arguments)
{
    if (!arguments->street) {
        print_file(file);
    } else if (arguments->bucket_given) {
        printf("%s: %s, bucket %u (there are %u)\n", text_shown(file->path).text, arguments->street,
               (unsigned)arguments->bucket, (unsigned)file->view.street[file->street].facts.buckets);
        bucket_print_examples(&file->view, file->street, (uint32_t)arguments->bucket);
    } else {
        printf("%s: %s, every bucket\n", text_shown(file->path).text, arguments->street);
        bucket_print_list(&file->view, file->street);
    }
}

/* 64-bit numbers are texts: JSON readers keep 53 bits. */
static void add_fingerprint(cJSON *json, const char *of, uint64_t value)
{
    char text[20];
    snprintf(text, sizeof text, "%016" PRIx64, value);
    cJSON_AddStringToObject(json, of, text);
}

static void add_sections(cJSON *json, const struct container_reader *reader)
{
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
}

static void print_for_programs(const struct inspected *file, const struct arguments *arguments)
{
    const struct container_reader *reader = file->reader;
    const struct container_fingerprints *fingerprints = container_fingerprints_of(reader);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "file", file->path);
    cJSON_AddStringToObject(json, "kind", container_kind_name(container_kind_of(reader)));
    cJSON_AddNumberToObject(json, "version", container_version(reader));
    cJSON_AddNumberToObject(json, "bytes", (double)container_bytes(reader));
    cJSON *prints = cJSON_AddObjectToObject(json, "fingerprints");
    add_fingerprint(prints, "game", fingerprints->game);
    add_fingerprint(prints, "menu", fingerprints->menu);
    add_fingerprint(prints, "buckets", fingerprints->buckets);
    cJSON_AddItemReferenceToObject(json, "description", file->description);
    if (file->has_buckets)
        cJSON_AddItemToObject(json, "streets", bucket_json_streets(&file->view));
    if (arguments->street)
        cJSON_AddStringToObject(json, "street", arguments->street);
    if (arguments->bucket_given)
        cJSON_AddItemToObject(json, "bucket",
                              bucket_json_examples(&file->view, file->street, (uint32_t)arguments->bucket));
    else if (arguments->street)
        cJSON_AddItemToObject(json, "buckets", bucket_json_list(&file->view, file->street));
    add_sections(json, reader);
    cJSON_AddBoolToObject(json, "verified", true);
    command_print_json(json);
}

static bool find_bucket(struct inspected *file, const struct arguments *arguments, struct failure *failure)
{
    if (!arguments->street)
        return true;
    if (!file->has_buckets)
        return failure_set(failure, "%s: a %s has no buckets to show", file->path,
                           container_kind_name(container_kind_of(file->reader)));
    if (!bucket_view_named_street(&file->view, arguments->street, &file->street, failure))
        return failure_context(failure, "%s", file->path);
    uint32_t buckets = file->view.street[file->street].facts.buckets;
    if (arguments->bucket_given && arguments->bucket >= buckets)
        return failure_set(failure, "%s: no bucket %" PRId64 ": those of the %s are 0 to %u", file->path,
                           arguments->bucket, arguments->street, (unsigned)buckets - 1);
    return true;
}

static bool read_file(struct inspected *file, struct failure *failure)
{
    file->reader = container_open_any(file->path, failure);
    if (!file->reader || !verify_all(file->reader, failure))
        return false;
    file->description = cJSON_Parse(container_description(file->reader));
    if (!file->description)
        return failure_set(failure, "%s: its description is no JSON", file->path);
    if (container_kind_of(file->reader) == CONTAINER_BUCKETS)
        file->has_buckets = bucket_view_open(file->path, NULL, &file->view, failure);
    return file->has_buckets || container_kind_of(file->reader) != CONTAINER_BUCKETS;
}

static bool inspect(const char *path, const struct arguments *arguments, struct failure *failure)
{
    struct inspected file = {.path = path};
    bool fine = read_file(&file, failure) && find_bucket(&file, arguments, failure);
    if (fine && arguments->json)
        print_for_programs(&file, arguments);
    else if (fine)
        print_for_people(&file, arguments);
    if (file.has_buckets)
        bucket_view_close(&file.view);
    cJSON_Delete(file.description);
    container_close(file.reader);
    return fine;
}

int command_inspect(int argc, char *argv[])
{
    struct arguments a = {0};
    const struct option options[] = {
        {.name = "street",
         .kind = OPTION_TEXT,
         .value = &a.street,
         .argument = "NAME",
         .help = "every bucket of this street of a bucket file, e.g. river"},
        {.name = "bucket",
         .kind = OPTION_INTEGER,
         .value = &a.bucket,
         .given = &a.bucket_given,
         .argument = "N",
         .help = "this bucket of --street alone, with examples of its hands",
         .low = 0,
         .high = BUCKETS_MOST - 1},
        option_json(&a.json),
    };
    const struct command_form form = {
        "inspect",
        "inspect FILE [OPTION...]",
        "Says what a file of this program (bucket file, checkpoint, blueprint) is and holds, and\n"
        "verifies every checksum in it. The exit status is 1 when anything is damaged.",
        options,
        sizeof options / sizeof *options,
        NULL};
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
    if (a.bucket_given && !a.street) {
        failure_set(&failure, "--bucket needs a street: --street NAME --bucket N");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    command_show_progress();
    return command_end(form.name, inspect(path[0], &a, &failure), &failure);
}
