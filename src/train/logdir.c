#include "train/logdir.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"
#include "platform/folder.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Files that are told apart by the iteration in their names. */
enum kind { CHECKPOINTS, SNAPSHOTS, KINDS };

static const struct {
    const char *folder, *stem; /* below the logdir; what comes before the number */
} kinds[KINDS] = {{LOGDIR_CHECKPOINTS, "checkpoint_iter"}, {LOGDIR_SNAPSHOTS, "snapshot_iter"}};

static const char *const folders[] = {LOGDIR_CHECKPOINTS, LOGDIR_SNAPSHOTS, LOGDIR_TENSORBOARD};

/* Everything that a run writes directly below its logdir. What tells that a run is there comes last: when moving stops
 * half-way, the next start goes on with the rest. */
static const char *const entries[] = {LOGDIR_TENSORBOARD, LOGDIR_EVALUATION, LOGDIR_CONFIG,     LOGDIR_LOG,
                                      LOGDIR_SNAPSHOTS,   LOGDIR_BLUEPRINT,  LOGDIR_CHECKPOINTS};

enum {
    FOLDERS = sizeof folders / sizeof *folders,
    ENTRIES = sizeof entries / sizeof *entries,
    LONGEST = LOGDIR_PATH - 128,     /* of a logdir */
    EARLIER_PATH = LOGDIR_PATH - 96, /* of a folder in it; all that lies there has room in LOGDIR_PATH */
};

void logdir_entry(const char *logdir, const char *name, char path[LOGDIR_PATH])
{
    snprintf(path, LOGDIR_PATH, "%s/%s", logdir, name);
}

static void name_file(const char *logdir, enum kind kind, uint64_t iteration, char path[LOGDIR_PATH])
{
    snprintf(path, LOGDIR_PATH, "%s/%s/%s%" PRIu64 ".holdem", logdir, kinds[kind].folder, kinds[kind].stem, iteration);
}

void logdir_checkpoint(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH])
{
    name_file(logdir, CHECKPOINTS, iteration, path);
}

void logdir_snapshot(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH])
{
    name_file(logdir, SNAPSHOTS, iteration, path);
}

/* The iterations in the names of a folder's files, newest first. */
struct listing {
    const char *stem;
    uint64_t *iteration; /* owned */
    size_t count;
};

/* A name that a run does not give, such as checkpoint_iter007.holdem, is no file of a run. */
static void list_entry(void *context, const char *name)
{
    struct listing *listing = context;
    size_t length = strlen(listing->stem);
    uint64_t iteration;
    char given[64];
    if (strncmp(name, listing->stem, length) != 0 || sscanf(name + length, "%" SCNu64, &iteration) != 1)
        return;
    snprintf(given, sizeof given, "%" PRIu64 ".holdem", iteration);
    if (strcmp(name + length, given) != 0)
        return;
    listing->iteration = memory_resize(listing->iteration, listing->count + 1, sizeof *listing->iteration);
    listing->iteration[listing->count++] = iteration;
}

static int newest_first(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

/* A folder that is not there holds nothing. What could be read is listed even when the rest could not. */
static bool list(const char *logdir, enum kind kind, struct listing *listing, struct failure *failure)
{
    char path[LOGDIR_PATH];
    *listing = (struct listing){.stem = kinds[kind].stem};
    logdir_entry(logdir, kinds[kind].folder, path);
    struct failure reason;
    bool read = folder_list(path, list_entry, listing, &reason) || reason.error == ENOENT || reason.error == ENOTDIR;
    if (!read && failure)
        *failure = reason;
    if (listing->count > 1)
        qsort(listing->iteration, listing->count, sizeof *listing->iteration, newest_first);
    return read;
}

bool logdir_checkpoints(const char *logdir, uint64_t **iteration, size_t *count, struct failure *failure)
{
    struct listing listing;
    bool read = list(logdir, CHECKPOINTS, &listing, failure);
    *iteration = listing.iteration;
    *count = listing.count;
    return read;
}

uint64_t *logdir_snapshots(const char *logdir, size_t *count)
{
    struct listing listing;
    list(logdir, SNAPSHOTS, &listing, NULL);
    *count = listing.count;
    return listing.iteration;
}

/* *reached: the highest iteration is at least `iteration`. */
static bool reaches(const char *logdir, enum kind kind, uint64_t iteration, bool *reached, struct failure *failure)
{
    struct listing listing;
    bool read = list(logdir, kind, &listing, failure);
    *reached = listing.count > 0 && listing.iteration[0] >= iteration;
    memory_release(listing.iteration);
    return read;
}

/* --- what is moved --- */

/* The first earlier-<K> that is free; where names cannot be looked up there is none. */
static bool make_earlier(const char *logdir, char path[EARLIER_PATH], struct failure *failure)
{
    enum { MOST = 1000000 };
    int number = 1;
    do
        snprintf(path, EARLIER_PATH, "%s/earlier-%d", logdir, number++);
    while (number < MOST && file_exists(path));
    return folder_make(path, failure);
}

static bool move_entry(const char *logdir, const char *earlier, const char *name, struct failure *failure)
{
    char from[LOGDIR_PATH], to[LOGDIR_PATH];
    logdir_entry(logdir, name, from);
    logdir_entry(earlier, name, to);
    struct failure reason;
    if (file_rename(from, to, &reason) || reason.error == ENOENT)
        return true;
    *failure = reason;
    return false;
}

static bool move_run(struct log *log, const char *logdir, struct failure *failure)
{
    char earlier[EARLIER_PATH];
    if (!make_earlier(logdir, earlier, failure))
        return false;
    for (size_t i = 0; i < ENTRIES; i++) {
        if (!move_entry(logdir, earlier, entries[i], failure))
            return false;
    }
    log_info(log, "A former run lay in %s: moved to %s", logdir, earlier);
    return true;
}

static bool move_later_files(const char *logdir, const char *earlier, enum kind kind, uint64_t iteration,
                             struct failure *failure)
{
    char from[LOGDIR_PATH], to[LOGDIR_PATH];
    struct listing listing;
    logdir_entry(earlier, kinds[kind].folder, to);
    bool moved = list(logdir, kind, &listing, failure) && folder_make(to, failure);
    for (size_t i = 0; moved && i < listing.count && listing.iteration[i] > iteration; i++) {
        name_file(logdir, kind, listing.iteration[i], from);
        name_file(earlier, kind, listing.iteration[i], to);
        moved = file_rename(from, to, failure);
    }
    memory_release(listing.iteration);
    return moved;
}

/* The checkpoint that the run goes on from is not among those beyond it, as it would be by a name that is not its own. */
static bool stays(const char *logdir, const char *from, uint64_t iteration, struct failure *failure)
{
    struct listing listing;
    bool fine = list(logdir, CHECKPOINTS, &listing, failure);
    for (size_t i = 0; fine && i < listing.count && listing.iteration[i] > iteration; i++) {
        char path[LOGDIR_PATH];
        name_file(logdir, CHECKPOINTS, listing.iteration[i], path);
        if (file_is_same(path, from))
            fine = failure_set(failure, "%s holds iteration %" PRIu64 ": rename it to %s%" PRIu64 ".holdem", path,
                               iteration, kinds[CHECKPOINTS].stem, iteration);
    }
    memory_release(listing.iteration);
    return fine;
}

/* A blueprint is written with a checkpoint: it is of later when there is a later one of those. Without one nobody goes
 * back: the program was killed after a snapshot, which the run that goes on passes again. */
static bool move_later(struct log *log, const char *logdir, const char *from, uint64_t iteration,
                       struct failure *failure)
{
    char earlier[EARLIER_PATH];
    bool beyond;
    if (!reaches(logdir, CHECKPOINTS, iteration + 1, &beyond, failure))
        return false;
    if (!beyond)
        return true;
    if (!stays(logdir, from, iteration, failure))
        return false;
    if (!make_earlier(logdir, earlier, failure) || !move_entry(logdir, earlier, LOGDIR_BLUEPRINT, failure) ||
        !move_later_files(logdir, earlier, SNAPSHOTS, iteration, failure) ||
        !move_later_files(logdir, earlier, CHECKPOINTS, iteration, failure))
        return false;
    log_info(log, "The run in %s had gone on beyond iteration %" PRIu64 ": what came then is moved to %s", logdir,
             iteration, earlier);
    return true;
}

/* --- preparing --- */

/* What would be lost, or mixed with what comes; a run that was killed early may have a log and nothing else. */
bool logdir_holds_run(const char *logdir, bool *holds, struct failure *failure)
{
    static const char *const files[] = {LOGDIR_BLUEPRINT, LOGDIR_EVALUATION, LOGDIR_LOG};
    bool checkpoints = false, snapshots = false;
    *holds = false;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[LOGDIR_PATH];
        logdir_entry(logdir, files[i], path);
        *holds = *holds || file_exists(path);
    }
    bool read =
        reaches(logdir, CHECKPOINTS, 0, &checkpoints, failure) && reaches(logdir, SNAPSHOTS, 0, &snapshots, failure);
    *holds = *holds || checkpoints || snapshots;
    return read;
}

/* A configuration alone is no run, but it may be somebody's own, and the run is about to write one. */
static bool move_former_run(struct log *log, const char *logdir, struct failure *failure)
{
    bool holds;
    char config[LOGDIR_PATH];
    logdir_entry(logdir, LOGDIR_CONFIG, config);
    return logdir_holds_run(logdir, &holds, failure) &&
           ((!holds && !file_exists(config)) || move_run(log, logdir, failure));
}

/* A run that begins once more had no checkpoint. Where it has a blueprint all the same, its checkpoints were removed after
 * its end, and the blueprint is all that is left of it. */
static bool begins_over_result(const char *logdir, const char *from)
{
    char blueprint[LOGDIR_PATH];
    logdir_entry(logdir, "blueprint.holdem", blueprint);
    return file_is_same(from, logdir) && file_exists(blueprint);
}

static bool is_own(const char *logdir, const char *checkpoint)
{
    char folder[LOGDIR_PATH];
    logdir_entry(logdir, kinds[CHECKPOINTS].folder, folder);
    return checkpoint[0] != '\0' && (file_is_in(checkpoint, folder) || file_is_same(checkpoint, logdir));
}

bool logdir_make(const char *logdir, struct failure *failure)
{
    if (strlen(logdir) > LONGEST)
        return failure_set(failure, "--logdir: the path is too long");
    return (folder_make(logdir, failure) && file_check_folder(logdir, failure)) || failure_context(failure, "logdir");
}

bool logdir_lock(struct log *log, const char *logdir, struct lock **lock, struct failure *failure)
{
    char path[LOGDIR_PATH];
    logdir_entry(logdir, "", path);
    enum lock_outcome outcome = lock_take(log, path, lock, failure);
    if (outcome == LOCK_HELD)
        failure_set(failure, "logdir: another run writes to %s", logdir);
    return outcome == LOCK_TAKEN;
}

/* Checkpoints that were being written may take as much room as all others together. */
static void remove_temporaries(struct log *log, const char *logdir)
{
    char path[LOGDIR_PATH];
    snprintf(path, sizeof path, "%s", logdir);
    file_sweep(log, path);
    for (size_t i = 0; i < FOLDERS; i++) {
        logdir_entry(logdir, folders[i], path);
        file_sweep(log, path);
    }
}

static bool make_folders(const char *logdir, struct failure *failure)
{
    for (size_t i = 0; i < FOLDERS; i++) {
        char path[LOGDIR_PATH];
        logdir_entry(logdir, folders[i], path);
        if (!folder_make(path, failure))
            return false;
    }
    return true;
}

bool logdir_prepare(struct log *log, const char *logdir, const char *from, uint64_t iteration, struct failure *failure)
{
    if (!logdir_make(logdir, failure))
        return false;
    remove_temporaries(log, logdir);
    bool goes_on = is_own(logdir, from) && !begins_over_result(logdir, from);
    bool moved = goes_on ? move_later(log, logdir, from, iteration, failure) : move_former_run(log, logdir, failure);
    return (moved && make_folders(logdir, failure)) || failure_context(failure, "logdir");
}

bool logdir_restore(struct log *log, const char *logdir, struct lock *lock, const char *path, struct failure *failure)
{
    char path_of_log[LOGDIR_PATH];
    char *folder = folder_of(path);
    bool gone = !file_exists(folder), there = folder_make(folder, failure) && lock_keep(lock, failure);
    logdir_entry(logdir, LOGDIR_LOG, path_of_log);
    if (there && !file_exists(path_of_log))
        log_move_file(log, path_of_log);
    if (there && gone)
        log_warning(log, "%s was removed while the run goes on: it is made again", folder);
    memory_release(folder);
    return there;
}

static void keep_newest(struct log *log, const char *logdir, enum kind kind, uint64_t iteration, unsigned keep)
{
    struct listing listing;
    struct failure failure;
    size_t first = 0;
    if (!list(logdir, kind, &listing, &failure))
        log_warning(log, "%s", failure.text);
    while (first < listing.count && listing.iteration[first] > iteration)
        first++;
    for (size_t i = first + keep; i < listing.count; i++) {
        char path[LOGDIR_PATH];
        name_file(logdir, kind, listing.iteration[i], path);
        if (!file_remove(path, &failure))
            log_warning(log, "%s", failure.text);
    }
    memory_release(listing.iteration);
}

void logdir_keep_checkpoints(struct log *log, const char *logdir, uint64_t iteration, unsigned keep)
{
    keep_newest(log, logdir, CHECKPOINTS, iteration, keep);
}

void logdir_keep_snapshots(struct log *log, const char *logdir, uint64_t iteration, unsigned keep)
{
    keep_newest(log, logdir, SNAPSHOTS, iteration, keep);
}

bool logdir_drop_snapshot(struct log *log, const char *logdir, unsigned keep)
{
    struct listing listing;
    struct failure failure;
    char path[LOGDIR_PATH];
    uint64_t bytes = 0;
    bool dropped = false;
    if (list(logdir, SNAPSHOTS, &listing, &failure) && listing.count > keep) {
        name_file(logdir, SNAPSHOTS, listing.iteration[listing.count - 1], path);
        file_size_bytes(path, &bytes);
        dropped = file_remove(path, &failure);
        if (dropped)
            log_warning(log, "The disk is full: removed %s (%s)", path, text_bytes(bytes).text);
    }
    memory_release(listing.iteration);
    return dropped;
}
