/* Descriptors of open files, for the files of this folder: what operating systems call differently. Failures are told
 * by errno. Any thread may call. */
#ifndef PLATFORM_DESCRIPTOR_H
#define PLATFORM_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* As open(2), never inherited by other programs, bytes as they are; -1 on failure. */
int descriptor_open(const char *path, int flags);
int descriptor_close(int descriptor);

/* Opens for appending, and makes the file if it is not there. A FIFO that nobody reads from is refused (ENXIO). */
int descriptor_open_growing(const char *path);

/* Opens a regular file for reading. A FIFO or a device is refused (EINVAL), a folder too (EISDIR), none is waited
 * for. */
int descriptor_open_regular(const char *path, uint64_t *bytes);

/* Opens whatever can be read from, a folder is refused (EISDIR). What a pipe or a terminal has not yet given is waited
 * for by descriptor_read, as long as somebody has it open for writing. */
int descriptor_open_readable(const char *path, bool *is_pipe);

/* Bytes written or read, which may be fewer; negative on failure. */
int64_t descriptor_write(int descriptor, const void *data, size_t bytes);
int64_t descriptor_read(int descriptor, void *data, size_t bytes);
/* Writes all of it; *written is how much was taken. False when that is less: errno says why. */
bool descriptor_write_all(int descriptor, const void *data, size_t bytes, size_t *written);
int64_t descriptor_seek(int descriptor, int64_t offset, int origin);
/* Puts the bytes on the disk. */
int descriptor_sync(int descriptor);

/* The size of a regular file; false when it is none. */
bool descriptor_bytes(int descriptor, uint64_t *bytes);
int descriptor_truncate(int descriptor, uint64_t bytes);

/* Locks the whole file for this descriptor alone, among all programs that ask; the lock goes with the descriptor, also
 * when the program dies. 0: done; EWOULDBLOCK: another has it (not when `waits`); else the file system cannot lock. */
int descriptor_lock(int descriptor, bool waits);

/* `path` leads to this very file: nobody has removed or moved it since it was opened there. */
bool descriptor_is_at(int descriptor, const char *path);

/* Removes the file, whose path is given too, and closes it: where a system can, in this order, so that whoever waits
 * for its lock finds that it has lost its name. False when it cannot be removed. */
bool descriptor_remove(int descriptor, const char *path);

/* Opens what of the descriptors 0, 1 and 2 is closed, on nothing: else the next file would take its place and get what
 * is printed. Before anything is opened. False when standard output was closed: what is printed there fails. */
bool descriptor_open_standard(void);

/* A stream that takes everything and keeps nothing; NULL: the system has none. */
FILE *descriptor_nowhere(void);

#endif
