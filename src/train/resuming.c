#include "train/resuming.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "store/given_folder.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

static bool can_be_read(const char *path, bool *foreign, struct failure *failure)
{
    struct checkpoint_setup setup;
    *foreign = false;
    return checkpoint_read_setup(path, &setup, failure);
}

static bool can_use(const struct resumption *resumption, const char *path, struct run_progress *progress, bool *foreign,
                    struct failure *failure)
{
    if (!resumption->identity)
        return can_be_read(path, foreign, failure);
    if (!resumption->tables)
        return checkpoint_suits(path, resumption->identity, foreign, failure);
    return checkpoint_fits(path, resumption->tables, progress, resumption->identity, foreign, failure) &&
           checkpoint_verify(resumption->run, path, failure);
}

/* Where a checkpoint stands among the others is told by its name. */
static bool is_named_rightly(const struct resumption *resumption, const char *path, uint64_t iteration,
                             const struct run_progress *progress, struct failure *failure)
{
    return !resumption->tables || progress->iteration == iteration ||
           failure_set(failure, "%s holds iteration %" PRIu64 ", not the one in its name", path, progress->iteration);
}

/* What checkpoints of another set-up have in common is said once: why a run cannot go on, or on the way to an older
 * one. */
struct passed_over {
    bool any_foreign;
    struct failure first_foreign;
};

static void pass_over(const struct resumption *resumption, struct passed_over *passed, bool foreign,
                      const struct failure *reason)
{
    if (!foreign && resumption->tables)
        log_warning(resumption->run->log, "%s; trying the one before it", reason->text);
    else if (foreign && !passed->any_foreign)
        passed->first_foreign = *reason;
    passed->any_foreign = passed->any_foreign || foreign;
}

/* The newest that can be used. */
static bool choose(const struct resumption *resumption, const char *from, const uint64_t iteration[], size_t count,
                   char path[LOGDIR_PATH], struct run_progress *progress, struct failure *failure)
{
    struct passed_over passed = {0};
    for (size_t i = 0; i < count; i++) {
        struct failure reason;
        bool foreign;
        logdir_checkpoint(from, iteration[i], path);
        if (!can_use(resumption, path, progress, &foreign, &reason) ||
            !is_named_rightly(resumption, path, iteration[i], progress, &reason)) {
            if (!run_goes_on(resumption->run, failure))
                return false;
            pass_over(resumption, &passed, foreign, &reason);
            continue;
        }
        if (passed.any_foreign && resumption->tables)
            log_warning(resumption->run->log, "%s; going on from an older one", passed.first_foreign.text);
        return true;
    }
    if (passed.any_foreign)
        return failure_set(failure, "%s", passed.first_foreign.text);
    failure_set(failure, "--resume-from: %s holds no checkpoint that is whole", from);
    given_folder_add_runs(from, failure);
    return false;
}

/* Is this the folder of a run's checkpoints? */
static bool is_within_run(const char *from)
{
    char run[LOGDIR_PATH], folder[LOGDIR_PATH];
    snprintf(run, sizeof run, "%.900s/..", from);
    logdir_entry(run, LOGDIR_CHECKPOINTS, folder);
    return file_is_same(folder, from);
}

/* A run that was killed before its first checkpoint is one that begins; so is the logdir itself, which a start that was
 * killed at once has left empty. */
static bool begin_anew(const struct resumption *resumption, const char *from, char path[LOGDIR_PATH],
                       struct failure *failure)
{
    bool holds, own = file_is_same(resumption->logdir, from);
    if (!logdir_holds_run(from, &holds, failure))
        return false;
    if (!holds && !own && is_within_run(from))
        return failure_set(
            failure, "--resume-from: %s is the folder of a run's checkpoints: name one of them, or the run (%s/..)",
            from, from);
    if (!holds && !own) {
        failure_set(failure, "--resume-from: %s is no run and holds no checkpoint", from);
        given_folder_add_pickles(from, failure);
        given_folder_add_runs(from, failure);
        return false;
    }
    if (resumption->tables)
        log_warning(resumption->run->log, "%s holds no checkpoint yet: the run begins anew", from);
    snprintf(path, LOGDIR_PATH, "%s", own ? resumption->logdir : "");
    return true;
}

static bool find_in_folder(const struct resumption *resumption, const char *from, char path[LOGDIR_PATH],
                           struct run_progress *progress, struct failure *failure)
{
    uint64_t *iteration;
    size_t count;
    bool found = logdir_checkpoints(from, &iteration, &count, failure);
    if (!found)
        failure_context(failure, "--resume-from");
    else if (count > 0)
        found = choose(resumption, from, iteration, count, path, progress, failure);
    else
        found = begin_anew(resumption, from, path, failure);
    memory_release(iteration);
    return found;
}

bool resuming_find(const struct resumption *resumption, const char *from, char path[LOGDIR_PATH],
                   struct run_progress *progress, struct failure *failure)
{
    bool is_file, foreign;
    path[0] = '\0';
    *progress = (struct run_progress){0};
    if (from[0] == '\0')
        return true;
    if (!file_exists(from))
        return errno == ENOENT || errno == ENOTDIR
                   ? failure_set(failure, "--resume-from: %s does not exist", from)
                   : failure_system(failure, errno, "--resume-from: %s cannot be opened", from);
    if (!file_look(from, &is_file, failure))
        return failure_context(failure, "--resume-from");
    if (!is_file)
        return find_in_folder(resumption, from, path, progress, failure);
    snprintf(path, LOGDIR_PATH, "%s", from);
    return can_use(resumption, path, progress, &foreign, failure);
}

bool resuming_setup(const char *from, struct checkpoint_setup *setup)
{
    struct failure ignored;
    bool is_file, found = false;
    uint64_t *iteration;
    size_t count;
    if (from[0] == '\0' || !file_exists(from) || !file_look(from, &is_file, &ignored))
        return false;
    if (is_file)
        return checkpoint_read_setup(from, setup, &ignored);
    /* What could be read is listed even when the rest could not. */
    logdir_checkpoints(from, &iteration, &count, &ignored);
    for (size_t i = 0; i < count && !found; i++) {
        char path[LOGDIR_PATH];
        logdir_checkpoint(from, iteration[i], path);
        found = checkpoint_read_setup(path, setup, &ignored);
    }
    memory_release(iteration);
    return found;
}
