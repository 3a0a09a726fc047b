#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/folder.h"

#include "base/memory.h"
#include "platform/file.h"

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
#endif

#ifdef _WIN32

static int make_folder(const char *path)
{
    return _mkdir(path);
}

#else

static int make_folder(const char *path)
{
    return mkdir(path, 0777);
}

#endif

bool folder_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
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
        fine = make_folder(partial) == 0 || folder_exists(partial);
        *slash = end;
        if (end == '\0')
            break;
    }
    memory_release(partial);
    if (!fine && errno == EEXIST)
        errno = ENOTDIR;
    return fine || failure_set(failure, "%s: the folder cannot be made: %s", path, strerror(errno));
}

bool folder_check_writable(const char *path, struct failure *failure)
{
    size_t size = strlen(path) + 16;
    char *probe = memory_allocate(size, 1);
    snprintf(probe, size, "%s/.writable", path);
    struct file_replacement *file = file_replace(probe, NULL);
    if (!file)
        failure_set(failure, "%s: no file can be made in the folder: %s", path, strerror(errno));
    file_replacement_abandon(file);
    memory_release(probe);
    return file != NULL;
}

#ifdef _WIN32

bool folder_list(const char *path, void (*visit)(void *context, const char *name), void *context)
{
    size_t size = strlen(path) + 4;
    char *pattern = memory_allocate(size, 1);
    WIN32_FIND_DATAA entry;
    snprintf(pattern, size, "%s/*", path);
    HANDLE search = FindFirstFileA(pattern, &entry);
    memory_release(pattern);
    if (search == INVALID_HANDLE_VALUE)
        return false;
    do {
        if (strcmp(entry.cFileName, ".") != 0 && strcmp(entry.cFileName, "..") != 0)
            visit(context, entry.cFileName);
    } while (FindNextFileA(search, &entry));
    FindClose(search);
    return true;
}

#else

bool folder_list(const char *path, void (*visit)(void *context, const char *name), void *context)
{
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            visit(context, entry->d_name);
    }
    closedir(folder);
    return true;
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
