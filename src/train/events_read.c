#include "train/events_read.h"

#include "base/memory.h"
#include "platform/file.h"
#include "train/crc32c.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { HEADER = 12, CHECKSUM = 4, WIRE_VARINT = 0, WIRE_FIXED64 = 1, WIRE_BYTES = 2, WIRE_FIXED32 = 5, START = 1 };

typedef void visit_item(void *context, const struct event_item *item);

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

static bool read_value(struct span span, struct event_item item, visit_item *visit, void *context)
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
            item.value = float_of(field.value);
            has_value = true;
        }
    }
    item.tag = tag;
    if (visit && has_value && tag[0])
        visit(context, &item);
    return true;
}

static bool read_summary(struct span span, struct event_item item, visit_item *visit, void *context)
{
    struct field field;
    while (span.at < span.end) {
        if (!take_field(&span, &field) || (is(&field, 1, WIRE_BYTES) && !read_value(field.span, item, visit, context)))
            return false;
    }
    return true;
}

static bool read_session(struct span span, struct event_item item, visit_item *visit, void *context)
{
    struct field field;
    uint64_t status = 0;
    while (span.at < span.end) {
        if (!take_field(&span, &field))
            return false;
        if (is(&field, 1, WIRE_VARINT))
            status = field.value;
    }
    item.kind = EVENT_START;
    if (visit && status == START)
        visit(context, &item);
    return true;
}

static bool read_what(const struct field *field, struct event_item item, visit_item *visit, void *context)
{
    if (is(field, 5, WIRE_BYTES))
        return read_summary(field->span, item, visit, context);
    return !is(field, 7, WIRE_BYTES) || read_session(field->span, item, visit, context);
}

/* Fields may come in any order: time and step are known when the rest is gone over. */
static bool read_event(struct span event, visit_item *visit, void *context)
{
    struct event_item item = {0};
    struct field field;
    for (struct span span = event; span.at < span.end;) {
        if (!take_field(&span, &field))
            return false;
        if (is(&field, 1, WIRE_FIXED64))
            item.time = double_of(field.value);
        else if (is(&field, 2, WIRE_VARINT))
            item.step = (int64_t)field.value;
    }
    for (struct span span = event; span.at < span.end;) {
        if (!take_field(&span, &field) || !read_what(&field, item, visit, context))
            return false;
    }
    return true;
}

/* --- records --- */

struct reading {
    const char *path;
    FILE *file;
    uint64_t offset, size; /* of the record; of the file when reading began */
    visit_item *visit;
    void *context;
    unsigned char *data; /* owned */
    size_t room;
};

/* What of the file lies behind a length and its checksum. */
static uint64_t bytes_left(const struct reading *reading)
{
    uint64_t begin = reading->offset + HEADER;
    return reading->size > begin ? reading->size - begin : 0;
}

static bool take(struct reading *reading, void *bytes, size_t count, struct failure *failure)
{
    errno = 0;
    if (fread(bytes, 1, count, reading->file) == count)
        return true;
    if (ferror(reading->file))
        return failure_system(failure, errno, "%s: cannot be read", reading->path);
    return failure_set(failure, "%s: has become shorter", reading->path);
}

static bool seek(struct reading *reading, uint64_t offset, struct failure *failure)
{
    if (offset > LONG_MAX)
        return failure_set(failure, "%s: is too large", reading->path);
    return fseek(reading->file, (long)offset, SEEK_SET) == 0 ||
           failure_system(failure, errno, "%s: cannot be read", reading->path);
}

/* The length of the record's data; *whole is false when it has not been written to its end. */
static bool take_length(struct reading *reading, uint64_t *length, bool *whole, struct failure *failure)
{
    unsigned char header[HEADER];
    uint64_t left = bytes_left(reading);
    *whole = reading->size >= reading->offset + HEADER;
    if (!*whole)
        return true;
    if (!take(reading, header, HEADER, failure))
        return false;
    if (crc32c_masked(header, 8) != little_endian(header + 8, CHECKSUM))
        return failure_set(failure, "%s: the record at byte %" PRIu64 " is damaged: its length has another checksum",
                           reading->path, reading->offset);
    *length = little_endian(header, 8);
    *whole = left >= CHECKSUM && *length <= left - CHECKSUM;
    return true;
}

/* The data with their checksum, which are there as a whole. NULL in `damage`: they are as they were written. */
static bool take_data(struct reading *reading, size_t length, const char **damage, struct failure *failure)
{
    if (length + CHECKSUM > reading->room) {
        reading->room = length + CHECKSUM;
        reading->data = memory_resize(reading->data, reading->room, 1);
    }
    if (!take(reading, reading->data, length + CHECKSUM, failure))
        return false;
    struct span event = {reading->data, reading->data + length};
    *damage = NULL;
    if (crc32c_masked(reading->data, length) != little_endian(reading->data + length, CHECKSUM))
        *damage = "is damaged: its data have another checksum";
    else if (!read_event(event, NULL, NULL))
        *damage = "is no event";
    return true;
}

/* *whole is false when there is none that has been written to its end. */
static bool read_record(struct reading *reading, bool *whole, struct failure *failure)
{
    uint64_t length = 0;
    const char *damage = "is too long";
    if (!take_length(reading, &length, whole, failure))
        return false;
    if (!*whole)
        return true;
    uint64_t next = reading->offset + HEADER + length + CHECKSUM;
    if (length <= EVENTS_RECORD_BYTES) {
        if (!take_data(reading, (size_t)length, &damage, failure))
            return false;
    } else if (!seek(reading, next, failure)) {
        return false;
    }
    if (damage)
        reading->visit(reading->context,
                       &(struct event_item){.kind = EVENT_DAMAGE, .offset = reading->offset, .what = damage});
    else
        read_event((struct span){reading->data, reading->data + length}, reading->visit, reading->context);
    reading->offset = next;
    return true;
}

bool events_read(const char *path, uint64_t *offset, visit_item *visit, void *context, struct failure *failure)
{
    struct reading reading = {.path = path, .offset = *offset, .visit = visit, .context = context};
    bool whole = true;
    reading.file = file_open_stream(path, &reading.size, failure);
    if (!reading.file)
        return false;
    bool read = seek(&reading, *offset, failure);
    while (whole && read)
        read = read_record(&reading, &whole, failure);
    *offset = reading.offset;
    fclose(reading.file);
    memory_release(reading.data);
    return read;
}
