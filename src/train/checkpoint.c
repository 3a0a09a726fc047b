/* Layout, version 2; without stamps, of which alone the two differ, version 1. A container of kind CHECKPOINT (store/container.c) with the sections
 *
 *   progress        raw: seven 64-bit words: iteration, visits, infosets, seed, epsilon step, streets, stamped
 *   shape           raw: per street two 32-bit words: buckets, entries of a bucket
 *   regretS, sumS   zstd: the street's floats in the order of the sampler's tables (cfr/tables.h, train/order.h), cut into
 *                   parts of PART_ENTRIES entries
 *   nextS           zstd: floats of the same shape, the regrets of the last iteration, only when they predict
 *   rcarryS         zstd: floats of the same shape, what rounding took from the regrets; so have sums and predictions
 *   carryS, ncarryS       theirs; only in small tables, 0 where a file has none
 *   epochS          zstd: 32-bit epochs, half of that shape (table_stamps), only when rows are stamped. In version 1 stampS, of
 *                   the whole shape: a row's epoch stands at its first entry
 *
 * in the byte order that the container's header names. The description (JSON) names game, sampler and schedule, and
 * average_exponent where it is not the schedule's usual one.
 *
 * Sections are let go of as they are read: a checkpoint takes hardly any memory beside the tables that it fills, so that the
 * plan of a run (train/memory_plan.h) need not count it. */
#include "train/checkpoint.h"

#include "base/memory.h"
#include "platform/progress.h"
#include "train/checkpoint_identity.h"
#include "train/checkpoint_part.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { VERSION_WITHOUT_STAMPS = 1, VERSION = 2, PROGRESS_WORDS = 7 };

typedef uint32_t shape_words[GAME_ROUNDS][2]; /* per street: buckets, entries of a bucket */

struct checkpoint_transfer {
    const struct run_context *run;   /* borrowed; of a read */
    struct container_writer *writer; /* one of the two */
    struct container_reader *reader;
    struct checkpoint_part *parts; /* owned */
    size_t parts_count;
    atomic_size_t next;
    atomic_flag failed_once;
    atomic_bool failed;
    struct failure failure; /* written by whoever sets failed_once */
};

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
        container_create(path, CONTAINER_CHECKPOINT, tables->stamped ? VERSION : VERSION_WITHOUT_STAMPS,
                         &identity->fingerprints, failure);
    if (!writer)
        return NULL;
    checkpoint_describe(writer, progress, identity);
    if (!write_head(writer, tables, progress, failure)) {
        container_abandon(writer);
        return NULL;
    }
    struct checkpoint_transfer *transfer = memory_allocate(1, sizeof *transfer);
    transfer->writer = writer;
    transfer->parts = checkpoint_part_list(tables, false, &transfer->parts_count);
    return transfer;
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
    *progress = (struct run_progress){words[0], words[1], words[2], words[3], words[4], checkpoint_sampler(reader)};
    return true;
}

static struct container_reader *open_fitting(const char *path, const struct tables *tables,
                                             struct run_progress *progress, const struct checkpoint_identity *identity,
                                             bool *foreign, struct failure *failure)
{
    struct container_reader *reader = container_open(path, CONTAINER_CHECKPOINT, VERSION, failure);
    *foreign = false;
    if (reader && (!checkpoint_is_of(path, reader, identity, foreign, failure) ||
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

bool checkpoint_suits(const char *path, const struct checkpoint_identity *identity, bool *foreign,
                      struct failure *failure)
{
    struct container_reader *reader = container_open(path, CONTAINER_CHECKPOINT, VERSION, failure);
    *foreign = false;
    bool suits = reader && checkpoint_is_of(path, reader, identity, foreign, failure);
    if (reader)
        container_close(reader);
    return suits;
}

struct checkpoint_transfer *checkpoint_read_start(const struct run_context *run, const char *path,
                                                  struct tables *tables, struct run_progress *progress,
                                                  const struct checkpoint_identity *identity, struct failure *failure)
{
    bool foreign;
    struct container_reader *reader = open_fitting(path, tables, progress, identity, &foreign, failure);
    if (!reader)
        return NULL;
    struct checkpoint_transfer *transfer = memory_allocate(1, sizeof *transfer);
    transfer->run = run;
    transfer->reader = reader;
    transfer->parts = checkpoint_part_list(tables, container_version(reader) < VERSION, &transfer->parts_count);
    return transfer;
}

static bool move_part(struct checkpoint_transfer *transfer, const struct checkpoint_part *part, struct failure *failure)
{
    if (transfer->writer)
        return checkpoint_part_write(part, transfer->writer, failure);
    return run_goes_on(transfer->run, failure) && checkpoint_part_read(part, transfer->reader, failure);
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

double checkpoint_share(const struct checkpoint_transfer *transfer)
{
    size_t next = atomic_load_explicit(&transfer->next, memory_order_relaxed);
    return next < transfer->parts_count ? (double)next / (double)transfer->parts_count : 1;
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

bool checkpoint_verify(const struct run_context *run, const char *path, struct failure *failure)
{
    struct container_reader *reader = container_open(path, CONTAINER_CHECKPOINT, VERSION, failure);
    if (!reader)
        return false;
    struct progress progress;
    bool whole = true;
    progress_start(&progress, run, "Checking the checkpoint", (double)container_bytes(reader));
    for (size_t i = 0; whole && i < container_section_count(reader); i++) {
        const struct container_section *section = container_section_at(reader, i);
        whole = run_goes_on(run, failure) && container_verify(reader, section, failure);
        progress.cost_done += (double)section->stored_bytes;
        progress_show(&progress, 0);
        container_let_go(reader, section);
    }
    container_close(reader);
    return whole;
}
