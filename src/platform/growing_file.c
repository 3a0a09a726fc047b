#include "platform/growing_file.h"

#include "base/memory.h"
#include "platform/descriptor.h"
#include "platform/file.h"

#include <errno.h>

struct growing_file {
    char *path; /* owned */
    int descriptor;
    bool is_locked;
    bool is_new; /* it was not there before */
};

static bool fail(const struct growing_file *file, int error, struct failure *failure)
{
    return failure_system(failure, error, "%s: cannot be written", file->path);
}

static void discard(struct growing_file *file)
{
    memory_release(file->path);
    memory_release(file);
}

struct growing_file *growing_file_open(const char *path, struct failure *failure)
{
    struct growing_file *file = memory_allocate(1, sizeof *file);
    uint64_t bytes;
    bool is_new = !file_exists(path);
    *file = (struct growing_file){memory_copy_text(path), descriptor_open_growing(path), false, is_new};
    if (file->descriptor < 0) {
        fail(file, errno, failure);
        discard(file);
        return NULL;
    }
    int error = descriptor_bytes(file->descriptor, &bytes) ? descriptor_lock(file->descriptor, false) : EINVAL;
    file->is_locked = error == 0;
    if (error != EWOULDBLOCK)
        return file;
    failure_set(failure, "%s: another program is writing there", path);
    descriptor_close(file->descriptor);
    discard(file);
    return NULL;
}

bool growing_file_is_locked(const struct growing_file *file)
{
    return file->is_locked;
}

bool growing_file_bytes(const struct growing_file *file, uint64_t *bytes)
{
    return descriptor_bytes(file->descriptor, bytes);
}

/* What others wrote behind a part stays: then the part stays too. */
static void take_back(struct growing_file *file, uint64_t before, uint64_t written)
{
    uint64_t now;
    if (written > 0 && descriptor_bytes(file->descriptor, &now) && now == before + written)
        descriptor_truncate(file->descriptor, before);
}

bool growing_file_append(struct growing_file *file, const void *data, size_t bytes, struct failure *failure)
{
    uint64_t before = 0;
    size_t written;
    bool is_regular = descriptor_bytes(file->descriptor, &before);
    if (descriptor_write_all(file->descriptor, data, bytes, &written))
        return true;
    int error = errno;
    if (is_regular)
        take_back(file, before, written);
    return fail(file, error, failure);
}

/* Made here, and nothing has come of it. Without a lock another program may be about to write to it. */
static bool is_left_empty(const struct growing_file *file)
{
    uint64_t bytes;
    return file->is_new && file->is_locked && descriptor_bytes(file->descriptor, &bytes) && bytes == 0 &&
           descriptor_is_at(file->descriptor, file->path);
}

bool growing_file_close(struct growing_file *file, struct failure *failure)
{
    if (!file)
        return true;
    if (is_left_empty(file)) {
        descriptor_remove(file->descriptor, file->path);
        discard(file);
        return true;
    }
    uint64_t bytes;
    bool is_regular = descriptor_bytes(file->descriptor, &bytes);
    int error = is_regular && descriptor_sync(file->descriptor) != 0 ? errno : 0;
    if (descriptor_close(file->descriptor) != 0 && error == 0)
        error = errno;
    bool closed = error == 0 || fail(file, error, failure);
    discard(file);
    return closed;
}
