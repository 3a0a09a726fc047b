#include "eval/blueprint.h"

#include "base/memory.h"
#include "base/text.h"
#include "eval/agents.h"
#include "eval/blueprint_shape.h"
#include "eval/bucket_search.h"
#include "platform/file.h"
#include "store/given_folder.h"
#include "store/logdir_names.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

enum { ALL_STREETS = (1 << GAME_ROUNDS) - 1, OTHER_SECTIONS = 1 << GAME_ROUNDS };

/* Reads a text section into `text` (BLUEPRINT_TEXT_LONGEST bytes). */
static bool read_text(const struct container_reader *file, const char *name, char text[], struct failure *failure)
{
    const struct container_section *section = container_find(file, name, 0);
    if (!section)
        return failure_set(failure, "the section '%s' is missing", name);
    if (section->bytes >= BLUEPRINT_TEXT_LONGEST)
        return failure_set(failure, "the section '%s' is too long", name);
    text[section->bytes] = '\0';
    return container_read(file, section, text, section->bytes, failure);
}

static bool read_rules(struct blueprint *blueprint, const char *name, struct failure *failure)
{
    const struct container_fingerprints *fingerprints = container_fingerprints_of(blueprint->file);
    char *text = memory_allocate(BLUEPRINT_TEXT_LONGEST, 1);
    bool done = read_text(blueprint->file, "game", text, failure) && game_parse(name, text, &blueprint->game, failure);
    if (done) {
        snprintf(blueprint->game.name, sizeof blueprint->game.name, "%s", name);
        done = read_text(blueprint->file, "menu", text, failure) && menu_parse(text, &blueprint->menu, failure);
    }
    memory_release(text);
    if (!done)
        return false;
    if (game_fingerprint(&blueprint->game) != fingerprints->game)
        return failure_set(failure, "the game does not fit its fingerprint");
    if (menu_fingerprint(&blueprint->menu) != fingerprints->menu)
        return failure_set(failure, "the action menu does not fit its fingerprint");
    return true;
}

static bool map_street(struct blueprint *blueprint, unsigned street, struct failure *failure)
{
    struct blueprint_street *s = &blueprint->street[street];
    char name[CONTAINER_SECTION_NAME];
    snprintf(name, sizeof name, "street%hhu", (unsigned char)street);
    uint32_t parts = (s->buckets - 1) / s->part_buckets + 1;
    /* Every part must be there: what a damaged shape asks for is bounded by what the file holds. */
    if (parts > container_section_count(blueprint->file))
        return failure_set(failure, "%s: a part is missing", name);
    s->parts = memory_allocate(parts, sizeof *s->parts);
    for (uint32_t p = 0; p < parts; p++) {
        const struct container_section *section = container_find(blueprint->file, name, p);
        uint32_t left = s->buckets - p * s->part_buckets;
        uint32_t buckets = left < s->part_buckets ? left : s->part_buckets;
        if (!section || section->codec != CODEC_RAW)
            return failure_set(failure, "%s: part %u is missing", name, (unsigned)p);
        if (section->bytes != (uint64_t)buckets * s->rows * sizeof **s->parts)
            return failure_set(failure, "%s: part %u has %llu bytes where %llu are needed", name, (unsigned)p,
                               (unsigned long long)section->bytes,
                               (unsigned long long)buckets * s->rows * sizeof **s->parts);
        s->parts[p] = container_map(blueprint->file, section);
    }
    return true;
}

static bool map_streets(struct blueprint *blueprint, struct failure *failure)
{
    struct blueprint_shape shape;
    const struct container_section *section = container_find(blueprint->file, "shape", 0);
    if (!section)
        return failure_set(failure, "the section 'shape' is missing");
    if (!container_read(blueprint->file, section, &shape, sizeof shape, failure))
        return false;
    if (shape.bits != 16)
        return failure_set(failure, "probabilities of %u bits are unknown to this version", (unsigned)shape.bits);
    if (shape.streets != blueprint->game.rounds)
        return failure_set(failure, "%u street%s where the game has %u", (unsigned)shape.streets,
                           shape.streets == 1 ? "" : "s", (unsigned)blueprint->game.rounds);
    for (unsigned s = 0; s < shape.streets; s++) {
        struct blueprint_street *street = &blueprint->street[s];
        street->buckets = shape.street[s].buckets;
        street->rows = shape.street[s].rows;
        street->part_buckets = shape.street[s].part_buckets;
        if (street->rows != blueprint->tree.street_rows[s])
            return failure_set(failure, "street%u: %u entries a bucket where the tree has %u%s", s,
                               (unsigned)street->rows, (unsigned)blueprint->tree.street_rows[s],
                               tree_hint_of_other_rows(&blueprint->game));
        if (street->rows > 0 && (street->buckets == 0 || street->part_buckets == 0))
            return failure_set(failure, "street%u: no buckets", s);
        if (street->rows > 0 && !map_street(blueprint, s, failure))
            return false;
    }
    return true;
}

/* The description was written by us and its checksum holds, but text is text: every value has a fallback. */
static void read_description(struct blueprint *blueprint, char name[], size_t name_size)
{
    cJSON *json = cJSON_Parse(container_description(blueprint->file));
    const char *game = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "game"));
    const char *buckets = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "buckets"));
    const char *sampler = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "sampler"));
    const cJSON *iterations = cJSON_GetObjectItemCaseSensitive(json, "iterations");
    text_clean(game ? game : "game", name, name_size);
    snprintf(blueprint->buckets_source, sizeof blueprint->buckets_source, "%s", buckets ? buckets : "");
    snprintf(blueprint->sampler, sizeof blueprint->sampler, "%.23s", sampler ? sampler : "");
    if (cJSON_IsNumber(iterations) && iterations->valuedouble >= 0 && iterations->valuedouble < 0x1p63)
        blueprint->iterations = (uint64_t)iterations->valuedouble;
    cJSON_Delete(json);
}

/* A logdir stands for the final blueprint in it. */
static void find_file(const char *path, char out[], size_t size)
{
    snprintf(out, size, given_folder_has_blueprint(path) ? "%s/" LOGDIR_BLUEPRINT : "%s", path);
}

/* --- checksums --- */

/* The street whose probabilities a section holds; GAME_ROUNDS: it holds something else. */
static unsigned street_of(const struct container_section *section)
{
    char name[CONTAINER_SECTION_NAME];
    unsigned street = 0;
    for (; street < GAME_ROUNDS; street++) {
        snprintf(name, sizeof name, "street%hhu", (unsigned char)street);
        if (strcmp(section->name, name) == 0)
            break;
    }
    return street;
}

/* Checks the sections of these streets: a bit each, that of GAME_ROUNDS stands for all other sections. */
static bool verify_sections(const struct blueprint *blueprint, unsigned streets, struct failure *failure)
{
    for (size_t i = 0; i < container_section_count(blueprint->file); i++) {
        const struct container_section *section = container_section_at(blueprint->file, i);
        if (streets >> street_of(section) & 1 && !container_verify(blueprint->file, section, failure))
            return false;
    }
    return true;
}

bool blueprint_verify_streets(const struct blueprint *blueprint, unsigned streets, struct failure *failure)
{
    unsigned missing = streets & ~atomic_load(blueprint->verified);
    if (!missing)
        return true;
    if (!verify_sections(blueprint, missing, failure))
        return false;
    atomic_fetch_or(blueprint->verified, missing);
    return true;
}

bool blueprint_verify(const struct blueprint *blueprint, struct failure *failure)
{
    return blueprint_verify_streets(blueprint, ALL_STREETS, failure);
}

/* --- opening --- */

/* The container's own failures name the file already. */
static bool name_file(struct failure *failure, const char *path)
{
    if (failure && strncmp(failure->text, path, strlen(path)) != 0)
        failure_context(failure, "%s", path);
    return false;
}

/* Each decision has two probabilities of two bytes at least: a tree that needs more than the file has is not counted to
 * its end. */
static bool read_tree(struct blueprint *blueprint, struct failure *failure)
{
    struct tree_size size;
    if (!tree_measure(&blueprint->game, &blueprint->menu, container_bytes(blueprint->file) / 4, &size, NULL))
        return failure_set(failure, "the action menu makes a tree of more decisions than the file has room for");
    return tree_build(&blueprint->game, &blueprint->menu, &blueprint->tree, failure);
}

static bool read_file(struct blueprint *blueprint, uint64_t at_once, struct failure *failure)
{
    char name[sizeof blueprint->game.name];
    unsigned checked = container_bytes(blueprint->file) <= at_once ? ALL_STREETS | OTHER_SECTIONS : OTHER_SECTIONS;
    read_description(blueprint, name, sizeof name);
    atomic_store(blueprint->verified, checked & ALL_STREETS);
    return verify_sections(blueprint, checked, failure) && read_rules(blueprint, name, failure) &&
           read_tree(blueprint, failure) && map_streets(blueprint, failure);
}

bool blueprint_open_lazily(const char *path, uint64_t at_once, struct blueprint *blueprint, struct failure *failure)
{
    memset(blueprint, 0, sizeof *blueprint);
    char file_path[4096];
    find_file(path, file_path, sizeof file_path);
    blueprint->file = container_open(file_path, CONTAINER_BLUEPRINT, BLUEPRINT_VERSION, failure);
    if (!blueprint->file)
        return false;
    blueprint->verified = memory_allocate(1, sizeof *blueprint->verified);
    if (read_file(blueprint, at_once, failure))
        return true;
    blueprint_close(blueprint);
    return name_file(failure, file_path);
}

bool blueprint_open(const char *path, struct blueprint *blueprint, struct failure *failure)
{
    return blueprint_open_lazily(path, BLUEPRINT_AT_ONCE, blueprint, failure);
}

/* Nothing is called so: what may have been meant. */
static bool fail_to_find(const char *path, struct failure *failure)
{
    if (choice_named(agents, path))
        return failure_set(failure,
                           "%s is a built-in player, which plays without a file: what is wanted here is a blueprint "
                           "file or the logdir of a run",
                           path);
    return filter_lead_on(path, failure);
}

bool blueprint_open_filtered(const char *name, struct blueprint *blueprint, struct failure *failure)
{
    struct filters filters;
    const char *path;
    /* Before anything is opened: what is wrong with the name is wrong for every file. */
    if (!filter_parse(name, NULL, &filters, &path, failure))
        return false;
    if (!blueprint_open(path, blueprint, failure))
        return !file_exists(path) && fail_to_find(path, failure);
    if (filter_parse(name, &blueprint->game, &blueprint->filters, NULL, failure))
        return true;
    blueprint_close(blueprint);
    return false;
}

void blueprint_close(struct blueprint *blueprint)
{
    if (blueprint->has_buckets)
        abstraction_release(&blueprint->abstraction);
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        memory_release(blueprint->street[s].parts);
    if (blueprint->tree.game)
        tree_release(&blueprint->tree);
    memory_release(blueprint->verified);
    container_close(blueprint->file);
    memset(blueprint, 0, sizeof *blueprint);
}

/* --- buckets --- */

static bool check_buckets(const struct blueprint *blueprint, const char *source, struct failure *failure)
{
    const struct abstraction *abstraction = &blueprint->abstraction;
    if (abstraction->fingerprint != container_fingerprints_of(blueprint->file)->buckets)
        return failure_set(failure, "%s: not the buckets that the blueprint was trained with (%s)", source,
                           blueprint->buckets_source);
    for (unsigned s = 0; s < blueprint->game.rounds; s++) {
        if (abstraction->street[s].buckets != blueprint->street[s].buckets)
            return failure_set(failure, "%s: %u buckets on %s where the blueprint has %u", source,
                               (unsigned)abstraction->street[s].buckets, game_round_name(&blueprint->game, s),
                               (unsigned)blueprint->street[s].buckets);
    }
    return true;
}

bool blueprint_open_buckets(struct blueprint *blueprint, const char *override, struct failure *failure)
{
    if (blueprint->has_buckets)
        return true;
    char found[sizeof blueprint->buckets_source];
    const char *source = override ? override : blueprint->buckets_source;
    bool is_lossless = strcmp(source, "lossless") == 0;
    if (!is_lossless) {
        if (!(override ? bucket_search_named(override, found, sizeof found, failure)
                       : bucket_search(blueprint->file, source, found, sizeof found, failure)))
            return false;
        source = found;
    }
    if (is_lossless) {
        uint64_t most = 0;
        unsigned streets = 0;
        for (unsigned s = 0; s < blueprint->game.rounds; s++) {
            most = blueprint->street[s].buckets > most ? blueprint->street[s].buckets : most;
            streets = blueprint->street[s].buckets > 0 ? s + 1 : streets;
        }
        if (!abstraction_lossless(&blueprint->game, streets, most, &blueprint->abstraction, failure))
            return false;
    } else if (!abstraction_open(source, &blueprint->game, &blueprint->abstraction, failure)) {
        return false;
    }
    blueprint->has_buckets = true;
    if (check_buckets(blueprint, source, failure))
        return true;
    abstraction_release(&blueprint->abstraction);
    blueprint->has_buckets = false;
    return false;
}

/* A row sums to 0 only when the file was damaged after it was written; then it tells nothing. */
static void read_row(const struct blueprint *blueprint, const struct node *node, bucket_id bucket, double probability[])
{
    const uint16_t *row = blueprint_row(blueprint, node, bucket);
    unsigned sum = 0;
    for (unsigned a = 0; a < node->actions; a++)
        sum += row[a];
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = sum ? (double)row[a] / sum : 1.0 / node->actions;
    filter_apply(&blueprint->filters, node->street, probability, node->actions);
}

void blueprint_policy(const struct blueprint *blueprint, const struct node *node, bucket_id bucket, float probability[])
{
    double exact[MENU_ACTIONS];
    read_row(blueprint, node, bucket, exact);
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = (float)exact[a];
}

static bucket_id locate(const void *context, unsigned street, const card cards[])
{
    const struct blueprint *blueprint = context;
    return abstraction_bucket(&blueprint->abstraction, street, cards);
}

static void read_at(const void *context, const struct node *node, bucket_id bucket, double probability[])
{
    read_row(context, node, bucket, probability);
}

static void read_policy(const void *context, const struct node *node, const card cards[], double probability[])
{
    read_at(context, node, locate(context, node->street, cards), probability);
}

struct policy blueprint_as_policy(const struct blueprint *blueprint)
{
    return (struct policy){.read = read_policy, .context = blueprint, .locate = locate, .read_at = read_at};
}
