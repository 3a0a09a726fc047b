#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/file.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/descriptor.h"
#include "platform/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#ifdef _WIN32
#include <io.h>
#include <process.h>
#include <windows.h>
#define fdopen _fdopen
#else
#include <unistd.h>
#endif

#define TEMPORARY ".tmp-"

struct file_replacement {
    int descriptor;         /* owned, unless there is a stream */
    FILE *stream;           /* owned, NULL: nobody asked for it */
    int lost;               /* errno of what the stream could not write, as far as it was noted; 0: nothing */
    char *path, *temporary; /* owned */
};

/* --- what systems call differently --- */

#ifdef _WIN32

/* Callers tell a file that is not there from one that cannot be moved. */
static int replace(const char *from, const char *to)
{
    if (MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return 0;
    DWORD error = GetLastError();
    errno = error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND ? ENOENT
            : error == ERROR_DISK_FULL || error == ERROR_HANDLE_DISK_FULL  ? ENOSPC
                                                                           : EACCES;
    return -1;
}

static int process_number(void)
{
    return _getpid();
}

/* Names of devices are no places for files there either, and the system says so itself. */
static bool is_place(const char *path, struct failure *failure)
{
    (void)path;
    (void)failure;
    return true;
}

static void keep_permissions(const char *path, int descriptor)
{
    (void)path;
    (void)descriptor;
}

#else

static int replace(const char *from, const char *to)
{
    return rename(from, to);
}

static int process_number(void)
{
    return (int)getpid();
}

static bool begins_with(const char *path, const char *folder)
{
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* A device or a FIFO would be replaced by a file, and so would the links by which systems name a program's own
 * streams. */
static bool is_place(const char *path, struct failure *failure)
{
    struct stat status;
    bool devices = (begins_with(path, "/dev/") && !begins_with(path, "/dev/shm/")) || begins_with(path, "/proc/");
    bool regular = stat(path, &status) != 0 || S_ISREG(status.st_mode);
    return (!devices && regular) || failure_set(failure, "%s: is not a regular file", path);
}

static void keep_permissions(const char *path, int descriptor)
{
    struct stat status;
    if (stat(path, &status) == 0)
        (void)!fchmod(descriptor, status.st_mode & 0777);
}

#endif

static bool fail(struct failure *failure, const char *path, int error)
{
    return failure_system(failure, error, "%s: cannot be written", path);
}

static bool sync_folder_of(const char *path, struct failure *failure)
{
    char *folder = folder_of(path);
    bool synced = folder_sync(folder, failure);
    memory_release(folder);
    return synced;
}

/* --- what programs that were killed leave --- */

bool file_is_temporary(const char *name)
{
    static const char digits[] = "0123456789";
    const char *mark = NULL;
    for (const char *next = name; (next = strstr(next, TEMPORARY)); next++)
        mark = next;
    if (!mark || mark == name)
        return false;
    const char *process = mark + strlen(TEMPORARY), *dash = process + strspn(process, digits);
    return dash > process && *dash == '-' && dash[1] && dash[1 + strspn(dash + 1, digits)] == '\0';
}

struct sweeping {
    const char *folder, *stem;
    struct log *log; /* borrowed */
};

/* Whoever writes a temporary file has it locked. It is removed under the lock: whoever has just made it and waits for
 * that sees that it has lost its name. */
static bool remove_left(const char *path)
{
    int descriptor = descriptor_open(path, O_RDWR);
    if (descriptor < 0)
        return false;
    if (descriptor_lock(descriptor, false) == 0)
        return descriptor_remove(descriptor, path);
    descriptor_close(descriptor);
    return false;
}

static void sweep_entry(void *context, const char *name)
{
    const struct sweeping *sweeping = context;
    if (strncmp(name, sweeping->stem, strlen(sweeping->stem)) != 0 || !file_is_temporary(name))
        return;
    char *path = folder_entry(sweeping->folder, name);
    uint64_t bytes;
    if (file_size_bytes(path, &bytes) && remove_left(path))
        log_info(sweeping->log, "Removed %s (%s), which a program that was killed left", path, text_bytes(bytes).text);
    memory_release(path);
}

static void sweep_folder(struct log *log, const char *folder, const char *stem)
{
    struct sweeping sweeping = {folder, stem, log};
    folder_list(folder, sweep_entry, &sweeping, NULL);
}

void file_sweep(struct log *log, const char *folder)
{
    sweep_folder(log, folder, "");
}

static void sweep_for(const char *path)
{
    char *folder = folder_of(path);
    const char *slash = strrchr(path, '/');
    sweep_folder(NULL, folder, slash ? slash + 1 : path);
    memory_release(folder);
}

/* --- replacements --- */

/* A file of the next free name, locked. Between being made and being locked it looks like one that was left, and may be
 * removed: then the next. */
static int open_temporary(const char *path, char *temporary, size_t size)
{
    static atomic_uint number;
    for (;;) {
        snprintf(temporary, size, "%s" TEMPORARY "%d-%u", path, process_number(),
                 atomic_fetch_add_explicit(&number, 1, memory_order_relaxed));
        int descriptor = descriptor_open(temporary, O_RDWR | O_CREAT | O_EXCL);
        if (descriptor < 0 && errno == EEXIST)
            continue;
        if (descriptor < 0)
            return -1;
        descriptor_lock(descriptor, true);
        if (descriptor_is_at(descriptor, temporary))
            return descriptor;
        descriptor_close(descriptor);
    }
}

static void release(struct file_replacement *file)
{
    memory_release(file->path);
    memory_release(file->temporary);
    memory_release(file);
}

struct file_replacement *file_replace(const char *path, struct failure *failure)
{
    if (!is_place(path, failure))
        return NULL;
    sweep_for(path);
    size_t size = strlen(path) + 48;
    struct file_replacement *file = memory_allocate(1, sizeof *file);
    file->path = memory_copy_text(path);
    file->temporary = memory_allocate(size, 1);
    file->descriptor = open_temporary(path, file->temporary, size);
    if (file->descriptor < 0) {
        fail(failure, path, errno);
        release(file);
        return NULL;
    }
    keep_permissions(path, file->descriptor);
    return file;
}

bool file_replacement_write(struct file_replacement *file, const void *data, size_t bytes, struct failure *failure)
{
    size_t written;
    return descriptor_write_all(file->descriptor, data, bytes, &written) || fail(failure, file->path, errno);
}

bool file_replacement_write_at(struct file_replacement *file, uint64_t offset, const void *data, size_t bytes,
                               struct failure *failure)
{
    if (descriptor_seek(file->descriptor, (int64_t)offset, SEEK_SET) < 0)
        return fail(failure, file->path, errno);
    bool written = file_replacement_write(file, data, bytes, failure);
    if (written && descriptor_seek(file->descriptor, 0, SEEK_END) < 0)
        return fail(failure, file->path, errno);
    return written;
}

static int close_replacement(struct file_replacement *file)
{
    return file->stream ? fclose(file->stream) : descriptor_close(file->descriptor);
}

#ifdef _WIN32

/* Closes the file, which is `fine`, and renames it; there no file that is open can be. A sweep that comes between the two
 * takes it for one that was left: then the commit fails. */
static bool put_in_place(struct file_replacement *file, bool fine)
{
    return close_replacement(file) == 0 && fine && replace(file->temporary, file->path) == 0;
}

#else

/* Renames the file, which is `fine`, and closes it. In this order: closing ends the lock, and what has the name of a
 * temporary file and no lock is swept. It has been synced, so that closing it cannot fail any more. */
static bool put_in_place(struct file_replacement *file, bool fine)
{
    bool placed = fine && replace(file->temporary, file->path) == 0;
    int error = errno;
    close_replacement(file);
    errno = error;
    return placed;
}

#endif

void file_note_failure(FILE *stream, int *lost)
{
    int error = errno;
    if (*lost == 0 && ferror(stream))
        *lost = error;
}

void file_replacement_note(struct file_replacement *file)
{
    file_note_failure(file->stream, &file->lost);
}

int file_flush(FILE *stream, int lost)
{
    bool failed = ferror(stream) != 0;
    if (lost != 0)
        return lost;
    if (fflush(stream) != 0)
        return errno;
    if (!failed)
        return 0;
    return fputc('\n', stream) == EOF || fflush(stream) != 0 ? errno : EIO;
}

static bool flush(struct file_replacement *file)
{
    errno = file->stream ? file_flush(file->stream, file->lost) : 0;
    return errno == 0;
}

bool file_replacement_commit(struct file_replacement *file, struct failure *failure)
{
    bool fine = flush(file) && descriptor_sync(file->descriptor) == 0;
    int error = errno;
    if (!put_in_place(file, fine) && fine) {
        fine = false;
        error = errno;
    }
    if (fine) {
        fine = sync_folder_of(file->path, failure);
    } else {
        fail(failure, file->path, error);
        remove(file->temporary);
    }
    release(file);
    return fine;
}

void file_replacement_abandon(struct file_replacement *file)
{
    if (!file)
        return;
    close_replacement(file);
    remove(file->temporary);
    release(file);
}

FILE *file_replace_stream(const char *path, struct file_replacement **file, struct failure *failure)
{
    *file = file_replace(path, failure);
    if (!*file)
        return NULL;
    (*file)->stream = fdopen((*file)->descriptor, "wb");
    if ((*file)->stream)
        return (*file)->stream;
    fail(failure, path, errno);
    file_replacement_abandon(*file);
    *file = NULL;
    return NULL;
}

bool file_write(const char *path, const char *text, struct failure *failure)
{
    struct file_replacement *file = file_replace(path, failure);
    if (file && file_replacement_write(file, text, strlen(text), failure))
        return file_replacement_commit(file, failure);
    file_replacement_abandon(file);
    return false;
}

bool file_rename(const char *from, const char *to, struct failure *failure)
{
    return replace(from, to) == 0 ? sync_folder_of(to, failure)
                                  : failure_system(failure, errno, "%s: cannot be renamed", from);
}

bool file_check_folder(const char *folder, struct failure *failure)
{
    char *probe = folder_entry(folder, ".writable");
    struct failure reason;
    struct file_replacement *file = file_replace(probe, &reason);
    if (!file)
        failure_system(failure, reason.error, "%s: no file can be made in the folder", folder);
    file_replacement_abandon(file);
    memory_release(probe);
    return file != NULL;
}
