/* Files. Paths are UTF-8 with '/' between folders. Failures name the path and say why. Any thread
 * may call; a view is const and may be shared, a replacement belongs to one thread at a time. */
#ifndef PLATFORM_FILE_H
#define PLATFORM_FILE_H

#include "base/failure.h"
#include "base/log.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* --- reading (file_view.c, file.c) --- */

/* A file mapped for reading. */
struct file_view {
    const void *data; /* never NULL while open, even when the file is empty */
    uint64_t bytes;
};

/* Only regular files: a FIFO or a device, which might never end, is refused. */
bool file_view_open(const char *path, struct file_view *view, struct failure *failure);
/* The same, but the file does not count as an input of the command: for who needs no more than a header of it now. */
bool file_view_peek(const char *path, struct file_view *view, struct failure *failure);
void file_view_close(struct file_view *view);

/* These bytes have been read: their memory may be taken back. Who reads them again waits for the file. Any thread. */
void file_view_let_go(const struct file_view *view, uint64_t offset, uint64_t bytes);

/* From now on the program ends with a line that names the file when one that it has mapped becomes shorter: what is
 * missing cannot be read, and the system would end it without a word. For a program, not for a library. Main thread. */
void file_view_guard(void);

/* The whole of a regular file of at most `most` bytes, with a zero behind it; to be released. NULL and a reason on
 * failure. */
char *file_read(const char *path, size_t most, size_t *bytes, struct failure *failure);

/* The same of whatever can be read to its end: also a pipe (/dev/stdin, <(...) of a shell), which is waited for as long
 * as somebody has it open for writing. One that gives nothing is refused. */
char *file_read_any(const char *path, size_t most, size_t *bytes, struct failure *failure);

/* A regular file to be read by a stream while it may still grow; *bytes is its size now. It does not count as an input
 * of the command. NULL and a reason on failure. */
FILE *file_open_stream(const char *path, uint64_t *bytes, struct failure *failure);

/* What a failure keeps says that a disk, or a quota, is full. */
bool file_is_full(int error);

/* The failure of opening `path` for reading, by errno; always false. */
bool file_fail_to_open(const char *path, int error, struct failure *failure);

/* --- inputs and outputs --- */

/* Files that were read by the functions above are inputs of the command; those read otherwise are named here. */
void file_note_input(const char *path);

/* Refuses a place to write to where an input lies, however the two are spelled: it would be lost. Before work
 * begins. */
bool file_check_output(const char *path, struct failure *failure);

/* --- replacements (file_replacement.c) --- */

/* A file that takes the place of `path` as a whole or not at all: it is written under a temporary name ("PATH.tmp-...")
 * beside it, synced, renamed, and the folder synced. Until the commit the old file stays as it is, also when the
 * machine dies or the disk is full. A link is replaced, not what it leads to; devices are refused. What programs that
 * were killed left beside `path` is removed. */
struct file_replacement; /* opaque */

/* NULL and a reason on failure. */
struct file_replacement *file_replace(const char *path, struct failure *failure);

/* Appends; does not buffer, so write big pieces. A full disk is a failure here or at the commit. */
bool file_replacement_write(struct file_replacement *file, const void *data, size_t bytes, struct failure *failure);

/* Overwrites at an offset; does not move the end at which file_replacement_write goes on. */
bool file_replacement_write_at(struct file_replacement *file, uint64_t offset, const void *data, size_t bytes,
                               struct failure *failure);

/* The same, to be written by a buffered stream alone; borrowed. NULL and a reason on failure, and then *file is NULL.
 * What the stream could not write makes the commit fail. */
FILE *file_replace_stream(const char *path, struct file_replacement **file, struct failure *failure);

/* Hands on what is buffered. 0, or the errno by which anything written to the stream so far was lost: a stream does not
 * keep the reason of an earlier failure, and is asked for it with one more line end, behind what is lost anyway. By
 * then there may be room again: behind each piece of what is long file_note_failure keeps the first reason in *lost, which
 * begins as 0. */
int file_flush(FILE *stream, int lost);
void file_note_failure(FILE *stream, int *lost);
/* The same for the stream of a replacement, which knows it when it is committed. */
void file_replacement_note(struct file_replacement *file);

/* Both end the replacement; a commit that fails leaves the old file and removes the temporary one, unless all that
 * failed was to sync the folder. NULL may be abandoned. */
bool file_replacement_commit(struct file_replacement *file, struct failure *failure);
void file_replacement_abandon(struct file_replacement *file);

/* Replaces `path` by a text. */
bool file_write(const char *path, const char *text, struct failure *failure);

/* The name (no path) is one of those temporary ones. */
bool file_is_temporary(const char *name);

/* Removes the temporary files of a folder that programs left when they were killed, and logs each: those that are being
 * written are locked. */
void file_sweep(struct log *log, const char *folder);

/* Says why no file can be made in a folder, by making one: permissions, read-only mounts, quotas. */
bool file_check_folder(const char *folder, struct failure *failure);

/* --- names --- */

/* A number that is another one when the file has been written to or replaced; 0 when it is not there. */
uint64_t file_stamp(const char *path);

/* When the file was last written to, whole seconds since 1970; false when it is not there. */
bool file_time(const char *path, double *seconds);

/* Something (a folder too) is there, or the system fails to tell: who then opens, moves or removes it hears why. What
 * lies where one may not look is not there. When it is not, errno says why. */
bool file_exists(const char *path);
/* *there: a regular file is. False when the system fails to tell. */
bool file_look(const char *path, bool *there, struct failure *failure);
/* Both are there and lead to one file or folder, however they are spelled. */
bool file_is_same(const char *path, const char *other);
/* The file lies in this very folder, not below it, however the two are spelled; for a link (but on Windows) either where it
 * lies or where it leads to counts. False also when one of the two is not there. */
bool file_is_in(const char *path, const char *folder);
/* The size of a regular file; false when there is none. */
bool file_size_bytes(const char *path, uint64_t *bytes);
bool file_remove(const char *path, struct failure *failure);
/* Within a file system; replaces a file that is there. */
bool file_rename(const char *from, const char *to, struct failure *failure);

#endif
