/* The blueprint file, kind CONTAINER_BLUEPRINT, version 1. Sections:
 *
 *   "game"      raw  the game's canonical definition (text, no final zero)
 *   "menu"      raw  the action menu (text, no final zero)
 *   "shape"     raw  uint32: bits of a probability (16), streets, then per street: buckets, rows, buckets of a part
 *   "streetN"   raw  N from 0, parts from 0: uint16 [bucket][row + action]; a part has "buckets of a part" whole
 *                    buckets, the last one the rest
 *
 * A probability p is stored as round(65535 p). A reader divides by the row's sum, which is never 0. Rows that
 * training never visited hold equal numbers. The header's fingerprints name game, menu and buckets; the
 * description (JSON) gives game, iterations, seed, sampler, schedule, buckets, config and, when it is known,
 * created; average_exponent when it is not the schedule's usual one. */
#include "eval/blueprint.h"

#include "base/memory.h"
#include "cfr/average.h"
#include "eval/blueprint_shape.h"
#include "platform/progress.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Parts are this large at most, so that writing needs little memory and several threads can share it. */
enum { USUAL_PART_BYTES = 16 << 20 };

struct writing {
    struct progress *progress; /* in bytes */
    struct container_writer *writer;
    const struct tree *tree;
    const struct tables *tables;
    uint32_t part_buckets[GAME_ROUNDS];
    node_id *nodes[GAME_ROUNDS]; /* owned: the decision nodes of each street, ascending */
};

static uint16_t quantise(float probability)
{
    if (!(probability > 0))
        return 0;
    return probability >= 1 ? UINT16_MAX : (uint16_t)(probability * UINT16_MAX + 0.5f);
}

static void quantise_row(const struct tables *tables, const struct node *node, uint32_t bucket, uint16_t row[])
{
    float probability[MENU_ACTIONS];
    unsigned sum = 0;
    average_read(tables, node, bucket, probability);
    for (unsigned a = 0; a < node->actions; a++)
        sum += row[a] = quantise(probability[a]);
    /* Sums that are not finite leave nothing: as good as never visited. */
    for (unsigned a = 0; sum == 0 && a < node->actions; a++)
        row[a] = 1;
}

/* Fills one part; parts are independent of each other. */
static void fill_part(const struct writing *writing, unsigned street, uint32_t first, uint32_t buckets, uint16_t out[])
{
    const struct tree *tree = writing->tree;
    for (uint32_t b = 0; b < buckets; b++, out += tree->street_rows[street]) {
        for (uint32_t i = 0; i < tree->street_nodes[street]; i++) {
            const struct node *node = &tree->nodes[writing->nodes[street][i]];
            quantise_row(writing->tables, node, first + b, out + node->row);
        }
    }
}

static bool write_street(const struct writing *writing, unsigned street, struct failure *failure)
{
    uint32_t buckets = writing->tables->street[street].buckets, rows = writing->tables->street[street].rows;
    uint32_t part_buckets = writing->part_buckets[street];
    size_t most = buckets < part_buckets ? buckets : part_buckets;
    uint16_t *words = memory_allocate(most * rows, sizeof *words);
    char name[CONTAINER_SECTION_NAME];
    snprintf(name, sizeof name, "street%hhu", (unsigned char)street);
    bool done = true;
    uint32_t part = 0;
    for (uint32_t first = 0; done && rows > 0 && first < buckets; part++) {
        uint32_t count = buckets - first < part_buckets ? buckets - first : part_buckets;
        fill_part(writing, street, first, count, words);
        done = container_append(writing->writer, name, part, CODEC_RAW, words, (size_t)count * rows * sizeof *words,
                                failure);
        writing->progress->cost_done += (double)count * rows * sizeof *words;
        progress_show(writing->progress, 0);
        first += count;
    }
    memory_release(words);
    return done;
}

static bool write_text(struct container_writer *writer, const char *name, const char *text, struct failure *failure)
{
    return container_append(writer, name, 0, CODEC_RAW, text, strlen(text), failure);
}

static bool write_shape(const struct writing *writing, struct failure *failure)
{
    struct blueprint_shape shape = {.bits = 16, .streets = writing->tables->streets};
    for (unsigned s = 0; s < shape.streets; s++) {
        shape.street[s].buckets = writing->tables->street[s].buckets;
        shape.street[s].rows = writing->tables->street[s].rows;
        shape.street[s].part_buckets = writing->part_buckets[s];
    }
    return container_append(writing->writer, "shape", 0, CODEC_RAW, &shape, sizeof shape, failure);
}

static void describe(struct container_writer *writer, const struct tree *tree, const struct abstraction *abstraction,
                     const struct blueprint_facts *facts)
{
    cJSON *json = cJSON_CreateObject();
    char number[24];
    cJSON_AddStringToObject(json, "holdem", HOLDEM_VERSION);
    cJSON_AddStringToObject(json, "game", tree->game->name);
    snprintf(number, sizeof number, "%" PRIu64, facts->iterations);
    cJSON_AddRawToObject(json, "iterations", number);
    snprintf(number, sizeof number, "%" PRIu64, facts->seed);
    cJSON_AddRawToObject(json, "seed", number);
    cJSON_AddStringToObject(json, "sampler", facts->sampler);
    cJSON_AddStringToObject(json, "schedule", facts->schedule);
    if (facts->average_exponent)
        cJSON_AddNumberToObject(json, "average_exponent", *facts->average_exponent);
    cJSON_AddStringToObject(json, "buckets", abstraction->source);
    if (facts->config)
        cJSON_AddStringToObject(json, "config", facts->config);
    if (facts->created)
        cJSON_AddStringToObject(json, "created", facts->created);
    char *text = cJSON_Print(json);
    container_describe(writer, text);
    cJSON_free(text);
    cJSON_Delete(json);
}

static void prepare(struct writing *writing, size_t part_bytes)
{
    const struct tree *tree = writing->tree;
    uint32_t found[GAME_ROUNDS] = {0};
    for (unsigned s = 0; s < writing->tables->streets; s++) {
        uint32_t rows = tree->street_rows[s];
        size_t fit = rows == 0 ? 1 : part_bytes / (rows * sizeof(uint16_t));
        writing->part_buckets[s] = fit == 0 ? 1 : fit < UINT32_MAX ? (uint32_t)fit : UINT32_MAX;
        writing->nodes[s] = memory_allocate(tree->street_nodes[s], sizeof *writing->nodes[s]);
    }
    for (node_id n = 0; n < tree->nodes_count; n++) {
        unsigned street = tree->nodes[n].street;
        writing->nodes[street][found[street]++] = n;
    }
}

static bool write_sections(const struct writing *writing, struct failure *failure)
{
    const struct tree *tree = writing->tree;
    char *text = memory_allocate(BLUEPRINT_TEXT_LONGEST, 1);
    game_format(tree->game, text, BLUEPRINT_TEXT_LONGEST);
    bool done = write_text(writing->writer, "game", text, failure);
    menu_format(tree->menu, text, BLUEPRINT_TEXT_LONGEST);
    done = done && write_text(writing->writer, "menu", text, failure) && write_shape(writing, failure);
    memory_release(text);
    for (unsigned s = 0; done && s < writing->tables->streets; s++)
        done = write_street(writing, s, failure);
    return done;
}

uint64_t blueprint_write_bytes(const struct tree *tree, const struct tables *tables)
{
    uint64_t part = 0, nodes = tree->nodes_count * sizeof(node_id);
    for (unsigned s = 0; s < tables->streets; s++) {
        uint64_t street = (uint64_t)tables->street[s].buckets * tables->street[s].rows * sizeof(uint16_t);
        part = street > part ? street : part;
    }
    return nodes + (part < USUAL_PART_BYTES ? part : USUAL_PART_BYTES);
}

/* Of all streets. */
static double street_bytes(const struct tables *tables)
{
    double bytes = 0;
    for (unsigned s = 0; s < tables->streets; s++)
        bytes += (double)tables->street[s].buckets * tables->street[s].rows * sizeof(uint16_t);
    return bytes;
}

bool blueprint_write(const struct run_context *run, const char *path, const struct tree *tree,
                     const struct abstraction *abstraction, const struct tables *tables,
                     const struct blueprint_facts *facts, struct failure *failure)
{
    struct container_fingerprints fingerprints = {game_fingerprint(tree->game), menu_fingerprint(tree->menu),
                                                  abstraction->fingerprint};
    struct progress progress;
    struct writing writing = {.progress = &progress, .tree = tree, .tables = tables};
    progress_start(&progress, run, "Writing the blueprint", street_bytes(tables));
    writing.writer = container_create(path, CONTAINER_BLUEPRINT, BLUEPRINT_VERSION, &fingerprints, failure);
    if (!writing.writer)
        return false;
    prepare(&writing, facts->part_bytes ? facts->part_bytes : USUAL_PART_BYTES);
    bool done = write_sections(&writing, failure);
    for (unsigned s = 0; s < tables->streets; s++)
        memory_release(writing.nodes[s]);
    if (!done) {
        container_abandon(writing.writer);
        return false;
    }
    describe(writing.writer, tree, abstraction, facts);
    return container_commit(writing.writer, failure);
}
