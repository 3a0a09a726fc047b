/* Layout, version 1. A container of kind CHECKPOINT (store/container.c) with the sections
 *
 *   progress        raw: seven 64-bit words: iteration, visits, infosets, seed, epsilon step, streets, stamped
 *   shape           raw: per street two 32-bit words: buckets, entries of a bucket
 *   regretS, sumS   zstd: the street's floats in the order of the sampler's tables (cfr/tables.h, train/order.h), cut into
 *                   parts of PART_ENTRIES entries
 *   nextS           zstd: floats of the same shape, the regrets of the last iteration, only when they predict
 *   rcarryS         zstd: floats of the same shape, what rounding took from the regrets; so have sums and predictions
 *   carryS, ncarryS       theirs; only in small tables, 0 where a file has none
 *   stampS          zstd: 32-bit epochs of the same shape, only when rows are stamped
 *
 * in the byte order that the container's header names. The description (JSON) names game, sampler and schedule, and
 * average_exponent where it is not the schedule's usual one.
 *
 * Sections are let go of as they are read: a checkpoint takes hardly any memory beside the tables that it fills, so that the
 * plan of a run (train/memory_plan.h) need not count it. */
#include "train/checkpoint.h"

#include "base/memory.h"
#include "train/driver.h"
#include "train/samplers.h"

#include <assert.h>
#include <cJSON.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { VERSION = 1, PART_ENTRIES = 1 << 20, PROGRESS_WORDS = 7 };

typedef uint32_t shape_words[GAME_ROUNDS][2]; /* per street: buckets, entries of a bucket */

enum array_kind {
    ARRAY_REGRET,
    ARRAY_SUM,
    ARRAY_PREDICTION,
    ARRAY_REGRET_CARRY,
    ARRAY_SUM_CARRY,
    ARRAY_PREDICTION_CARRY,
    ARRAY_STAMP,
    ARRAY_KINDS
};

static const struct {
    const char *name;
    bool optional; /* 0 where a file has none */
} arrays[ARRAY_KINDS] = {
    {"regret", false}, {"sum", false},   {"next", false},  {"rcarry", true},
    {"carry", true},   {"ncarry", true}, {"stamp", false},
};

/* One part of one array. */
struct part {
    char name[CONTAINER_SECTION_NAME];
    uint32_t number;
    bool optional;
    void *data;
    size_t bytes;
};

struct checkpoint_transfer {
    struct container_writer *writer; /* one of the two */
    struct container_reader *reader;
    struct part *parts; /* owned */
    size_t parts_count;
    atomic_size_t next;
    atomic_flag failed_once;
    atomic_bool failed;
    struct failure failure; /* written by whoever sets failed_once */
};

static void *array_of(const struct table_street *street, enum array_kind kind)
{
    void *const array[ARRAY_KINDS] = {
        [ARRAY_REGRET] = street->regret,         [ARRAY_SUM] = street->sum,
        [ARRAY_PREDICTION] = street->prediction, [ARRAY_REGRET_CARRY] = street->regret_carry,
        [ARRAY_SUM_CARRY] = street->sum_carry,   [ARRAY_PREDICTION_CARRY] = street->prediction_carry,
        [ARRAY_STAMP] = street->stamp,
    };
    return array[kind];
}

/* Workers stand still: plain access to the entries is safe, and an atomic float or 32-bit word has its plain layout. */
static void list_parts(struct checkpoint_transfer *transfer, const struct tables *tables)
{
    static_assert(sizeof(table_entry) == 4 && sizeof(table_stamp) == 4, "entries are written as 32-bit words");
    size_t most = 0;
    for (unsigned s = 0; s < tables->streets; s++)
        most += ARRAY_KINDS * (size_t)(table_street_entries(&tables->street[s]) / PART_ENTRIES + 1);
    transfer->parts = memory_allocate(most, sizeof *transfer->parts);
    for (unsigned s = 0; s < tables->streets; s++) {
        uint64_t entries = table_street_entries(&tables->street[s]);
        for (unsigned k = 0; k < ARRAY_KINDS; k++) {
            if (!array_of(&tables->street[s], (enum array_kind)k))
                continue;
            uint32_t number = 0;
            for (uint64_t first = 0; first < entries; first += PART_ENTRIES) {
                uint64_t count = entries - first < PART_ENTRIES ? entries - first : PART_ENTRIES;
                struct part *part = &transfer->parts[transfer->parts_count++];
                snprintf(part->name, sizeof part->name, "%s%u", arrays[k].name, s);
                part->number = number++;
                part->optional = arrays[k].optional;
                part->data = (char *)array_of(&tables->street[s], (enum array_kind)k) + first * 4;
                part->bytes = (size_t)count * 4;
            }
        }
    }
}

static unsigned arrays_of(const struct tables *tables)
{
    unsigned floats = tables->predicted ? 3 : 2;
    return (tables->precise ? 2 * floats : floats) + (tables->stamped ? 1 : 0);
}

size_t checkpoint_parts(const struct tables *tables)
{
    size_t parts = 0;
    for (unsigned s = 0; s < tables->streets; s++)
        parts += (size_t)((table_street_entries(&tables->street[s]) + PART_ENTRIES - 1) / PART_ENTRIES);
    return parts * arrays_of(tables);
}

size_t checkpoint_write_bytes(const struct tables *tables)
{
    uint64_t most = 0;
    for (unsigned s = 0; s < tables->streets; s++) {
        uint64_t entries = table_street_entries(&tables->street[s]);
        most = entries > most ? entries : most;
    }
    return container_append_bytes(CODEC_ZSTD, (size_t)(most < PART_ENTRIES ? most : PART_ENTRIES) * 4);
}

static void describe(struct container_writer *writer, const struct run_progress *progress,
                     const struct checkpoint_identity *identity)
{
    cJSON *json = cJSON_CreateObject();
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, progress->seed);
    cJSON_AddStringToObject(json, "game", identity->game_name);
    cJSON_AddNumberToObject(json, "iterations", (double)progress->iteration);
    cJSON_AddStringToObject(json, "seed", seed);
    cJSON_AddStringToObject(json, "sampler", identity->sampler->choice.name);
    cJSON_AddStringToObject(json, "schedule", identity->schedule->choice.name);
    if (identity->average != identity->schedule->usual_average)
        cJSON_AddNumberToObject(json, "average_exponent", identity->average);
    cJSON_AddNumberToObject(json, "discount_interval", (double)identity->interval);
    cJSON_AddNumberToObject(json, "regret_discount_alpha", identity->alpha);
    cJSON_AddNumberToObject(json, "strategy_discount_beta", identity->beta);
    if (driver_of(identity->sampler)->is_full_width)
        cJSON_AddNumberToObject(json, "regret_discount_negative", identity->negative);
    cJSON_AddBoolToObject(json, "dcfr_reset_negative_regrets", identity->reset_negative);
    char *text = cJSON_PrintUnformatted(json);
    container_describe(writer, text);
    cJSON_free(text);
    cJSON_Delete(json);
}

static bool write_head(struct container_writer *writer, const struct tables *tables,
                       const struct run_progress *progress, struct failure *failure)
{
    uint64_t words[PROGRESS_WORDS] = {progress->iteration,    progress->visits, progress->infosets, progress->seed,
                                      progress->epsilon_step, tables->streets,  tables->stamped};
    shape_words shape = {{0}};
    for (unsigned s = 0; s < tables->streets; s++) {
        shape[s][0] = tables->street[s].buckets;
        shape[s][1] = tables->street[s].rows;
    }
    return container_append(writer, "progress", 0, CODEC_RAW, words, sizeof words, failure) &&
           container_append(writer, "shape", 0, CODEC_RAW, shape, sizeof shape, failure);
}

struct checkpoint_transfer *checkpoint_write_start(const char *path, const struct tables *tables,
                                                   const struct run_progress *progress,
                                                   const struct checkpoint_identity *identity, struct failure *failure)
{
    struct container_writer *writer =
        container_create(path, CONTAINER_CHECKPOINT, VERSION, &identity->fingerprints, failure);
    if (!writer)
        return NULL;
    describe(writer, progress, identity);
    if (!write_head(writer, tables, progress, failure)) {
        container_abandon(writer);
        return NULL;
    }
    struct checkpoint_transfer *transfer = memory_allocate(1, sizeof *transfer);
    transfer->writer = writer;
    list_parts(transfer, tables);
    return transfer;
}

static bool same_number(const cJSON *json, const char *key, double wanted)
{
    const cJSON *item = cJSON_GetObjectItem(json, key);
    return cJSON_IsNumber(item) && item->valuedouble == wanted;
}

/* Files that say nothing have the schedule's usual exponent. */
static double average_of(const cJSON *json, const struct checkpoint_identity *identity)
{
    const cJSON *item = cJSON_GetObjectItem(json, "average_exponent");
    return cJSON_IsNumber(item) ? item->valuedouble : identity->schedule->usual_average;
}

static bool same_discounts(const cJSON *json, const struct checkpoint_identity *identity)
{
    const cJSON *reset = cJSON_GetObjectItem(json, "dcfr_reset_negative_regrets");
    return same_number(json, "discount_interval", (double)identity->interval) &&
           same_number(json, "regret_discount_alpha", identity->alpha) &&
           same_number(json, "strategy_discount_beta", identity->beta) &&
           (!driver_of(identity->sampler)->is_full_width || same_number(json, "regret_discount_negative", identity->negative)) &&
           cJSON_IsBool(reset) && (cJSON_IsTrue(reset) != 0) == identity->reset_negative;
}

/* Samplers of hands have the same tables. Those that walk boards have them in another order each, and weigh an iteration in
 * their own way. */
static bool same_tables(const char *name, const struct sampler *sampler)
{
    const struct choice *row = choice_find(samplers, name);
    return row && strcmp(driver_of(sampler_of(row))->rows, driver_of(sampler)->rows) == 0;
}

/* Names what the checkpoint belongs to and what the run is. *foreign: the two are not the same. */
static bool same_identity(const char *path, const struct container_reader *reader,
                          const struct checkpoint_identity *identity, bool *foreign, struct failure *failure)
{
    const struct container_fingerprints *have = container_fingerprints_of(reader);
    const struct container_fingerprints *want = &identity->fingerprints;
    cJSON *json = cJSON_Parse(container_description(reader));
    const char *game = cJSON_GetStringValue(cJSON_GetObjectItem(json, "game"));
    const char *sampler = cJSON_GetStringValue(cJSON_GetObjectItem(json, "sampler"));
    const char *schedule = cJSON_GetStringValue(cJSON_GetObjectItem(json, "schedule"));
    bool readable = game && sampler && schedule, same = false;
    if (!readable)
        failure_set(failure, "%s: the description of the checkpoint cannot be read", path);
    else if (have->game != want->game)
        failure_set(failure, "%s: this checkpoint is of another game (%s); this run trains %s", path, game,
                    identity->game_name);
    else if (have->menu != want->menu)
        failure_set(failure, "%s: this checkpoint has another action menu than this run", path);
    else if (have->buckets != want->buckets)
        failure_set(failure, "%s: this checkpoint has another card abstraction than this run", path);
    else if (!same_tables(sampler, identity->sampler))
        failure_set(failure, "%s: this checkpoint was trained with sampler %s, whose tables %s cannot go on with", path,
                    sampler, identity->sampler->choice.name);
    else if (strcmp(schedule, identity->schedule->choice.name) != 0)
        failure_set(failure, "%s: this checkpoint was trained with schedule %s; this run says %s", path, schedule,
                    identity->schedule->choice.name);
    else if (average_of(json, identity) != identity->average)
        failure_set(
            failure,
            "%s: this checkpoint's average counts iteration t t^%.15g times, this run's t^%.15g times, and sums of one "
            "kind cannot go on as the other (average_exponent)",
            path, average_of(json, identity), identity->average);
    else if (identity->schedule->discount && !same_discounts(json, identity))
        failure_set(
            failure,
            "%s: this checkpoint was trained with other discounts than this run (discount_interval, "
            "regret_discount_alpha, strategy_discount_beta, regret_discount_negative, dcfr_reset_negative_regrets)",
            path);
    else
        same = true;
    *foreign = readable && !same;
    cJSON_Delete(json);
    return same;
}

static bool read_shape(const char *path, const struct container_reader *reader, shape_words shape,
                       struct failure *failure)
{
    const struct container_section *form = container_find(reader, "shape", 0);
    if (!form)
        return failure_set(failure, "%s: the checkpoint lacks its progress or shape", path);
    return container_read(reader, form, shape, sizeof(shape_words), failure);
}

bool checkpoint_read_setup(const char *path, struct checkpoint_setup *setup, struct failure *failure)
{
    shape_words shape;
    struct container_reader *reader = container_open(path, CONTAINER_CHECKPOINT, VERSION, failure);
    bool done = reader && read_shape(path, reader, shape, failure);
    if (done) {
        setup->fingerprints = *container_fingerprints_of(reader);
        for (unsigned s = 0; s < GAME_ROUNDS; s++)
            setup->buckets[s] = shape[s][0];
    }
    if (reader)
        container_close(reader);
    return done;
}

static bool read_head(const char *path, const struct container_reader *reader, const struct tables *tables,
                      struct run_progress *progress, const char *rows_hint, bool *foreign, struct failure *failure)
{
    uint64_t words[PROGRESS_WORDS];
    shape_words shape;
    const struct container_section *head = container_find(reader, "progress", 0);
    if (!head)
        return failure_set(failure, "%s: the checkpoint lacks its progress or shape", path);
    if (!container_read(reader, head, words, sizeof words, failure) || !read_shape(path, reader, shape, failure))
        return false;
    *foreign = true;
    if (words[5] != tables->streets || (words[6] != 0) != tables->stamped)
        return failure_set(failure, "%s: this checkpoint's tables have another form than this run's", path);
    for (unsigned s = 0; s < tables->streets; s++) {
        if (shape[s][0] != tables->street[s].buckets || shape[s][1] != tables->street[s].rows)
            return failure_set(failure, "%s: street %u has %u buckets of %u entries, this run %u of %u%s", path, s + 1,
                               shape[s][0], shape[s][1], tables->street[s].buckets, tables->street[s].rows,
                               rows_hint ? rows_hint : "");
    }
    *foreign = false;
    *progress = (struct run_progress){words[0], words[1], words[2], words[3], words[4]};
    return true;
}

static struct container_reader *open_fitting(const char *path, const struct tables *tables,
                                             struct run_progress *progress, const struct checkpoint_identity *identity,
                                             bool *foreign, struct failure *failure)
{
    struct container_reader *reader = container_open(path, CONTAINER_CHECKPOINT, VERSION, failure);
    *foreign = false;
    if (reader && (!same_identity(path, reader, identity, foreign, failure) ||
                   !read_head(path, reader, tables, progress, identity->rows_hint, foreign, failure))) {
        container_close(reader);
        reader = NULL;
    }
    return reader;
}

bool checkpoint_fits(const char *path, const struct tables *tables, struct run_progress *progress,
                     const struct checkpoint_identity *identity, bool *foreign, struct failure *failure)
{
    struct container_reader *reader = open_fitting(path, tables, progress, identity, foreign, failure);
    if (reader)
        container_close(reader);
    return reader != NULL;
}

struct checkpoint_transfer *checkpoint_read_start(const char *path, struct tables *tables,
                                                  struct run_progress *progress,
                                                  const struct checkpoint_identity *identity, struct failure *failure)
{
    bool foreign;
    struct container_reader *reader = open_fitting(path, tables, progress, identity, &foreign, failure);
    if (!reader)
        return NULL;
    struct checkpoint_transfer *transfer = memory_allocate(1, sizeof *transfer);
    transfer->reader = reader;
    list_parts(transfer, tables);
    return transfer;
}

static bool move_part(struct checkpoint_transfer *transfer, const struct part *part, struct failure *failure)
{
    if (transfer->writer)
        return container_append(transfer->writer, part->name, part->number, CODEC_ZSTD, part->data, part->bytes,
                                failure);
    const struct container_section *section = container_find(transfer->reader, part->name, part->number);
    if (!section && part->optional) {
        memset(part->data, 0, part->bytes);
        return true;
    }
    if (!section)
        return failure_set(failure, "the checkpoint lacks part %u of section %s", part->number, part->name);
    bool done = container_read(transfer->reader, section, part->data, part->bytes, failure);
    container_let_go(transfer->reader, section);
    return done;
}

void checkpoint_work(struct checkpoint_transfer *transfer)
{
    size_t next;
    while ((next = atomic_fetch_add_explicit(&transfer->next, 1, memory_order_relaxed)) < transfer->parts_count) {
        struct failure failure;
        if (atomic_load_explicit(&transfer->failed, memory_order_relaxed))
            return;
        if (!move_part(transfer, &transfer->parts[next], &failure)) {
            /* The first to fail leaves its reason; checkpoint_finish reads it after every thread has come back. */
            if (!atomic_flag_test_and_set(&transfer->failed_once))
                transfer->failure = failure;
            atomic_store_explicit(&transfer->failed, true, memory_order_relaxed);
            return;
        }
    }
}

bool checkpoint_finish(struct checkpoint_transfer *transfer, struct failure *failure)
{
    bool done = !atomic_load_explicit(&transfer->failed, memory_order_relaxed);
    if (!done && failure)
        *failure = transfer->failure;
    if (transfer->reader)
        container_close(transfer->reader);
    else if (done)
        done = container_commit(transfer->writer, failure);
    else
        container_abandon(transfer->writer);
    memory_release(transfer->parts);
    memory_release(transfer);
    return done;
}

bool checkpoint_verify(const char *path, struct failure *failure)
{
    struct container_reader *reader = container_open(path, CONTAINER_CHECKPOINT, VERSION, failure);
    if (!reader)
        return false;
    bool whole = true;
    for (size_t i = 0; whole && i < container_section_count(reader); i++) {
        const struct container_section *section = container_section_at(reader, i);
        whole = container_verify(reader, section, failure);
        container_let_go(reader, section);
    }
    container_close(reader);
    return whole;
}
