#include "serve/run.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "store/given_folder.h"
#include "train/events_read.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = LOGDIR_PATH + FOLDER_NAME + 16 };

static const double LIVE_SECONDS = 60;

struct run_file {
    char name[FOLDER_NAME];
    uint64_t offset;                /* up to which it has been read */
    uint64_t damaged, first_damage; /* records left out, and where the first of them begins */
    bool is_refused;                /* it cannot be read further */
    uint64_t refused_bytes;         /* how long it was then */
};

struct run *run_new(struct log *log, const char *logdir, const struct folder *folder)
{
    struct run *run = memory_allocate(1, sizeof *run);
    run->log = log;
    snprintf(run->name, sizeof run->name, "%s", folder->key);
    logdir_entry(logdir, folder->name, run->path);
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

static void add_scalar(struct run *run, const struct event_item *scalar)
{
    struct run_tag *tag = isfinite(scalar->time) ? find_tag(run, scalar->tag) : NULL;
    if (!tag)
        return;
    series_add(&tag->series, (struct series_point){scalar->time, scalar->step, scalar->value});
    if (!run->has_scalars || scalar->time < run->started)
        run->started = scalar->time;
    if (!run->has_scalars || scalar->time > run->updated)
        run->updated = scalar->time;
    run->has_scalars = true;
}

static void add_start(struct run *run, const struct event_item *start)
{
    if (!isfinite(start->time))
        return;
    for (unsigned i = 0; i < run->tags; i++)
        series_drop(&run->tag[i].series, start->step);
    if (run->has_scalars && start->time > run->updated)
        run->paused += start->time - run->updated;
    if (run->starts == RUN_STARTS)
        memmove(run->start, run->start + 1, --run->starts * sizeof *run->start);
    run->start = memory_resize(run->start, run->starts + 1, sizeof *run->start);
    run->start[run->starts++] = (struct run_start){start->time, start->step};
}

/* The furthest of what is left of the series. */
static void find_iteration(struct run *run)
{
    run->iteration = 0;
    for (unsigned i = 0; i < run->tags; i++) {
        const struct series *series = &run->tag[i].series;
        if (series->count > 0 && series->point[series->count - 1].step > run->iteration)
            run->iteration = series->point[series->count - 1].step;
    }
}

/* --- event files --- */

static void name_path(const struct run *run, const char *name, char path[PATH])
{
    snprintf(path, PATH, "%s/" LOGDIR_TENSORBOARD "/%s", run->path, name);
}

static void list_file(void *context, const char *name)
{
    struct run *run = context;
    char path[PATH];
    uint64_t bytes;
    if (!strstr(name, "tfevents") || strlen(name) >= FOLDER_NAME)
        return;
    name_path(run, name, path);
    if (!file_size_bytes(path, &bytes))
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
    run->tags = run->last_tag = run->files = run->starts = 0;
    run->has_scalars = false;
    run->paused = 0;
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

struct file_reading {
    struct run *run;
    struct run_file *file;
};

static void add_item(void *context, const struct event_item *item)
{
    const struct file_reading *reading = context;
    if (item->kind == EVENT_SCALAR)
        add_scalar(reading->run, item);
    else if (item->kind == EVENT_START)
        add_start(reading->run, item);
    else if (reading->file->damaged++ == 0)
        reading->file->first_damage = item->offset;
}

/* Whatever it is may pass, but is said once. */
static void read_file(struct run *run, struct run_file *file)
{
    struct file_reading reading = {run, file};
    struct failure failure;
    char path[PATH];
    uint64_t bytes, damaged = file->damaged;
    name_path(run, file->name, path);
    if (!file_size_bytes(path, &bytes) || bytes == file->offset || (file->is_refused && bytes == file->refused_bytes))
        return;
    bool read = events_read(path, &file->offset, add_item, &reading, &failure);
    if (!read && !file->is_refused)
        log_warning(run->log, "%s; what follows there is left out", failure.text);
    if (damaged == 0 && file->damaged > 0)
        log_warning(run->log, "%s: the record at byte %" PRIu64 " is damaged and left out", path, file->first_damage);
    if (!read) {
        file->is_refused = true;
        file->refused_bytes = bytes;
    }
}

struct run_damage run_damage(const struct run *run, unsigned number)
{
    const struct run_file *file = &run->file[number];
    struct run_damage damage = {""};
    size_t size = sizeof damage.text;
    if (file->damaged > 0 || file->is_refused)
        text_append(damage.text, size, "%s:", file->name);
    if (file->damaged > 0)
        text_append(damage.text, size, " %" PRIu64 " damaged record%s left out, %sat byte %" PRIu64, file->damaged,
                    file->damaged > 1 ? "s are" : " is", file->damaged > 1 ? "the first " : "", file->first_damage);
    if (file->is_refused)
        text_append(damage.text, size, "%s cannot be read beyond byte %" PRIu64, file->damaged > 0 ? ";" : "",
                    file->offset);
    return damage;
}

static void read_events(struct run *run)
{
    char folder[PATH];
    snprintf(folder, sizeof folder, "%s/" LOGDIR_TENSORBOARD, run->path);
    if (has_changed_hands(run))
        forget(run);
    folder_list(folder, list_file, run, NULL);
    if (run->files > 1)
        qsort(run->file, run->files, sizeof *run->file, by_name);
    for (unsigned i = 0; i < run->files; i++)
        read_file(run, &run->file[i]);
    find_iteration(run);
}

/* --- other files --- */

static void list_checkpoints(struct run *run)
{
    size_t count;
    uint64_t *iteration;
    logdir_checkpoints(run->path, &iteration, &count, NULL);
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
    logdir_entry(run->path, LOGDIR_BLUEPRINT, path);
    run->has_blueprint = given_folder_has_blueprint(run->path) && file_time(path, &run->blueprint_time);
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
    memory_release(run->start);
    memory_release(run->file);
    memory_release(run->checkpoint);
    memory_release(run);
}
