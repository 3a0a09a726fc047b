/* Files as bytes, for tests that compare and damage them. */
#ifndef SUPPORT_FILE_BYTES_H
#define SUPPORT_FILE_BYTES_H

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file_bytes {
    uint8_t *data; /* owned */
    size_t count;
};

static inline struct file_bytes file_bytes_read(const char *path)
{
    enum { ROOM = 1 << 20 };
    struct file_bytes bytes = {0};
    size_t more = 1;
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        abort();
    }
    while (more > 0) {
        bytes.data = memory_resize(bytes.data, bytes.count + ROOM, 1);
        more = fread(bytes.data + bytes.count, 1, ROOM, file);
        bytes.count += more;
    }
    fclose(file);
    return bytes;
}

/* A new file: some systems write to the disk at once what replaces an old one's contents, which takes long. */
static inline void file_bytes_write(const char *path, const uint8_t data[], size_t count)
{
    remove(path);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, count, file) != count || fclose(file) != 0) {
        perror(path);
        abort();
    }
}

/* Changes one byte in place. */
static inline void file_bytes_flip(const char *path, size_t place, unsigned bit)
{
    FILE *file = fopen(path, "r+b");
    int old = file && fseek(file, (long)place, SEEK_SET) == 0 ? fgetc(file) : EOF;
    if (old == EOF || fseek(file, (long)place, SEEK_SET) != 0 || fputc(old ^ 1 << bit, file) == EOF ||
        fclose(file) != 0) {
        perror(path);
        abort();
    }
}

static inline void file_bytes_release(struct file_bytes *bytes)
{
    memory_release(bytes->data);
    *bytes = (struct file_bytes){0};
}

static inline bool file_bytes_same(const char *path, const char *other_path)
{
    struct file_bytes bytes = file_bytes_read(path), other = file_bytes_read(other_path);
    bool same = bytes.count == other.count && memcmp(bytes.data, other.data, bytes.count) == 0;
    file_bytes_release(&bytes);
    file_bytes_release(&other);
    return same;
}

#endif
