/* Locks between programs: one at a time works on what a lock file stands for. A lock dies with the program that has it,
 * whatever ends it; the file "PATH.lock" is removed with the lock. Locks hold between machines where the file system
 * hands them on, as NFS does. One thread. */
#ifndef PLATFORM_LOCK_H
#define PLATFORM_LOCK_H

#include "base/failure.h"
#include "base/log.h"

struct lock; /* opaque */

enum lock_outcome {
    LOCK_TAKEN,  /* or the file system knows no locks: then *lock is NULL, and the log says so */
    LOCK_HELD,   /* by another program, or by this one: the failure says so */
    LOCK_FAILED, /* the lock file cannot be made: the failure says why */
};

/* Never waits. *lock is NULL unless the lock was taken. */
enum lock_outcome lock_take(struct log *log, const char *path, struct lock **lock, struct failure *failure);

/* Takes the lock anew where its file was removed or moved with its folder. False when another program has it by now, or the
 * file cannot be made. NULL is allowed. */
bool lock_keep(struct lock *lock, struct failure *failure);

/* NULL is allowed. */
void lock_release(struct lock *lock);

#endif
