#include "serve/folders.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "store/given_folder.h"
#include "store/logdir_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDER_PATH = 2048 };

struct listing {
    const char *logdir; /* borrowed */
    struct folders *folders;
    unsigned room;
};

void folder_key(const char *name, char key[FOLDER_NAME])
{
    char shown[FOLDER_NAME - sizeof "~01234567"];
    uint64_t mixed = 0;
    for (const char *byte = name; *byte; byte++)
        mixed = random_mix(mixed + (unsigned char)*byte);
    if (text_clean(name, shown, sizeof shown))
        snprintf(key, FOLDER_NAME, "%s~%08x", shown, (unsigned)(mixed >> 32));
    else
        snprintf(key, FOLDER_NAME, "%s", name);
}

static bool has(const char *folder, const char *name)
{
    char path[FOLDER_PATH];
    snprintf(path, sizeof path, "%.1400s/%s", folder, name);
    return file_exists(path);
}

static bool has_run(const char *logdir, const char *name)
{
    char folder[FOLDER_PATH];
    snprintf(folder, sizeof folder, "%.1024s/%.255s", logdir, name);
    return given_folder_has_blueprint(folder) || has(folder, LOGDIR_SNAPSHOTS) || has(folder, LOGDIR_TENSORBOARD);
}

static void add(void *context, const char *name)
{
    struct listing *listing = context;
    struct folders *folders = listing->folders;
    if (strlen(name) >= FOLDER_NAME || strncmp(name, "earlier-", 8) == 0 || !has_run(listing->logdir, name))
        return;
    if (folders->count == listing->room) {
        listing->room = 2 * listing->room + 16;
        folders->folder = memory_resize(folders->folder, listing->room, sizeof *folders->folder);
    }
    struct folder *folder = &folders->folder[folders->count++];
    snprintf(folder->name, FOLDER_NAME, "%s", name);
    folder_key(name, folder->key);
}

static int by_name(const void *a, const void *b)
{
    const struct folder *x = a, *y = b;
    return strcmp(x->name, y->name);
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
        qsort(folders->folder, folders->count, sizeof *folders->folder, by_name);
}

void folders_release(struct folders *folders)
{
    memory_release(folders->folder);
    *folders = (struct folders){0};
}
