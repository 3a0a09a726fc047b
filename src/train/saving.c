/* What a run leaves behind: checkpoints, snapshots, the blueprint, and the folders for them. */
#include "train/trainer_state.h"

#include "base/memory.h"
#include "base/text.h"
#include "eval/blueprint.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "train/logdir.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* Between tries of the last files on a full disk, of which there are several in a short patience, too. */
static const double PAUSE_SECONDS = 10, TRIES_LEAST = 4;

/* An interrupt ends the wait between them so soon. */
static const double LOOK_SECONDS = 0.05;

bool saving_make_place(const struct trainer *trainer, const char *path, struct failure *failure)
{
    const struct train_config *config = trainer->config;
    char configuration[LOGDIR_PATH];
    struct failure ignored; /* the file that is to be written tells it better */
    if (!logdir_restore(trainer->run->log, config->logdir, trainer->setup->lock, path, failure))
        return false;
    logdir_entry(config->logdir, LOGDIR_CONFIG, configuration);
    if (!file_exists(configuration))
        config_write(config, configuration, &ignored);
    return true;
}

static void transfer_part(void *transfer, unsigned worker)
{
    (void)worker;
    checkpoint_work(transfer);
}

/* No worker runs: as many threads do the parts of a transfer. */
static bool transfer_all(struct trainer *trainer, struct checkpoint_transfer *transfer, const char *title,
                         struct failure *failure)
{
    struct pool pool;
    struct progress progress;
    progress_start(&progress, trainer->run, title, 1);
    if (pool_start(&pool, memory_plan_savers(trainer->setup, trainer->workers), "saver", transfer_part, transfer,
                   failure)) {
        while (!pool_wait(&pool, 1000 * LOOK_SECONDS))
            progress_show(&progress, checkpoint_share(transfer));
        pool_join(&pool);
    } else {
        checkpoint_work(transfer);
    }
    return checkpoint_finish(transfer, failure);
}

static bool write_checkpoint(struct trainer *trainer, const char *path, const struct run_progress *progress,
                             struct failure *failure)
{
    if (!saving_make_place(trainer, path, failure))
        return false;
    struct checkpoint_transfer *transfer =
        checkpoint_write_start(path, &trainer->setup->plan.tables, progress, &trainer->setup->identity, failure);
    return transfer && transfer_all(trainer, transfer, "Writing the checkpoint", failure);
}

/* What a save can hope for at once: an old snapshot leaves its room on a full disk, of which the newest is kept
 * while the run goes on, and a folder that was removed in this very moment is made by the next try. */
static bool can_try_again(const struct trainer *trainer, const struct failure *failure, bool *restored)
{
    bool vanished = failure->error == ENOENT && !*restored;
    *restored = *restored || vanished;
    return vanished || (file_is_full(failure->error) &&
                        logdir_drop_snapshot(trainer->run->log, trainer->config->logdir, trainer->stop ? 0 : 1));
}

bool saving_checkpoint(struct trainer *trainer, struct failure *failure)
{
    bool restored = false, written;
    struct run_progress progress = trainer_progress(trainer);
    char path[LOGDIR_PATH];
    double begin = run_seconds(trainer->run);
    logdir_checkpoint(trainer->config->logdir, progress.iteration, path);
    do
        written = write_checkpoint(trainer, path, &progress, failure);
    while (!written && can_try_again(trainer, failure, &restored));
    if (!written)
        return failure_context(failure, "checkpoint at iteration %llu", (unsigned long long)progress.iteration);
    memcpy(trainer->last_checkpoint, path, sizeof path);
    log_info(trainer->run->log, "Checkpoint: %s (%s)", path, text_seconds(run_seconds(trainer->run) - begin).text);
    /* What a worker that failed has left may be worth nothing: it takes no older one's place. */
    if (!trainer->failed)
        logdir_keep_checkpoints(trainer->run->log, trainer->config->logdir, progress.iteration,
                                (unsigned)trainer->config->keep_checkpoints);
    return true;
}

bool saving_blueprint(struct trainer *trainer, const char *path, struct failure *failure)
{
    const struct setup *setup = trainer->setup;
    struct blueprint_facts facts = {
        .iterations = trainer_iterations(trainer),
        .seed = setup->plan.seed,
        .sampler = setup->identity.sampler->choice.name,
        .schedule = setup->identity.schedule->choice.name,
        .average_exponent =
            setup->identity.average != setup->identity.schedule->usual_average ? &setup->identity.average : NULL,
    };
    bool restored = false, written;
    do
        written = saving_make_place(trainer, path, failure) &&
                  blueprint_write(trainer->run, path, &setup->tree, &setup->abstraction, &setup->plan.tables, &facts,
                                  failure);
    while (!written && can_try_again(trainer, failure, &restored));
    return written;
}

bool saving_snapshot(struct trainer *trainer, struct failure *failure)
{
    char path[LOGDIR_PATH];
    double begin = run_seconds(trainer->run);
    logdir_snapshot(trainer->config->logdir, trainer_iterations(trainer), path);
    if (!saving_blueprint(trainer, path, failure))
        return failure_context(failure, "snapshot");
    log_info(trainer->run->log, "Snapshot: %s (%s)", path, text_seconds(run_seconds(trainer->run) - begin).text);
    if (trainer->config->keep_snapshots > 0)
        logdir_keep_snapshots(trainer->run->log, trainer->config->logdir, trainer_iterations(trainer),
                              (unsigned)trainer->config->keep_snapshots);
    return true;
}

/* Waits until an interrupt is requested, at most so long; whether there was none. One that ended the run is none. */
static bool wait_undisturbed(const struct trainer *trainer, double seconds, bool interrupted)
{
    double end = run_seconds(trainer->run) + seconds, left;
    while ((left = end - run_seconds(trainer->run)) > 0 && (interrupted || !run_is_cancelled(trainer->run)))
        clock_sleep(left < LOOK_SECONDS ? left : LOOK_SECONDS);
    return interrupted || !run_is_cancelled(trainer->run);
}

/* The message that tells of a snapshot takes with it all that the log still lacks. */
static void make_room_for_log(const struct trainer *trainer)
{
    while (file_is_full(log_file_error(trainer->run->log)) &&
           logdir_drop_snapshot(trainer->run->log, trainer->config->logdir, 0))
        continue;
}

bool saving_finish(struct trainer *trainer, const char *blueprint, struct failure *failure)
{
    double patience = trainer->config->save_patience_seconds, end = run_seconds(trainer->run) + patience;
    double pause = patience / TRIES_LEAST < PAUSE_SECONDS ? patience / TRIES_LEAST : PAUSE_SECONDS;
    bool interrupted = run_is_cancelled(trainer->run), saved = false, written = false;
    for (;;) {
        struct failure of_blueprint;
        saved = saved || saving_checkpoint(trainer, failure);
        written = written || saving_blueprint(trainer, blueprint, saved ? failure : &of_blueprint);
        double left = end - run_seconds(trainer->run);
        if (saved && written) {
            make_room_for_log(trainer);
            return true;
        }
        if (!file_is_full(failure->error) || left < pause || pause <= 0)
            return false;
        log_error(trainer->run->log, "%s; the next try is in %.0f s, for %s more; Ctrl-C ends without", failure->text,
                  ceil(pause), text_seconds(left).text);
        if (!wait_undisturbed(trainer, pause, interrupted))
            return false;
    }
}

static bool read_checkpoint(struct trainer *trainer, const char *path, struct failure *failure)
{
    struct checkpoint_transfer *transfer = checkpoint_read_start(trainer->run, path, &trainer->setup->plan.tables,
                                                                 &trainer->start, &trainer->setup->identity, failure);
    if (!transfer)
        return false;
    if (!transfer_all(trainer, transfer, "Reading the checkpoint", failure))
        return failure_context(failure, "%s", path);
    return true;
}

/* Where the run is told other things than the one that it goes on from. */
static void say_what_is_other(const struct trainer *trainer)
{
    const struct run_progress *start = &trainer->start;
    const struct sampler *sampler = trainer->setup->plan.sampler;
    if (start->sampler && start->sampler != sampler)
        log_warning(trainer->run->log, "the checkpoint was trained with sampler %s; going on with %s",
                    start->sampler->choice.name, sampler->choice.name);
    if (trainer->goal <= start->iteration)
        log_message(trainer->run->log, trainer->goal < start->iteration ? LOG_WARNING : LOG_INFO,
                    "nothing is left to train: the checkpoint is at iteration %s, the run ends at %s, counted from its "
                    "first start",
                    text_thousands(start->iteration).text, text_thousands(trainer->goal).text);
}

bool saving_resume(struct trainer *trainer, struct failure *failure)
{
    const char *path = trainer->resume_from;
    if (!read_checkpoint(trainer, path, failure))
        return false;
    struct sampler_plan *plan = &trainer->setup->plan;
    say_what_is_other(trainer);
    if (plan->seed != trainer->start.seed) {
        if (trainer->config->seed_given)
            log_warning(trainer->run->log, "the checkpoint was trained with seed %llu; going on with that one",
                        (unsigned long long)trainer->start.seed);
        plan->seed = trainer->start.seed;
        plan->dealer.seed = trainer->start.seed;
    }
    log_info(trainer->run->log, "Resumed: %s, iteration %s", path, text_thousands(trainer->start.iteration).text);
    return true;
}
