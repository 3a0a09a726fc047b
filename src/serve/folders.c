#include "serve/folders.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "store/logdir_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct listing {
    const char *logdir; /* borrowed */
    struct folders *folders;
    unsigned room;
};

static bool has_run(const char *logdir, const char *name)
{
    static const char *const traces[] = {LOGDIR_BLUEPRINT, LOGDIR_SNAPSHOTS, LOGDIR_TENSORBOARD};
    for (unsigned i = 0; i < sizeof traces / sizeof *traces; i++) {
        char path[2048];
        snprintf(path, sizeof path, "%.1024s/%.255s/%s", logdir, name, traces[i]);
        if (file_exists(path))
            return true;
    }
    return false;
}

static void add(void *context, const char *name)
{
    struct listing *listing = context;
    struct folders *folders = listing->folders;
    if (strlen(name) >= FOLDER_NAME || strncmp(name, "earlier-", 8) == 0 || !has_run(listing->logdir, name))
        return;
    if (folders->count == listing->room) {
        listing->room = 2 * listing->room + 16;
        folders->name = memory_resize(folders->name, listing->room, sizeof *folders->name);
    }
    snprintf(folders->name[folders->count++], FOLDER_NAME, "%s", name);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

void folders_list(const char *logdir, struct folders *folders)
{
    struct listing listing = {logdir, folders, 0};
    *folders = (struct folders){0};
    if (!logdir)
        return;
    add(&listing, ".");
    folder_list(logdir, add, &listing, NULL);
    if (folders->count > 0)
        qsort(folders->name, folders->count, sizeof *folders->name, by_name);
}

void folders_release(struct folders *folders)
{
    memory_release(folders->name);
    *folders = (struct folders){0};
}
