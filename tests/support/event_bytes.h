/* Event files made byte by byte, for tests that read them. */
#ifndef SUPPORT_EVENT_BYTES_H
#define SUPPORT_EVENT_BYTES_H

#include "train/crc32c.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVENT_BYTES = 4096 };

struct event_bytes {
    size_t count;
    uint8_t data[EVENT_BYTES];
};

static inline void event_bytes_add(struct event_bytes *bytes, const void *data, size_t count)
{
    if (count > EVENT_BYTES - bytes->count)
        abort();
    memcpy(bytes->data + bytes->count, data, count);
    bytes->count += count;
}

static inline void event_bytes_number(struct event_bytes *bytes, uint64_t value, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        uint8_t byte = (uint8_t)(value >> (8 * i));
        event_bytes_add(bytes, &byte, 1);
    }
}

/* The data framed with length and checksums. */
static inline void event_bytes_record(struct event_bytes *bytes, const void *data, size_t count)
{
    size_t at = bytes->count;
    event_bytes_number(bytes, count, 8);
    event_bytes_number(bytes, crc32c_masked(bytes->data + at, 8), 4);
    event_bytes_add(bytes, data, count);
    event_bytes_number(bytes, crc32c_masked(data, count), 4);
}

/* A record with one scalar; the tag is shorter than 100, the step below 128. */
static inline void event_bytes_scalar(struct event_bytes *bytes, double time, unsigned step, const char *tag,
                                      float value)
{
    struct event_bytes event = {0};
    uint64_t time_bits;
    uint32_t value_bits;
    size_t length = strlen(tag);
    memcpy(&time_bits, &time, sizeof time_bits);
    memcpy(&value_bits, &value, sizeof value_bits);
    event_bytes_number(&event, 0x09, 1);
    event_bytes_number(&event, time_bits, 8);
    event_bytes_number(&event, 0x10 | step << 8, 2);
    event_bytes_number(&event, 0x2a | (length + 9) << 8, 2);
    event_bytes_number(&event, 0x0a | (length + 7) << 8, 2);
    event_bytes_number(&event, 0x0a | length << 8, 2);
    event_bytes_add(&event, tag, length);
    event_bytes_number(&event, 0x15, 1);
    event_bytes_number(&event, value_bits, 4);
    event_bytes_record(bytes, event.data, event.count);
}

/* The record of a run that goes on: what has this step, below 128, or a later one counts no more. */
static inline void event_bytes_start(struct event_bytes *bytes, double time, unsigned step)
{
    struct event_bytes event = {0};
    uint64_t time_bits;
    memcpy(&time_bits, &time, sizeof time_bits);
    event_bytes_number(&event, 0x09, 1);
    event_bytes_number(&event, time_bits, 8);
    event_bytes_number(&event, 0x10 | step << 8, 2);
    event_bytes_number(&event, 0x0108023a, 4);
    event_bytes_record(bytes, event.data, event.count);
}

/* Appends to a file. */
static inline void event_bytes_append(const char *path, const uint8_t data[], size_t count)
{
    FILE *file = fopen(path, "ab");
    if (!file || fwrite(data, 1, count, file) != count || fclose(file) != 0) {
        perror(path);
        abort();
    }
}

/* Appends a record with one scalar to a file. */
static inline void event_bytes_append_scalar(const char *path, double time, unsigned step, const char *tag, float value)
{
    struct event_bytes bytes = {0};
    event_bytes_scalar(&bytes, time, step, tag, value);
    event_bytes_append(path, bytes.data, bytes.count);
}

#endif
