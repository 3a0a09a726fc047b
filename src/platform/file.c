#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/file.h"

#include "base/memory.h"
#include "base/random.h"
#include "platform/descriptor.h"
#include "platform/folder.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifdef _WIN32
#include <windows.h>
#endif

/* What a file is, however it is named: on some systems names that differ in case are one. */
struct identity {
    uint64_t device, number;
};

/* --- what systems call differently --- */

#ifdef _WIN32

#define fdopen _fdopen

bool file_size_bytes(const char *path, uint64_t *bytes)
{
    struct __stat64 status;
    if (_stat64(path, &status) != 0 || !(status.st_mode & _S_IFREG))
        return false;
    *bytes = (uint64_t)status.st_size;
    return true;
}

/* The whole path with '/' between folders; to be freed. NULL: there is no memory for it. */
static char *whole_path(const char *path)
{
    char *whole = _fullpath(NULL, path, 0);
    for (char *slash = whole; slash && (slash = strchr(slash, '\\'));)
        *slash = '/';
    return whole;
}

static bool identify(const char *path, struct identity *identity)
{
    BY_HANDLE_FILE_INFORMATION about;
    HANDLE file = CreateFileA(path, 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS, NULL);
    bool known = file != INVALID_HANDLE_VALUE && GetFileInformationByHandle(file, &about);
    if (file != INVALID_HANDLE_VALUE)
        CloseHandle(file);
    if (known)
        *identity =
            (struct identity){about.dwVolumeSerialNumber, (uint64_t)about.nFileIndexHigh << 32 | about.nFileIndexLow};
    return known;
}

#else

bool file_size_bytes(const char *path, uint64_t *bytes)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    *bytes = (uint64_t)status.st_size;
    return true;
}

/* The whole path, links followed; to be freed. NULL: it leads nowhere. */
static char *whole_path(const char *path)
{
    return realpath(path, NULL);
}

static bool identify(const char *path, struct identity *identity)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    *identity = (struct identity){(uint64_t)status.st_dev, (uint64_t)status.st_ino};
    return true;
}

#endif

/* --- names --- */

uint64_t file_stamp(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return 0;
    uint64_t stamp = random_mix((uint64_t)status.st_mtime);
    stamp = random_mix(stamp ^ (uint64_t)status.st_size);
    return random_mix(stamp ^ (uint64_t)status.st_ino);
}

bool file_time(const char *path, double *seconds)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    *seconds = (double)status.st_mtime;
    return true;
}

bool file_is_full(int error)
{
#ifdef EDQUOT
    if (error == EDQUOT)
        return true;
#endif
    return error == ENOSPC;
}

bool file_look(const char *path, bool *there, struct failure *failure)
{
    uint64_t bytes;
    errno = 0;
    *there = file_size_bytes(path, &bytes);
    int error = errno;
    if (*there || error == 0 || error == ENOENT || error == ENOTDIR || error == EACCES)
        return true;
    return failure_system(failure, error, "%s: cannot be looked up", path);
}

bool file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != EACCES);
}

bool file_is_same(const char *path, const char *other)
{
    struct identity a, b;
    return identify(path, &a) && identify(other, &b) && a.device == b.device && a.number == b.number;
}

static bool is_parent(const char *folder, const char *path)
{
    char *parent = folder_of(path);
    bool same = file_is_same(parent, folder);
    memory_release(parent);
    return same;
}

bool file_is_in(const char *path, const char *folder)
{
    if (!file_exists(path))
        return false;
    char *whole = whole_path(path);
    bool is_in = is_parent(folder, path) || (whole && is_parent(folder, whole));
    free(whole);
    return is_in;
}

bool file_remove(const char *path, struct failure *failure)
{
    return remove(path) == 0 || failure_system(failure, errno, "%s: cannot be removed", path);
}

/* --- inputs --- */

/* A command reads a handful of files; a server that reads on for days writes none of them. */
enum { INPUTS = 64 };

static char *inputs[INPUTS]; /* owned: paths, as numbers of files come again */
static unsigned inputs_noted;
static atomic_flag inputs_busy = ATOMIC_FLAG_INIT;

static void begin_inputs(void)
{
    while (atomic_flag_test_and_set_explicit(&inputs_busy, memory_order_acquire))
        ;
}

static void end_inputs(void)
{
    atomic_flag_clear_explicit(&inputs_busy, memory_order_release);
}

void file_note_input(const char *path)
{
    char *noted = memory_copy_text(path);
    begin_inputs();
    char **place = &inputs[inputs_noted++ % INPUTS], *before = *place;
    *place = noted;
    end_inputs();
    memory_release(before);
}

bool file_check_output(const char *path, struct failure *failure)
{
    bool is_input = false;
    begin_inputs();
    for (unsigned i = 0; i < INPUTS && inputs[i]; i++)
        is_input = is_input || file_is_same(inputs[i], path);
    end_inputs();
    return !is_input || failure_set(failure, "%s: is read by this command and would be lost: write elsewhere", path);
}

bool file_fail_to_open(const char *path, int error, struct failure *failure)
{
    if (path[0] == '\0')
        return failure_set(failure, "the name of a file is empty");
    if (error == EINVAL)
        return failure_set(failure, "%s: is not a regular file", path);
    if (error == EISDIR || (error == EACCES && folder_exists(path)))
        return failure_set(failure, "%s: is a folder, not a file", path);
    return failure_system(failure, error, "%s: cannot be opened", path);
}

FILE *file_open_stream(const char *path, uint64_t *bytes, struct failure *failure)
{
    int descriptor = descriptor_open_regular(path, bytes);
    FILE *stream = descriptor < 0 ? NULL : fdopen(descriptor, "rb");
    if (!stream) {
        int error = errno;
        if (descriptor >= 0)
            descriptor_close(descriptor);
        file_fail_to_open(path, error, failure);
    }
    return stream;
}

/* Reads up to the end or to `room` bytes. */
static bool read_all(int descriptor, char *text, size_t room, size_t *bytes)
{
    *bytes = 0;
    while (*bytes < room) {
        int64_t got = descriptor_read(descriptor, text + *bytes, room - *bytes);
        if (got < 0)
            return false;
        if (got == 0)
            break;
        *bytes += (size_t)got;
    }
    return true;
}

/* Up to the end, or to `room` bytes, and closes; NULL and a reason on failure. */
static char *read_and_close(const char *path, int descriptor, size_t room, size_t *bytes, struct failure *failure)
{
    char *text = memory_allocate(room + 1, 1);
    bool read = read_all(descriptor, text, room, bytes);
    int error = errno;
    descriptor_close(descriptor);
    if (read) {
        file_note_input(path);
        return text;
    }
    memory_release(text);
    failure_system(failure, error, "%s: cannot be read", path);
    return NULL;
}

static char *fail_to_hold(const char *path, size_t most, struct failure *failure)
{
    failure_set(failure, "%s: is larger than %zu bytes", path, most);
    return NULL;
}

char *file_read(const char *path, size_t most, size_t *bytes, struct failure *failure)
{
    uint64_t size;
    int descriptor = descriptor_open_regular(path, &size);
    if (descriptor < 0) {
        file_fail_to_open(path, errno, failure);
        return NULL;
    }
    if (size > most) {
        descriptor_close(descriptor);
        return fail_to_hold(path, most, failure);
    }
    /* Files of the system (/proc) say that they are empty. */
    return read_and_close(path, descriptor, size > 0 ? (size_t)size : most, bytes, failure);
}

char *file_read_any(const char *path, size_t most, size_t *bytes, struct failure *failure)
{
    bool is_pipe;
    int descriptor = descriptor_open_readable(path, &is_pipe);
    if (descriptor < 0) {
        file_fail_to_open(path, errno, failure);
        return NULL;
    }
    char *text = read_and_close(path, descriptor, most + 1, bytes, failure);
    if (!text || (*bytes <= most && (*bytes > 0 || !is_pipe)))
        return text;
    memory_release(text);
    if (*bytes > most)
        return fail_to_hold(path, most, failure);
    failure_set(failure, "%s: nobody writes to this pipe", path);
    return NULL;
}
