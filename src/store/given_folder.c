#include "store/given_folder.h"

#include "platform/file.h"
#include "platform/folder.h"
#include "platform/folder_names.h"
#include "store/logdir_names.h"

#include <stdio.h>
#include <string.h>

enum { PATH_MOST = 4096 };

static bool has(const char *folder, const char *name, char path[PATH_MOST])
{
    return snprintf(path, PATH_MOST, "%s/%s", folder, name) < PATH_MOST && file_exists(path);
}

bool given_folder_has_blueprint(const char *folder)
{
    char path[PATH_MOST];
    return has(folder, LOGDIR_BLUEPRINT, path) && !folder_exists(path);
}

static bool has_checkpoints(const char *folder)
{
    char path[PATH_MOST];
    return has(folder, LOGDIR_CHECKPOINTS, path);
}

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcmp(path + length - tail, ending) == 0 && !folder_exists(path);
}

static bool is_container(const char *path)
{
    return ends_in(path, ".holdem");
}

static bool is_pickle(const char *path)
{
    return ends_in(path, ".pkl");
}

static void add_names(const char *folder, bool (*wanted)(const char *path), const char *words, struct failure *failure)
{
    struct folder_names names;
    char text[512] = "";
    folder_names_list(folder, wanted, &names);
    folder_names_say(&names, text, sizeof text);
    if (names.count > 0)
        failure_add(failure, "; %s: %s", words, text);
    folder_names_release(&names);
}

void given_folder_add_runs(const char *folder, struct failure *failure)
{
    add_names(folder, has_checkpoints, "runs with checkpoints below it", failure);
}

void given_folder_add_pickles(const char *folder, struct failure *failure)
{
    char path[PATH_MOST];
    snprintf(path, sizeof path, "%.4000s/checkpoints", folder);
    add_names(folder_exists(path) ? path : folder, is_pickle, GIVEN_PICKLED_CHECKPOINTS, failure);
}

/* The newest one. */
static void add_snapshot(const char *folder, struct failure *failure)
{
    struct folder_names names;
    char path[PATH_MOST];
    snprintf(path, sizeof path, "%.4000s/" LOGDIR_SNAPSHOTS, folder);
    folder_names_list(path, is_container, &names);
    if (names.count > 0)
        failure_add(failure, "; its newest snapshot: %s/%s", path, names.name[names.count - 1]);
    folder_names_release(&names);
}

bool given_folder_fail(const char *folder, enum container_kind kind, struct failure *failure)
{
    if (kind == CONTAINER_BLUEPRINT) {
        failure_set(failure, "no " LOGDIR_BLUEPRINT " in %s", folder);
        add_snapshot(folder, failure);
    } else {
        failure_set(failure, "%s is a folder, not a %s", folder, kind ? container_kind_name(kind) : "file");
        add_names(folder, is_container, "in it", failure);
    }
    if (kind != CONTAINER_BUCKETS)
        add_names(folder, given_folder_has_blueprint, "runs below it", failure);
    return false;
}
