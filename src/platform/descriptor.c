#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>
#endif

static int refuse(int descriptor, int error)
{
    descriptor_close(descriptor);
    errno = error;
    return -1;
}

#ifdef _WIN32

int descriptor_open(const char *path, int flags)
{
    return _open(path, flags | _O_BINARY | _O_NOINHERIT, _S_IREAD | _S_IWRITE);
}

int descriptor_open_growing(const char *path)
{
    return descriptor_open(path, _O_WRONLY | _O_APPEND | _O_CREAT);
}

int descriptor_close(int descriptor)
{
    return _close(descriptor);
}

int descriptor_open_readable(const char *path, bool *is_pipe)
{
    struct __stat64 status;
    int descriptor = descriptor_open(path, _O_RDONLY);
    if (descriptor < 0)
        return -1;
    if (_fstat64(descriptor, &status) != 0)
        return refuse(descriptor, errno);
    *is_pipe = (status.st_mode & _S_IFIFO) != 0;
    return descriptor;
}

int descriptor_open_regular(const char *path, uint64_t *bytes)
{
    struct __stat64 status;
    int descriptor = descriptor_open(path, _O_RDONLY);
    if (descriptor < 0)
        return -1;
    if (_fstat64(descriptor, &status) != 0)
        return refuse(descriptor, errno);
    if (!(status.st_mode & _S_IFREG))
        return refuse(descriptor, EINVAL);
    *bytes = (uint64_t)status.st_size;
    return descriptor;
}

static unsigned at_once(size_t bytes)
{
    return (unsigned)(bytes > INT32_MAX ? INT32_MAX : bytes);
}

int64_t descriptor_write(int descriptor, const void *data, size_t bytes)
{
    return _write(descriptor, data, at_once(bytes));
}

int64_t descriptor_read(int descriptor, void *data, size_t bytes)
{
    return _read(descriptor, data, at_once(bytes));
}

int64_t descriptor_seek(int descriptor, int64_t offset, int origin)
{
    return _lseeki64(descriptor, offset, origin);
}

int descriptor_sync(int descriptor)
{
    return _commit(descriptor);
}

bool descriptor_bytes(int descriptor, uint64_t *bytes)
{
    struct __stat64 status;
    if (_fstat64(descriptor, &status) != 0 || !(status.st_mode & _S_IFREG))
        return false;
    *bytes = (uint64_t)status.st_size;
    return true;
}

int descriptor_truncate(int descriptor, uint64_t bytes)
{
    int error = _chsize_s(descriptor, (int64_t)bytes);
    return error ? (errno = error, -1) : 0;
}

/* Locked bytes cannot be read by others there: one far behind the end stands for the file. */
int descriptor_lock(int descriptor, bool waits)
{
    OVERLAPPED place = {.OffsetHigh = 1};
    DWORD flags = LOCKFILE_EXCLUSIVE_LOCK | (waits ? 0 : LOCKFILE_FAIL_IMMEDIATELY);
    if (LockFileEx((HANDLE)_get_osfhandle(descriptor), flags, 0, 1, 0, &place))
        return 0;
    DWORD error = GetLastError();
    return error == ERROR_LOCK_VIOLATION || error == ERROR_IO_PENDING ? EWOULDBLOCK : ENOLCK;
}

/* An open file cannot be removed there. */
bool descriptor_remove(int descriptor, const char *path)
{
    descriptor_close(descriptor);
    return remove(path) == 0;
}

/* An open file keeps its place there. */
bool descriptor_is_at(int descriptor, const char *path)
{
    (void)descriptor;
    (void)path;
    return true;
}

/* There files never take the numbers of the standard streams. */
bool descriptor_open_standard(void)
{
    return true;
}

FILE *descriptor_nowhere(void)
{
    return fopen("NUL", "w");
}

#else

int descriptor_open(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC, 0666);
}

/* O_NONBLOCK: opening a FIFO that nobody reads from would wait for ever, signals or not. What is written may wait again. */
int descriptor_open_growing(const char *path)
{
    int descriptor = descriptor_open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK);
    if (descriptor < 0)
        return -1;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) != 0)
        return refuse(descriptor, errno);
    return descriptor;
}

int descriptor_close(int descriptor)
{
    return close(descriptor);
}

/* O_NONBLOCK as below: a FIFO that nobody writes to ends at once. */
int descriptor_open_readable(const char *path, bool *is_pipe)
{
    struct stat status;
    int descriptor = descriptor_open(path, O_RDONLY | O_NONBLOCK);
    if (descriptor < 0)
        return -1;
    if (fstat(descriptor, &status) != 0)
        return refuse(descriptor, errno);
    if (S_ISDIR(status.st_mode))
        return refuse(descriptor, EISDIR);
    *is_pipe = S_ISFIFO(status.st_mode);
    return descriptor;
}

/* O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever. It means nothing to regular files. */
int descriptor_open_regular(const char *path, uint64_t *bytes)
{
    struct stat status;
    int descriptor = descriptor_open(path, O_RDONLY | O_NONBLOCK);
    if (descriptor < 0)
        return -1;
    if (fstat(descriptor, &status) != 0)
        return refuse(descriptor, errno);
    if (!S_ISREG(status.st_mode))
        return refuse(descriptor, S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
    *bytes = (uint64_t)status.st_size;
    return descriptor;
}

int64_t descriptor_write(int descriptor, const void *data, size_t bytes)
{
    ssize_t written;
    do
        written = write(descriptor, data, bytes);
    while (written < 0 && errno == EINTR);
    return written;
}

/* Until there is something to read, or nobody writes any more; always true. */
static bool await_bytes(int descriptor)
{
    struct pollfd wanted = {.fd = descriptor, .events = POLLIN};
    (void)!poll(&wanted, 1, -1);
    return true;
}

int64_t descriptor_read(int descriptor, void *data, size_t bytes)
{
    ssize_t got;
    do
        got = read(descriptor, data, bytes);
    while (got < 0 && (errno == EINTR || (errno == EAGAIN && await_bytes(descriptor))));
    return got;
}

int64_t descriptor_seek(int descriptor, int64_t offset, int origin)
{
    return lseek(descriptor, offset, origin);
}

int descriptor_sync(int descriptor)
{
#ifdef __APPLE__
    /* There fsync leaves the bytes in the drive's own cache. Not every file system knows the stronger call. */
    if (fcntl(descriptor, F_FULLFSYNC) == 0)
        return 0;
#endif
    return fsync(descriptor);
}

bool descriptor_bytes(int descriptor, uint64_t *bytes)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    *bytes = (uint64_t)status.st_size;
    return true;
}

int descriptor_truncate(int descriptor, uint64_t bytes)
{
    int done;
    do
        done = ftruncate(descriptor, (off_t)bytes);
    while (done != 0 && errno == EINTR);
    return done;
}

/* flock: unlike locks of fcntl it is the descriptor's and not the process's, so that two threads keep each other out as
 * well. Over NFS the system makes a lock of the server out of it. */
int descriptor_lock(int descriptor, bool waits)
{
    int done;
    do
        done = flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB));
    while (done != 0 && errno == EINTR);
    return done == 0 ? 0 : errno;
}

bool descriptor_remove(int descriptor, const char *path)
{
    bool removed = remove(path) == 0;
    descriptor_close(descriptor);
    return removed;
}

/* What cannot be looked at now is not gone. */
bool descriptor_is_at(int descriptor, const char *path)
{
    struct stat own, there;
    if (fstat(descriptor, &own) != 0)
        return true;
    if (stat(path, &there) != 0)
        return errno != ENOENT && errno != ENOTDIR;
    return own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

/* The lowest free number is the one that open gives. What is opened for reading takes nothing that is printed. */
bool descriptor_open_standard(void)
{
    bool output_is_open = true;
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF)
            continue;
        output_is_open = output_is_open && descriptor != 1;
        if (open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY) < 0)
            break;
    }
    return output_is_open;
}

FILE *descriptor_nowhere(void)
{
    return fopen("/dev/null", "w");
}

#endif

/* A write that takes nothing and gives no reason has met a full disk. */
bool descriptor_write_all(int descriptor, const void *data, size_t bytes, size_t *written)
{
    for (*written = 0; *written < bytes;) {
        errno = ENOSPC;
        int64_t count = descriptor_write(descriptor, (const char *)data + *written, bytes - *written);
        if (count <= 0)
            return false;
        *written += (size_t)count;
    }
    return true;
}
