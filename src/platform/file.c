#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/file.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifdef _WIN32
#include <io.h>
#include <process.h>
#include <windows.h>
#else
#include <sys/mman.h>
#include <unistd.h>
#endif

/* --- what systems call differently --- */

#ifdef _WIN32

static int open_file(const char *path, int flags)
{
    return _open(path, flags | _O_BINARY, _S_IREAD | _S_IWRITE);
}

static int64_t write_some(int descriptor, const void *data, size_t bytes)
{
    return _write(descriptor, data, (unsigned)(bytes > INT32_MAX ? INT32_MAX : bytes));
}

static int64_t move_to(int descriptor, int64_t offset, int origin)
{
    return _lseeki64(descriptor, offset, origin);
}

static int sync_file(int descriptor)
{
    return _commit(descriptor);
}

static int replace(const char *from, const char *to)
{
    return MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) ? 0 : (errno = EACCES, -1);
}

static void sync_folder_of(const char *path)
{
    (void)path;
}

static int process_number(void)
{
    return _getpid();
}

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

static bool identify(const char *path, BY_HANDLE_FILE_INFORMATION *identity)
{
    HANDLE file = CreateFileA(path, 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS, NULL);
    bool known = file != INVALID_HANDLE_VALUE && GetFileInformationByHandle(file, identity);
    if (file != INVALID_HANDLE_VALUE)
        CloseHandle(file);
    return known;
}

static bool is_same(const char *path, const char *other)
{
    BY_HANDLE_FILE_INFORMATION a, b;
    return identify(path, &a) && identify(other, &b) && a.dwVolumeSerialNumber == b.dwVolumeSerialNumber &&
           a.nFileIndexHigh == b.nFileIndexHigh && a.nFileIndexLow == b.nFileIndexLow;
}

#define close_file _close

#else

static int open_file(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC, 0666);
}

static int64_t write_some(int descriptor, const void *data, size_t bytes)
{
    ssize_t written;
    do
        written = write(descriptor, data, bytes);
    while (written < 0 && errno == EINTR);
    return written;
}

static int64_t move_to(int descriptor, int64_t offset, int origin)
{
    return lseek(descriptor, offset, origin);
}

static int sync_file(int descriptor)
{
#ifdef __APPLE__
    /* There fsync leaves the bytes in the drive's own cache. Not every file system knows the stronger call. */
    if (fcntl(descriptor, F_FULLFSYNC) == 0)
        return 0;
#endif
    return fsync(descriptor);
}

static int replace(const char *from, const char *to)
{
    return rename(from, to);
}

/* A rename is on the disk only when its folder is. */
static void sync_folder_of(const char *path)
{
    char *folder = memory_copy_text(path), *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    int descriptor = open(slash ? folder : ".", O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    memory_release(folder);
}

static int process_number(void)
{
    return (int)getpid();
}

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

/* By number: on some systems names that differ in case are one. */
static bool is_same(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

#define close_file close

#endif

static bool fail(struct failure *failure, const char *path, const char *what)
{
    return failure_set(failure, "%s: %s: %s", path, what, strerror(errno));
}

/* --- views --- */

static const char empty[1];

#ifdef _WIN32

bool file_view_open(const char *path, struct file_view *view, struct failure *failure)
{
    LARGE_INTEGER size;
    HANDLE file = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE || !GetFileSizeEx(file, &size)) {
        if (file != INVALID_HANDLE_VALUE)
            CloseHandle(file);
        return failure_set(failure, "%s: cannot be opened", path);
    }
    *view = (struct file_view){empty, (uint64_t)size.QuadPart};
    if (view->bytes > 0) {
        HANDLE mapping = CreateFileMappingA(file, NULL, PAGE_READONLY, 0, 0, NULL);
        view->data = mapping ? MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0) : NULL;
        if (mapping)
            CloseHandle(mapping);
    }
    CloseHandle(file);
    return view->data || failure_set(failure, "%s: cannot be mapped", path);
}

void file_view_close(struct file_view *view)
{
    if (view->data && view->data != empty)
        UnmapViewOfFile(view->data);
    view->data = NULL;
}

#else

bool file_view_open(const char *path, struct file_view *view, struct failure *failure)
{
    struct stat status;
    int descriptor = open_file(path, O_RDONLY);
    if (descriptor < 0)
        return fail(failure, path, "cannot be opened");
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(descriptor);
        return failure_set(failure, "%s: is not a regular file", path);
    }
    *view = (struct file_view){empty, (uint64_t)status.st_size};
    void *data = view->bytes > 0 ? mmap(NULL, (size_t)view->bytes, PROT_READ, MAP_SHARED, descriptor, 0) : NULL;
    close(descriptor);
    if (data == MAP_FAILED)
        return fail(failure, path, "cannot be mapped");
    if (data)
        view->data = data;
    return true;
}

void file_view_close(struct file_view *view)
{
    if (view->data && view->data != empty)
        munmap((void *)(uintptr_t)view->data, (size_t)view->bytes);
    view->data = NULL;
}

#endif

/* --- replacements --- */

#define TEMPORARY ".tmp-"

struct file_replacement {
    int descriptor;
    char *path, *temporary; /* owned */
};

struct file_replacement *file_replace(const char *path, struct failure *failure)
{
    static atomic_uint number;
    size_t size = strlen(path) + 48;
    struct file_replacement *file = memory_allocate(1, sizeof *file);
    file->path = memory_copy_text(path);
    file->temporary = memory_allocate(size, 1);
    /* In a container the process number may be the same each time: what a crash left is passed by. */
    do {
        snprintf(file->temporary, size, "%s" TEMPORARY "%d-%u", path, process_number(),
                 atomic_fetch_add_explicit(&number, 1, memory_order_relaxed));
        file->descriptor = open_file(file->temporary, O_RDWR | O_CREAT | O_EXCL);
    } while (file->descriptor < 0 && errno == EEXIST);
    if (file->descriptor >= 0)
        return file;
    fail(failure, path, "cannot be written");
    memory_release(file->path);
    memory_release(file->temporary);
    memory_release(file);
    return NULL;
}

bool file_replacement_write(struct file_replacement *file, const void *data, size_t bytes, struct failure *failure)
{
    const char *next = data;
    while (bytes > 0) {
        int64_t written = write_some(file->descriptor, next, bytes);
        if (written < 0)
            return fail(failure, file->path, "cannot be written");
        next += written;
        bytes -= (size_t)written;
    }
    return true;
}

bool file_replacement_write_at(struct file_replacement *file, uint64_t offset, const void *data, size_t bytes,
                               struct failure *failure)
{
    if (move_to(file->descriptor, (int64_t)offset, SEEK_SET) < 0)
        return fail(failure, file->path, "cannot be written");
    bool written = file_replacement_write(file, data, bytes, failure);
    if (move_to(file->descriptor, 0, SEEK_END) < 0 && written)
        return fail(failure, file->path, "cannot be written");
    return written;
}

static void release(struct file_replacement *file)
{
    memory_release(file->path);
    memory_release(file->temporary);
    memory_release(file);
}

bool file_replacement_commit(struct file_replacement *file, struct failure *failure)
{
    bool fine = sync_file(file->descriptor) == 0;
    int error = errno;
    if (close_file(file->descriptor) != 0 && fine) {
        fine = false;
        error = errno;
    }
    if (fine && replace(file->temporary, file->path) != 0) {
        fine = false;
        error = errno;
    }
    if (fine) {
        sync_folder_of(file->path);
    } else {
        errno = error;
        fail(failure, file->path, "cannot be written");
        remove(file->temporary);
    }
    release(file);
    return fine;
}

void file_replacement_abandon(struct file_replacement *file)
{
    if (!file)
        return;
    close_file(file->descriptor);
    remove(file->temporary);
    release(file);
}

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

bool file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static bool is_parent(const char *folder, const char *path)
{
    char *parent = memory_copy_text(path), *slash = strrchr(parent, '/');
    if (slash)
        slash[slash == parent] = '\0';
    bool same = is_same(slash ? parent : ".", folder);
    memory_release(parent);
    return same;
}

bool file_is_in(const char *path, const char *folder)
{
    char *whole = file_exists(path) ? whole_path(path) : NULL;
    bool is_in = whole && (is_parent(folder, path) || is_parent(folder, whole));
    free(whole);
    return is_in;
}

bool file_remove(const char *path, struct failure *failure)
{
    return remove(path) == 0 || fail(failure, path, "cannot be removed");
}

bool file_rename(const char *from, const char *to, struct failure *failure)
{
    if (replace(from, to) != 0)
        return fail(failure, from, "cannot be renamed");
    sync_folder_of(to);
    return true;
}
