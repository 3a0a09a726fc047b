#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/lock.h"

#include "base/log.h"
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
    /* Whoever opened the file meanwhile sees that it has lost its name, and makes it anew. A file that another program
     * has put in its place is that one's lock. */
    if (descriptor_is_at(lock->descriptor, lock->path))
        descriptor_remove(lock->descriptor, lock->path);
    else
        descriptor_close(lock->descriptor);
    memory_release(lock->path);
    memory_release(lock);
}

/* The lock file, open and locked as *error says (descriptor_lock); -1: it cannot be made. */
static int open_locked(const char *path, int *error)
{
    for (;;) {
        int descriptor = descriptor_open(path, O_RDWR | O_CREAT);
        if (descriptor < 0)
            return -1;
        *error = descriptor_lock(descriptor, false);
        if (descriptor_is_at(descriptor, path))
            return descriptor;
        descriptor_close(descriptor);
    }
}

bool lock_keep(struct lock *lock, struct failure *failure)
{
    int error;
    if (!lock || descriptor_is_at(lock->descriptor, lock->path))
        return true;
    int descriptor = open_locked(lock->path, &error);
    if (descriptor < 0)
        return failure_system(failure, errno, "%s: cannot be written", lock->path);
    if (error == EWOULDBLOCK) {
        descriptor_close(descriptor);
        return failure_set(failure, "%s: another program has it by now", lock->path);
    }
    descriptor_close(lock->descriptor);
    lock->descriptor = descriptor;
    return true;
}

static enum lock_outcome take(struct log *log, const char *path, char *name, struct lock **lock,
                              struct failure *failure)
{
    int error, descriptor = open_locked(name, &error);
    if (descriptor < 0) {
        failure_system(failure, errno, "%s: cannot be written", path);
        return LOCK_FAILED;
    }
    if (error == 0) {
        *lock = memory_allocate(1, sizeof **lock);
        **lock = (struct lock){memory_copy_text(name), descriptor};
        return LOCK_TAKEN;
    }
    descriptor_close(descriptor);
    if (error == EWOULDBLOCK) {
        failure_set(failure, "%s: another program is writing there", path);
        return LOCK_HELD;
    }
    log_warning(log, "%s: locks are not possible there (%s): nothing keeps other programs from writing to it", path,
                strerror(error));
    remove(name);
    return LOCK_TAKEN;
}

enum lock_outcome lock_take(struct log *log, const char *path, struct lock **lock, struct failure *failure)
{
    size_t size = strlen(path) + sizeof ".lock";
    char *name = memory_allocate(size, 1);
    *lock = NULL;
    snprintf(name, size, "%s.lock", path);
    enum lock_outcome outcome = take(log, path, name, lock, failure);
    memory_release(name);
    return outcome;
}
