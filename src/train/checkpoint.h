/* Checkpoints: everything that training needs to go on, and nothing that depends on when or where it ran: with one
 * worker and a seed, the same iteration gives the same bytes.
 *
 * The layout stands at the top of checkpoint.c. Writing and reading happen at a rendezvous: the workers are parked and
 * lend their threads, so that sections are compressed and decompressed in parallel. */
#ifndef TRAIN_CHECKPOINT_H
#define TRAIN_CHECKPOINT_H

#include "base/failure.h"
#include "cfr/sampler.h"
#include "cfr/schedule.h"
#include "cfr/tables.h"
#include "platform/run_context.h"
#include "store/container.h"

#include <stdint.h>

/* Where training stands. */
struct run_progress {
    uint64_t iteration; /* iterations done: the next one's number */
    uint64_t visits, infosets;
    uint64_t seed;
    uint64_t epsilon_step;         /* of an adaptive schedule */
    const struct sampler *sampler; /* of a checkpoint that was read: the one that it was trained with */
};

/* What must be the same for training to go on. */
struct checkpoint_identity {
    struct container_fingerprints fingerprints;
    const char *game_name;
    const char *rows_hint; /* what to say when all of this is the same and the tables' rows are not */
    const struct sampler *sampler;
    const struct schedule_rule *schedule;
    double average; /* exponent */
    /* Of schedules that discount rows: stamped with epochs these mean nothing to a run whose numbers differ. */
    uint64_t interval;
    double alpha, beta;
    bool reset_negative;
    double negative; /* regret_discount_negative: of full-width training */
};

/* A write or a read in progress. Each thread that lends itself calls checkpoint_work once; parts are claimed one by
 * one. */
struct checkpoint_transfer;

/* Memory that each thread of a write takes, and how many threads find something to do. */
size_t checkpoint_write_bytes(const struct tables *tables);
size_t checkpoint_parts(const struct tables *tables);

/* Starts writing PATH. NULL and a reason on failure. `tables` is borrowed and must not change until the end. */
struct checkpoint_transfer *checkpoint_write_start(const char *path, const struct tables *tables,
                                                   const struct run_progress *progress,
                                                   const struct checkpoint_identity *identity, struct failure *failure);

/* Opens PATH and checks everything but the sections' checksums: identity, shape, progress. NULL and a reason on failure.
 * When the work is cancelled what is read is given up, which is a failure; a write is never given up. */
struct checkpoint_transfer *checkpoint_read_start(const struct run_context *run, const char *path,
                                                  struct tables *tables, struct run_progress *progress,
                                                  const struct checkpoint_identity *identity, struct failure *failure);

/* Does parts of the transfer until none is left. Any number of threads at once. */
void checkpoint_work(struct checkpoint_transfer *transfer);

/* How much of it is done or in hand, 0 to 1. Any thread. */
double checkpoint_share(const struct checkpoint_transfer *transfer);

/* After every thread has returned from checkpoint_work: commits or closes. On failure a write leaves no file. */
bool checkpoint_finish(struct checkpoint_transfer *transfer, struct failure *failure);

/* What a checkpoint was trained with: a run that goes on from it takes from there what its configuration leaves open. */
struct checkpoint_setup {
    struct container_fingerprints fingerprints;
    uint32_t buckets[GAME_ROUNDS]; /* 0: no such street */
};

bool checkpoint_read_setup(const char *path, struct checkpoint_setup *setup, struct failure *failure);

/* Whether checkpoint_read_start would take PATH, with the same reason when not; nothing is read into the tables.
 * *foreign: it can be read, but is of another set-up. */
bool checkpoint_fits(const char *path, const struct tables *tables, struct run_progress *progress,
                     const struct checkpoint_identity *identity, bool *foreign, struct failure *failure);

/* The same as far as can be told before there are tables. Buckets whose fingerprint is 0 are not known yet, either. */
bool checkpoint_suits(const char *path, const struct checkpoint_identity *identity, bool *foreign,
                      struct failure *failure);

/* Checks that PATH is a whole, undamaged checkpoint: every checksum. Shows a progress line; fails also when the work is
 * cancelled. */
bool checkpoint_verify(const struct run_context *run, const char *path, struct failure *failure);

#endif
