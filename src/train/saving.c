/* What a run leaves behind: checkpoints, snapshots, the blueprint, and the folders for them. */
#include "train/trainer_state.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "eval/blueprint.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "train/logdir.h"

#include <stdio.h>
#include <string.h>

static void transfer_part(void *transfer, unsigned worker)
{
    (void)worker;
    checkpoint_work(transfer);
}

/* No worker runs: as many threads do the parts of a transfer. */
static bool transfer_all(struct trainer *trainer, struct checkpoint_transfer *transfer, struct failure *failure)
{
    struct pool pool;
    if (pool_start(&pool, trainer->workers, "saver", transfer_part, transfer, failure))
        pool_join(&pool);
    else
        checkpoint_work(transfer);
    return checkpoint_finish(transfer, failure);
}

static bool write_checkpoint(struct trainer *trainer, const char *path, const struct run_progress *progress,
                             struct failure *failure)
{
    if (!logdir_restore(trainer->config->logdir, path, failure))
        return false;
    struct checkpoint_transfer *transfer =
        checkpoint_write_start(path, &trainer->setup->plan.tables, progress, &trainer->setup->identity, failure);
    return transfer && transfer_all(trainer, transfer, failure);
}

bool saving_checkpoint(struct trainer *trainer, struct failure *failure)
{
    struct run_progress progress = trainer_progress(trainer);
    char path[LOGDIR_PATH];
    double begin = clock_seconds();
    logdir_checkpoint(trainer->config->logdir, progress.iteration, path);
    if (!write_checkpoint(trainer, path, &progress, failure))
        return failure_context(failure, "checkpoint at iteration %llu", (unsigned long long)progress.iteration);
    memcpy(trainer->last_checkpoint, path, sizeof path);
    log_info("Checkpoint: %s (%s)", path, text_seconds(clock_seconds() - begin).text);
    /* What a worker that failed has left may be worth nothing: it takes no older one's place. */
    if (!trainer->failed)
        logdir_keep_checkpoints(trainer->config->logdir, progress.iteration,
                                (unsigned)trainer->config->keep_checkpoints);
    return true;
}

bool saving_blueprint(struct trainer *trainer, const char *path, struct failure *failure)
{
    const struct setup *setup = trainer->setup;
    struct blueprint_facts facts = {
        .iterations = trainer_iterations(trainer),
        .seed = setup->plan.seed,
        .sampler = setup->identity.sampler,
        .schedule = setup->identity.schedule,
    };
    return logdir_restore(trainer->config->logdir, path, failure) &&
           blueprint_write(path, &setup->tree, &setup->abstraction, &setup->plan.tables, &facts, failure);
}

bool saving_snapshot(struct trainer *trainer, struct failure *failure)
{
    char path[LOGDIR_PATH];
    double begin = clock_seconds();
    logdir_snapshot(trainer->config->logdir, trainer_iterations(trainer), path);
    if (!saving_blueprint(trainer, path, failure))
        return failure_context(failure, "snapshot");
    log_info("Snapshot: %s (%s)", path, text_seconds(clock_seconds() - begin).text);
    if (trainer->config->keep_snapshots > 0)
        logdir_keep_snapshots(trainer->config->logdir, trainer_iterations(trainer),
                              (unsigned)trainer->config->keep_snapshots);
    return true;
}

static bool read_checkpoint(struct trainer *trainer, const char *path, struct failure *failure)
{
    struct checkpoint_transfer *transfer =
        checkpoint_read_start(path, &trainer->setup->plan.tables, &trainer->start, &trainer->setup->identity, failure);
    if (!transfer)
        return false;
    if (!transfer_all(trainer, transfer, failure))
        return failure_context(failure, "%s", path);
    return true;
}

bool saving_resume(struct trainer *trainer, struct failure *failure)
{
    const char *path = trainer->config->resume_from;
    if (!read_checkpoint(trainer, path, failure))
        return false;
    struct sampler_plan *plan = &trainer->setup->plan;
    if (plan->seed != trainer->start.seed) {
        if (trainer->config->seed_given)
            log_warning("the checkpoint was trained with seed %llu; going on with that one",
                        (unsigned long long)trainer->start.seed);
        plan->seed = trainer->start.seed;
        plan->dealer.seed = trainer->start.seed;
    }
    log_info("Resumed: %s, iteration %s", path, text_thousands(trainer->start.iteration).text);
    return true;
}
