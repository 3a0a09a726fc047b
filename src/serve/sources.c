#include "serve/sources.h"

#include "base/memory.h"
#include "base/text.h"
#include "eval/agent_policy.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "serve/folders.h"
#include "store/given_folder.h"
#include "train/logdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The one file that is shown, without its filters. */
static const char *only_file(const struct sources *sources)
{
    return sources->file ? filter_rest(sources->file) : NULL;
}

/* --- which there are --- */

struct listing {
    struct source_name *name; /* owned */
    unsigned count, room;
};

/* `path` is not that of a folder. */
static struct source_name *add(struct listing *listing, const char *run, const char *path, uint64_t iteration)
{
    if (listing->count == listing->room) {
        listing->room = 2 * listing->room + 16;
        listing->name = memory_resize(listing->name, listing->room, sizeof *listing->name);
    }
    struct source_name *name = &listing->name[listing->count++];
    *name = (struct source_name){.iteration = iteration, .stamp = file_stamp(path)};
    snprintf(name->run, sizeof name->run, "%s", run);
    snprintf(name->path, sizeof name->path, "%s", path);
    snprintf(name->name, sizeof name->name, "blueprint");
    return name;
}

static void add_snapshots(struct listing *listing, const char *folder, const char *run)
{
    char path[LOGDIR_PATH];
    size_t count;
    uint64_t *iteration = logdir_snapshots(folder, &count);
    for (size_t i = 0; i < count; i++) {
        logdir_snapshot(folder, iteration[i], path);
        if (folder_exists(path))
            continue;
        struct source_name *name = add(listing, run, path, iteration[i]);
        logdir_snapshot(run, iteration[i], path);
        snprintf(name->id, sizeof name->id, "%s", path);
        snprintf(name->name, sizeof name->name, "snapshot %s", text_thousands(iteration[i]).text);
    }
    memory_release(iteration);
}

static void add_run(struct listing *listing, const char *logdir, const struct folder *run)
{
    char folder[LOGDIR_PATH], path[LOGDIR_PATH];
    snprintf(folder, sizeof folder, "%.500s/%s", logdir, run->name);
    if (given_folder_has_blueprint(folder)) {
        logdir_entry(folder, LOGDIR_BLUEPRINT, path);
        struct source_name *name = add(listing, run->key, path, UINT64_MAX);
        snprintf(name->id, sizeof name->id, "%s/" LOGDIR_BLUEPRINT, run->key);
    }
    add_snapshots(listing, folder, run->key);
}

static void add_file(struct listing *listing, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct source_name *name = add(listing, ".", path, UINT64_MAX);
    char key[FOLDER_NAME];
    folder_key(slash && slash[1] ? slash + 1 : path, key);
    snprintf(name->id, sizeof name->id, "%s", key);
}

static int by_run_and_progress(const void *a, const void *b)
{
    const struct source_name *x = a, *y = b;
    int order = strcmp(x->run, y->run);
    return order ? order : (x->iteration < y->iteration) - (x->iteration > y->iteration);
}

struct source_name *sources_list(const struct sources *sources, unsigned *count)
{
    struct listing listing = {0};
    const char *file = only_file(sources);
    if (file) {
        add_file(&listing, file);
    } else {
        struct folders runs;
        folders_list(sources->logdir, &runs);
        for (unsigned i = 0; i < runs.count; i++)
            add_run(&listing, sources->logdir, &runs.folder[i]);
        folders_release(&runs);
    }
    if (listing.count > 0)
        qsort(listing.name, listing.count, sizeof *listing.name, by_run_and_progress);
    *count = listing.count;
    return listing.name;
}

/* --- those that are open --- */

static void close_source(struct source *source)
{
    if (source)
        blueprint_close(&source->blueprint);
    memory_release(source);
}

/* By its name in the list, which no request can make up. */
static bool find_path(const struct sources *sources, const char *id, char found[SOURCE_PATH], char path[SOURCE_PATH],
                      struct failure *failure)
{
    unsigned count, i = 0;
    struct source_name *names = sources_list(sources, &count);
    while (id && i < count && strcmp(names[i].id, id) != 0)
        i++;
    if (i < count) {
        snprintf(found, SOURCE_PATH, "%s", names[i].id);
        snprintf(path, SOURCE_PATH, "%s", names[i].path);
    } else if (count == 0) {
        failure_set(failure, "there is no blueprint yet");
    } else {
        failure_set(failure, "there is no blueprint '%.200s'", id);
    }
    memory_release(names);
    return i < count;
}

static struct source *open_source(const struct sources *sources, const char *id, const char *path,
                                  struct failure *failure)
{
    struct source *source = memory_allocate(1, sizeof *source);
    /* Before it is opened: a file that is replaced meanwhile is opened anew at the next request. */
    source->stamp = file_stamp(path);
    snprintf(source->id, sizeof source->id, "%s", id);
    if (!(sources->file ? blueprint_open_filtered(sources->file, &source->blueprint, failure)
                        : blueprint_open(path, &source->blueprint, failure))) {
        memory_release(source);
        return NULL;
    }
    if (!blueprint_open_buckets(&source->blueprint, sources->buckets, failure)) {
        close_source(source);
        return NULL;
    }
    source->agent = agent_of_policy(&source->blueprint.tree, blueprint_as_policy(&source->blueprint));
    return source;
}

/* Where it is open, as the file is now; else the place to open it at: a free one, or the one used longest ago. */
static struct source **find_place(struct sources *sources, const char *id, const char *path)
{
    struct source **place = &sources->open[0];
    for (unsigned i = 0; i < SOURCES_OPEN; i++) {
        struct source **at = &sources->open[i];
        if (*at && strcmp((*at)->id, id) == 0 && (*at)->stamp == file_stamp(path))
            return at;
        if (*place && (!*at || (*at)->used < (*place)->used))
            place = at;
    }
    close_source(*place);
    *place = NULL;
    return place;
}

const struct source *sources_find(struct sources *sources, const char *id, struct failure *failure)
{
    char found[SOURCE_PATH], path[SOURCE_PATH];
    if (!find_path(sources, id, found, path, failure))
        return NULL;
    struct source **place = find_place(sources, found, path);
    if (!*place)
        *place = open_source(sources, found, path, failure);
    if (*place)
        (*place)->used = ++sources->uses;
    return *place;
}

void sources_close(struct sources *sources)
{
    for (unsigned i = 0; i < SOURCES_OPEN; i++)
        close_source(sources->open[i]);
    memset(sources->open, 0, sizeof sources->open);
}
