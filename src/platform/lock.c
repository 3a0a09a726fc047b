#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/lock.h"

#include "base/memory.h"
#include "platform/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

struct lock {
    char *path; /* owned: of the lock file */
    int descriptor;
};

void lock_release(struct lock *lock)
{
    if (!lock)
        return;
        /* While it is locked: whoever opened the file meanwhile sees that it has lost its name, and makes it anew. On Windows
     * an open file keeps its name: there it is removed when it is closed. */
#ifdef _WIN32
    descriptor_close(lock->descriptor);
    remove(lock->path);
#else
    remove(lock->path);
    descriptor_close(lock->descriptor);
#endif
    memory_release(lock->path);
    memory_release(lock);
}

/* The lock file, locked; else -1 and *error as descriptor_lock gives it. */
static int open_locked(const char *path, int *error)
{
    for (;;) {
        int descriptor = descriptor_open(path, O_RDWR | O_CREAT);
        if (descriptor < 0) {
            *error = errno;
            return -1;
        }
        *error = descriptor_lock(descriptor, false);
        if (*error == 0 && descriptor_has_name(descriptor))
            return descriptor;
        descriptor_close(descriptor);
        if (*error != 0)
            return -1;
    }
}

enum lock_outcome lock_take(const char *path, struct lock **lock, struct failure *failure)
{
    size_t size = strlen(path) + sizeof ".lock";
    char *name = memory_allocate(size, 1);
    int error;
    snprintf(name, size, "%s.lock", path);
    int descriptor = open_locked(name, &error);
    *lock = NULL;
    if (descriptor >= 0) {
        *lock = memory_allocate(1, sizeof **lock);
        **lock = (struct lock){name, descriptor};
        return LOCK_TAKEN;
    }
    memory_release(name);
    if (error == EWOULDBLOCK) {
        failure_set(failure, "%s: another program is writing there", path);
        return LOCK_HELD;
    }
    failure_system(failure, error, "%s: cannot be locked against other programs", path);
    return LOCK_UNKNOWN;
}
