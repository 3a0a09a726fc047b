#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/folder.h"

#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifdef _WIN32
#include <direct.h>
#include <windows.h>
#else
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>
#endif

#ifdef _WIN32

static int make_folder(const char *path)
{
    return _mkdir(path);
}

void folder_remove_empty(const char *path)
{
    _rmdir(path);
}

/* There a rename is written through by itself (file_replacement.c). */
bool folder_sync(const char *path, struct failure *failure)
{
    (void)path;
    (void)failure;
    return true;
}

#else

static int make_folder(const char *path)
{
    return mkdir(path, 0777);
}

void folder_remove_empty(const char *path)
{
    rmdir(path);
}

/* Not every file system syncs folders, and not every folder may be opened by those who may write to it. */
bool folder_sync(const char *path, struct failure *failure)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY), error = errno;
    if (descriptor < 0)
        return error == EACCES || failure_system(failure, error, "%s: the folder cannot be synced", path);
    bool synced = fsync(descriptor) == 0;
    error = errno;
    close(descriptor);
    return synced || error == EINVAL || error == ENOTSUP || error == EROFS ||
           failure_system(failure, error, "%s: the folder cannot be synced", path);
}

#endif

char *folder_of(const char *path)
{
    char *folder = memory_copy_text(path), *slash = strrchr(folder, '/');
    if (slash) {
        slash[slash == folder] = '\0';
        return folder;
    }
    memory_release(folder);
    return memory_copy_text(".");
}

char *folder_entry(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = memory_allocate(size, 1);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

bool folder_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* One on the way to `wanted`. */
static bool make_one(const char *path, const char *wanted, struct failure *failure)
{
    if (make_folder(path) != 0) {
        struct stat status;
        int error = errno;
        bool known = stat(path, &status) == 0;
        if (known && S_ISDIR(status.st_mode))
            return true;
        if (error == EEXIST)
            error = known ? ENOTDIR : errno;
        return failure_system(failure, error, "%s: the folder cannot be made", wanted);
    }
    char *parent = folder_of(path);
    bool synced = folder_sync(parent, failure);
    memory_release(parent);
    return synced;
}

bool folder_make(const char *path, struct failure *failure)
{
    char *partial = memory_copy_text(path);
    bool fine = true;
    for (char *slash = partial + 1; fine && *partial; slash++) {
        if (*slash != '/' && *slash != '\0')
            continue;
        char end = *slash;
        *slash = '\0';
        fine = make_one(partial, path, failure);
        *slash = end;
        if (end == '\0')
            break;
    }
    memory_release(partial);
    return fine;
}

#ifdef _WIN32

bool folder_list(const char *path, void (*visit)(void *context, const char *name), void *context,
                 struct failure *failure)
{
    size_t size = strlen(path) + 4;
    char *pattern = memory_allocate(size, 1);
    WIN32_FIND_DATAA entry;
    snprintf(pattern, size, "%s/*", path);
    HANDLE search = FindFirstFileA(pattern, &entry);
    memory_release(pattern);
    if (search == INVALID_HANDLE_VALUE)
        return failure_system(failure, ENOENT, "%s: the folder cannot be read", path);
    do {
        if (strcmp(entry.cFileName, ".") != 0 && strcmp(entry.cFileName, "..") != 0)
            visit(context, entry.cFileName);
    } while (FindNextFileA(search, &entry));
    FindClose(search);
    return true;
}

#else

/* The next entry, or NULL at the end, where errno is 0, and when the folder cannot be read on. */
static struct dirent *next_entry(DIR *folder)
{
    errno = 0;
    return readdir(folder);
}

bool folder_list(const char *path, void (*visit)(void *context, const char *name), void *context,
                 struct failure *failure)
{
    DIR *folder = opendir(path);
    if (!folder)
        return failure_system(failure, errno, "%s: the folder cannot be read", path);
    struct dirent *entry;
    while ((entry = next_entry(folder))) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            visit(context, entry->d_name);
    }
    int error = errno;
    closedir(folder);
    return error == 0 || failure_system(failure, error, "%s: the folder cannot be read", path);
}

#endif

bool folder_cache(char *path, size_t size, struct failure *failure)
{
#if defined(_WIN32)
    const char *base = NULL, *home = getenv("LOCALAPPDATA"), *below = "/holdem/cache";
#elif defined(__APPLE__)
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME"), *below = "/Library/Caches/holdem";
#else
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME"), *below = "/.cache/holdem";
#endif
    int length;
    if (base && base[0])
        length = snprintf(path, size, "%s/holdem", base);
    else if (home && home[0])
        length = snprintf(path, size, "%s%s", home, below);
    else
        return failure_set(failure, "no folder for caches is known: set HOME or XDG_CACHE_HOME");
    return (size_t)length < size || failure_set(failure, "the path of the cache folder is too long");
}
