#include "serve/run.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "train/events_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = LOGDIR_PATH + FOLDER_NAME + 16 };

static const double LIVE_SECONDS = 60;

struct run_file {
    char name[FOLDER_NAME];
    uint64_t offset; /* up to which it has been read */
    bool is_damaged;
    uint64_t refused_bytes; /* how long it was when it could not be read further */
};

struct run *run_new(const char *logdir, const char *name)
{
    struct run *run = memory_allocate(1, sizeof *run);
    snprintf(run->name, sizeof run->name, "%s", name);
    logdir_entry(logdir, name, run->path);
    return run;
}

/* --- scalars --- */

/* Tags come in the same order again and again: the one after the last is looked at first. NULL when there are too
 * many. */
static struct run_tag *find_tag(struct run *run, const char *name)
{
    for (unsigned i = 1; i <= run->tags; i++) {
        unsigned at = (run->last_tag + i) % run->tags;
        if (strcmp(run->tag[at].name, name) == 0) {
            run->last_tag = at;
            return &run->tag[at];
        }
    }
    if (run->tags == RUN_TAGS)
        return NULL;
    run->tag = memory_resize(run->tag, run->tags + 1, sizeof *run->tag);
    run->last_tag = run->tags++;
    run->tag[run->last_tag] = (struct run_tag){.name = memory_copy_text(name)};
    return &run->tag[run->last_tag];
}

static void add_scalar(void *context, const struct event_scalar *scalar)
{
    struct run *run = context;
    struct run_tag *tag = isfinite(scalar->time) ? find_tag(run, scalar->tag) : NULL;
    if (!tag)
        return;
    series_add(&tag->series, (struct series_point){scalar->time, scalar->step, scalar->value});
    if (!run->has_scalars || scalar->time < run->started)
        run->started = scalar->time;
    if (!run->has_scalars || scalar->time > run->updated)
        run->updated = scalar->time;
    if (!run->has_scalars || scalar->step > run->iteration)
        run->iteration = scalar->step;
    run->has_scalars = true;
}

/* --- event files --- */

static void name_path(const struct run *run, const char *name, char path[PATH])
{
    snprintf(path, PATH, "%s/tensorboard/%s", run->path, name);
}

static void list_file(void *context, const char *name)
{
    struct run *run = context;
    if (!strstr(name, "tfevents") || strlen(name) >= FOLDER_NAME)
        return;
    for (unsigned i = 0; i < run->files; i++) {
        if (strcmp(run->file[i].name, name) == 0)
            return;
    }
    run->file = memory_resize(run->file, run->files + 1, sizeof *run->file);
    struct run_file *file = &run->file[run->files++];
    *file = (struct run_file){0};
    snprintf(file->name, sizeof file->name, "%s", name);
}

static int by_name(const void *a, const void *b)
{
    const struct run_file *x = a, *y = b;
    return text_compare_natural(x->name, y->name);
}

static void forget(struct run *run)
{
    for (unsigned i = 0; i < run->tags; i++) {
        series_release(&run->tag[i].series);
        memory_release(run->tag[i].name);
    }
    run->tags = run->last_tag = run->files = 0;
    run->has_scalars = false;
}

/* A file that has been read is gone, or shorter than what was read. */
static bool has_changed_hands(const struct run *run)
{
    char path[PATH];
    for (unsigned i = 0; i < run->files; i++) {
        uint64_t bytes = 0;
        name_path(run, run->file[i].name, path);
        if (!file_size_bytes(path, &bytes) || bytes < run->file[i].offset)
            return true;
    }
    return false;
}

static void read_file(struct run *run, struct run_file *file)
{
    struct failure failure;
    char path[PATH];
    uint64_t bytes;
    name_path(run, file->name, path);
    if (!file_size_bytes(path, &bytes) || bytes == file->offset || (file->is_damaged && bytes == file->refused_bytes))
        return;
    if (events_read(path, &file->offset, add_scalar, run, &failure))
        return;
    /* Whatever it was may pass, but is said once. */
    if (!file->is_damaged)
        log_warning("%s; what follows there is left out", failure.text);
    file->is_damaged = true;
    file->refused_bytes = bytes;
}

static void read_events(struct run *run)
{
    char folder[PATH];
    snprintf(folder, sizeof folder, "%s/tensorboard", run->path);
    if (has_changed_hands(run))
        forget(run);
    folder_list(folder, list_file, run, NULL);
    if (run->files > 1)
        qsort(run->file, run->files, sizeof *run->file, by_name);
    for (unsigned i = 0; i < run->files; i++)
        read_file(run, &run->file[i]);
}

/* --- other files --- */

static void list_checkpoints(struct run *run)
{
    size_t count;
    uint64_t *iteration = logdir_checkpoints(run->path, &count);
    run->checkpoint = memory_resize(run->checkpoint, count, sizeof *run->checkpoint);
    run->checkpoints = 0;
    while (count-- > 0) {
        char path[LOGDIR_PATH];
        struct run_checkpoint checkpoint = {.iteration = iteration[count]};
        logdir_checkpoint(run->path, checkpoint.iteration, path);
        if (file_size_bytes(path, &checkpoint.bytes))
            run->checkpoint[run->checkpoints++] = checkpoint;
    }
    memory_release(iteration);
}

void run_read(struct run *run)
{
    char path[LOGDIR_PATH];
    logdir_entry(run->path, "blueprint.holdem", path);
    run->has_blueprint = file_time(path, &run->blueprint_time);
    list_checkpoints(run);
    read_events(run);
}

bool run_is_live(const struct run *run, double now)
{
    bool is_done = run->has_blueprint && run->updated < run->blueprint_time + 1;
    return run->has_scalars && !is_done && now - run->updated < LIVE_SECONDS;
}

void run_free(struct run *run)
{
    if (!run)
        return;
    forget(run);
    memory_release(run->tag);
    memory_release(run->file);
    memory_release(run->checkpoint);
    memory_release(run);
}
