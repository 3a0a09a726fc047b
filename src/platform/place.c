#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/place.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#include <direct.h>
#include <windows.h>
#else
#include <unistd.h>
#endif
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

enum { LONGEST = 4096 };

/* --- what systems call differently --- */

#if defined(_WIN32)

static void turn_slashes(char *path)
{
    for (; *path; path++) {
        if (*path == '\\')
            *path = '/';
    }
}

static bool program_file(char path[LONGEST])
{
    DWORD length = GetModuleFileNameA(NULL, path, LONGEST);
    if (length == 0 || length >= LONGEST)
        return false;
    turn_slashes(path);
    return true;
}

static bool current_folder(char path[LONGEST])
{
    if (!_getcwd(path, LONGEST))
        return false;
    turn_slashes(path);
    return true;
}

static bool is_absolute(const char *path)
{
    return path[0] == '/' || path[0] == '\\' || (path[0] && path[1] == ':');
}

#else

#ifdef __APPLE__

static bool program_file(char path[LONGEST])
{
    char said[LONGEST], *whole;
    uint32_t size = sizeof said;
    if (_NSGetExecutablePath(said, &size) != 0)
        return false;
    whole = realpath(said, NULL);
    bool fits = whole && strlen(whole) < LONGEST;
    if (fits)
        strcpy(path, whole);
    free(whole);
    return fits;
}

#else

/* Linux; elsewhere the link may not be there. */
static bool program_file(char path[LONGEST])
{
    ssize_t length = readlink("/proc/self/exe", path, LONGEST - 1);
    if (length <= 0 || length >= LONGEST - 1)
        return false;
    path[length] = '\0';
    return true;
}

#endif

static bool current_folder(char path[LONGEST])
{
    return getcwd(path, LONGEST) != NULL;
}

static bool is_absolute(const char *path)
{
    return path[0] == '/';
}

#endif

bool place_of_program(char *path, size_t size)
{
    char file[LONGEST];
    if (!program_file(file))
        return false;
    char *slash = strrchr(file, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return (size_t)snprintf(path, size, "%s", file) < size;
}

bool place_make_absolute(const char *path, char *whole, size_t size)
{
    char folder[LONGEST];
    const char *rest = path;
    while (strncmp(rest, "./", 2) == 0)
        rest += 2;
    if (path[0] && !is_absolute(path) && current_folder(folder)) {
        bool top = strcmp(folder, "/") == 0;
        if ((size_t)snprintf(whole, size, "%s/%s", top ? "" : folder, rest) < size)
            return true;
    }
    return (size_t)snprintf(whole, size, "%s", path) < size && is_absolute(path);
}
