/* A file that grows: what is appended is in it as a whole or not at all.
 *
 * Each piece is one write behind the end, wherever that is by then, so that the pieces of two programs do not mix. A
 * piece that the disk takes in part is taken back, where nobody wrote behind it. The file is locked meanwhile,
 * whatever it is called: one program at a time lets it grow. Devices and pipes can be written to as well, without a
 * lock. Failures name the path. One thread. */
#ifndef PLATFORM_GROWING_FILE_H
#define PLATFORM_GROWING_FILE_H

#include "base/failure.h"

#include <stddef.h>
#include <stdint.h>

struct growing_file; /* opaque */

/* Makes the file if it is not there. NULL and a reason on failure, also while another program has it open so. */
struct growing_file *growing_file_open(const char *path, struct failure *failure);

/* False for a device or a pipe, and where the file system cannot lock. */
bool growing_file_is_locked(const struct growing_file *file);

/* False when it is a device or a pipe; else how long it is. */
bool growing_file_bytes(const struct growing_file *file, uint64_t *bytes);

bool growing_file_append(struct growing_file *file, const void *data, size_t bytes, struct failure *failure);

/* Puts it on the disk; false when it is not there. A file that was made and has got nothing is removed again. NULL is
 * allowed. */
bool growing_file_close(struct growing_file *file, struct failure *failure);

#endif
