#include "train/events_read.h"

#include "base/memory.h"
#include "train/crc32c.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { HEADER = 12, CHECKSUM = 4, WIRE_VARINT = 0, WIRE_FIXED64 = 1, WIRE_BYTES = 2, WIRE_FIXED32 = 5 };

typedef void visit_scalar(void *context, const struct event_scalar *scalar);

/* --- messages --- */

struct span {
    const unsigned char *at, *end;
};

struct field {
    uint64_t number;
    unsigned wire;
    uint64_t value;   /* of numbers: the bits */
    struct span span; /* of WIRE_BYTES */
};

static uint64_t little_endian(const unsigned char *byte, unsigned count)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < count; i++)
        value |= (uint64_t)byte[i] << (8 * i);
    return value;
}

static bool take_varint(struct span *span, uint64_t *value)
{
    *value = 0;
    for (unsigned shift = 0; shift < 64 && span->at < span->end; shift += 7) {
        unsigned char byte = *span->at++;
        *value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            return true;
    }
    return false;
}

static bool take_fixed(struct span *span, unsigned count, uint64_t *value)
{
    if ((size_t)(span->end - span->at) < count)
        return false;
    *value = little_endian(span->at, count);
    span->at += count;
    return true;
}

/* The next field of a message that has not ended; false when the bytes are none. */
static bool take_field(struct span *span, struct field *field)
{
    uint64_t key;
    if (!take_varint(span, &key))
        return false;
    field->number = key >> 3;
    field->wire = (unsigned)(key & 7);
    switch (field->wire) {
    case WIRE_VARINT:
        return take_varint(span, &field->value);
    case WIRE_FIXED64:
        return take_fixed(span, 8, &field->value);
    case WIRE_FIXED32:
        return take_fixed(span, 4, &field->value);
    case WIRE_BYTES:
        if (!take_varint(span, &field->value) || field->value > (size_t)(span->end - span->at))
            return false;
        field->span = (struct span){span->at, span->at + field->value};
        span->at = field->span.end;
        return true;
    default:
        return false;
    }
}

static bool is(const struct field *field, unsigned number, unsigned wire)
{
    return field->number == number && field->wire == wire;
}

static double double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static float float_of(uint64_t bits)
{
    uint32_t low = (uint32_t)bits;
    float value;
    memcpy(&value, &low, sizeof value);
    return value;
}

/* A tag that can be a text here; else it is empty. */
static void copy_tag(struct span span, char tag[EVENTS_TAG])
{
    size_t length = (size_t)(span.end - span.at);
    tag[0] = '\0';
    if (length == 0 || length >= EVENTS_TAG || memchr(span.at, '\0', length))
        return;
    memcpy(tag, span.at, length);
    tag[length] = '\0';
}

/* The functions below take visit = NULL: then they only look whether the bytes are such a message. */

static bool read_value(struct span span, struct event_scalar scalar, visit_scalar *visit, void *context)
{
    char tag[EVENTS_TAG] = "";
    bool has_value = false;
    struct field field;
    while (span.at < span.end) {
        if (!take_field(&span, &field))
            return false;
        if (is(&field, 1, WIRE_BYTES)) {
            copy_tag(field.span, tag);
        } else if (is(&field, 2, WIRE_FIXED32)) {
            scalar.value = float_of(field.value);
            has_value = true;
        }
    }
    scalar.tag = tag;
    if (visit && has_value && tag[0])
        visit(context, &scalar);
    return true;
}

static bool read_summary(struct span span, struct event_scalar scalar, visit_scalar *visit, void *context)
{
    struct field field;
    while (span.at < span.end) {
        if (!take_field(&span, &field) ||
            (is(&field, 1, WIRE_BYTES) && !read_value(field.span, scalar, visit, context)))
            return false;
    }
    return true;
}

/* Fields may come in any order: time and step are known when the summaries are gone over. */
static bool read_event(struct span event, visit_scalar *visit, void *context)
{
    struct event_scalar scalar = {0};
    struct field field;
    for (struct span span = event; span.at < span.end;) {
        if (!take_field(&span, &field))
            return false;
        if (is(&field, 1, WIRE_FIXED64))
            scalar.time = double_of(field.value);
        else if (is(&field, 2, WIRE_VARINT))
            scalar.step = (int64_t)field.value;
    }
    for (struct span span = event; span.at < span.end;) {
        if (!take_field(&span, &field) ||
            (is(&field, 5, WIRE_BYTES) && !read_summary(field.span, scalar, visit, context)))
            return false;
    }
    return true;
}

/* --- records --- */

struct reading {
    const char *path;
    FILE *file;
    uint64_t offset;
    unsigned char *data; /* owned */
    size_t room;
};

static bool fail(const struct reading *reading, const char *what, struct failure *failure)
{
    return failure_set(failure, "%s: the record at byte %" PRIu64 " %s", reading->path, reading->offset, what);
}

/* Bytes to the end of a record; *whole is false when they are not all there. */
static bool take(struct reading *reading, void *bytes, size_t count, bool *whole, struct failure *failure)
{
    errno = 0;
    *whole = fread(bytes, 1, count, reading->file) == count;
    return *whole || !ferror(reading->file) ||
           failure_set(failure, "%s: cannot be read: %s", reading->path, strerror(errno));
}

/* The data of the record at the offset and their length; *whole is false when it has not been written to its end. */
static bool take_record(struct reading *reading, size_t *length, bool *whole, struct failure *failure)
{
    unsigned char header[HEADER];
    if (!take(reading, header, HEADER, whole, failure))
        return false;
    if (!*whole)
        return true;
    uint64_t bytes = little_endian(header, 8);
    if (crc32c_masked(header, 8) != little_endian(header + 8, CHECKSUM))
        return fail(reading, "is damaged: its length has another checksum", failure);
    if (bytes > EVENTS_RECORD_BYTES)
        return fail(reading, "is too long", failure);
    *length = (size_t)bytes;
    if (*length + CHECKSUM > reading->room) {
        reading->room = *length + CHECKSUM;
        reading->data = memory_resize(reading->data, reading->room, 1);
    }
    if (!take(reading, reading->data, *length + CHECKSUM, whole, failure))
        return false;
    return !*whole || crc32c_masked(reading->data, *length) == little_endian(reading->data + *length, CHECKSUM) ||
           fail(reading, "is damaged: its data have another checksum", failure);
}

static bool read_records(struct reading *reading, visit_scalar *visit, void *context, struct failure *failure)
{
    for (;;) {
        size_t length = 0;
        bool whole;
        if (!take_record(reading, &length, &whole, failure))
            return false;
        if (!whole)
            return true;
        struct span event = {reading->data, reading->data + length};
        if (!read_event(event, NULL, NULL))
            return fail(reading, "is no event", failure);
        read_event(event, visit, context);
        reading->offset += HEADER + length + CHECKSUM;
    }
}

bool events_read(const char *path, uint64_t *offset, visit_scalar *visit, void *context, struct failure *failure)
{
    struct reading reading = {.path = path, .offset = *offset};
    errno = 0;
    reading.file = *offset <= LONG_MAX ? fopen(path, "rb") : NULL;
    if (!reading.file || fseek(reading.file, (long)*offset, SEEK_SET) != 0) {
        int error = errno;
        if (reading.file)
            fclose(reading.file);
        return failure_set(failure, "%s: cannot be read: %s", path, error ? strerror(error) : "it is too large");
    }
    bool read = read_records(&reading, visit, context, failure);
    *offset = reading.offset;
    fclose(reading.file);
    memory_release(reading.data);
    return read;
}
