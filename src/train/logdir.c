#include "train/logdir.h"

#include "base/log.h"
#include "base/memory.h"
#include "platform/file.h"
#include "train/checkpoint.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const folders[] = {"checkpoints", "snapshots", "tensorboard"};

/* Everything that a run writes directly below its logdir. */
static const char *const entries[] = {"checkpoints",     "snapshots",   "tensorboard", "blueprint.holdem",
                                      LOGDIR_EVALUATION, "config.yaml", "train.log"};

enum { FOLDERS = sizeof folders / sizeof *folders, ENTRIES = sizeof entries / sizeof *entries };

void logdir_entry(const char *logdir, const char *name, char path[LOGDIR_PATH])
{
    snprintf(path, LOGDIR_PATH, "%s/%s", logdir, name);
}

void logdir_checkpoint(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH])
{
    snprintf(path, LOGDIR_PATH, "%s/checkpoints/checkpoint_iter%" PRIu64 ".holdem", logdir, iteration);
}

void logdir_snapshot(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH])
{
    snprintf(path, LOGDIR_PATH, "%s/snapshots/snapshot_iter%" PRIu64 ".holdem", logdir, iteration);
}

/* The iterations in the names of a folder's files, newest first. */
struct listing {
    const char *stem;    /* what comes before the number */
    uint64_t *iteration; /* owned */
    size_t count;
};

static void list_entry(void *context, const char *name)
{
    struct listing *listing = context;
    size_t length = strlen(listing->stem);
    uint64_t iteration;
    int end = 0;
    if (strncmp(name, listing->stem, length) != 0 ||
        sscanf(name + length, "%" SCNu64 ".holdem%n", &iteration, &end) != 1 || end == 0 || name[length + (size_t)end])
        return;
    listing->iteration = memory_resize(listing->iteration, listing->count + 1, sizeof *listing->iteration);
    listing->iteration[listing->count++] = iteration;
}

static int newest_first(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

static struct listing list(const char *logdir, const char *folder, const char *stem)
{
    struct listing listing = {.stem = stem};
    char path[LOGDIR_PATH];
    logdir_entry(logdir, folder, path);
    folder_list(path, list_entry, &listing);
    if (listing.count > 1)
        qsort(listing.iteration, listing.count, sizeof *listing.iteration, newest_first);
    return listing;
}

static struct listing list_checkpoints(const char *logdir)
{
    return list(logdir, "checkpoints", "checkpoint_iter");
}

uint64_t *logdir_checkpoints(const char *logdir, size_t *count)
{
    struct listing listing = list_checkpoints(logdir);
    *count = listing.count;
    return listing.iteration;
}

uint64_t *logdir_snapshots(const char *logdir, size_t *count)
{
    struct listing listing = list(logdir, "snapshots", "snapshot_iter");
    *count = listing.count;
    return listing.iteration;
}

/* The folder itself or something in it, by name. */
static bool lies_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    return strncmp(path, folder, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Moves what is there to the first earlier-<K> that is free. */
static bool move_earlier(const char *logdir, struct failure *failure)
{
    char to[LOGDIR_PATH], old[LOGDIR_PATH], new[2 * LOGDIR_PATH], folder[32];
    int number = 1;
    do {
        snprintf(folder, sizeof folder, "earlier-%d", number++);
        logdir_entry(logdir, folder, to);
    } while (file_exists(to));
    if (!folder_make(to, failure))
        return false;
    for (size_t i = 0; i < ENTRIES; i++) {
        logdir_entry(logdir, entries[i], old);
        snprintf(new, sizeof new, "%s/%s", to, entries[i]);
        if (file_exists(old) && !file_rename(old, new, failure))
            return false;
    }
    log_info("A former run lay in %s: moved to %s", logdir, to);
    return true;
}

/* What would be lost if it were written over. */
static bool holds_run(const char *logdir)
{
    char path[LOGDIR_PATH];
    struct listing listing = list_checkpoints(logdir);
    memory_release(listing.iteration);
    logdir_entry(logdir, "blueprint.holdem", path);
    return listing.count > 0 || file_exists(path);
}

bool logdir_prepare(const char *logdir, const char *resume_from, struct failure *failure)
{
    char path[LOGDIR_PATH];
    if (strlen(logdir) > LOGDIR_PATH - 128)
        return failure_set(failure, "--logdir: the path is too long");
    if (!folder_make(logdir, failure) || !folder_check_writable(logdir, failure))
        return failure_context(failure, "logdir");
    if (holds_run(logdir) && !lies_below(resume_from, logdir) && !move_earlier(logdir, failure))
        return false;
    for (size_t i = 0; i < FOLDERS; i++) {
        logdir_entry(logdir, folders[i], path);
        if (!folder_make(path, failure))
            return failure_context(failure, "logdir");
    }
    return true;
}

void logdir_keep_newest(const char *logdir, unsigned keep)
{
    struct listing listing = list_checkpoints(logdir);
    for (size_t i = keep; i < listing.count; i++) {
        char path[LOGDIR_PATH];
        struct failure failure;
        logdir_checkpoint(logdir, listing.iteration[i], path);
        if (!file_remove(path, &failure))
            log_warning("%s", failure.text);
    }
    memory_release(listing.iteration);
}

bool logdir_find_checkpoint(const char *from, char path[LOGDIR_PATH], struct failure *failure)
{
    if (!file_exists(from))
        return failure_set(failure, "--resume-from: %s does not exist", from);
    if (!folder_exists(from)) {
        snprintf(path, LOGDIR_PATH, "%s", from);
        return true;
    }
    struct listing listing = list_checkpoints(from);
    bool found = false;
    for (size_t i = 0; i < listing.count && !found; i++) {
        struct failure reason;
        logdir_checkpoint(from, listing.iteration[i], path);
        found = checkpoint_verify(path, &reason);
        if (!found)
            log_warning("%s; trying the one before it", reason.text);
    }
    memory_release(listing.iteration);
    return found || failure_set(failure, "--resume-from: %s holds no checkpoint that is whole", from);
}
