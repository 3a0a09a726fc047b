/* The format. A file is a sequence of TFRecords, integers little-endian:
 *   length  u64      of the data
 *   crc     u32      masked CRC-32C of the eight bytes of `length`
 *   data    length   an Event message
 *   crc     u32      masked CRC-32C of the data
 * Messages (protocol buffers; field number: meaning):
 *   Event    1: wall_time double   2: step int64   3: file_version string, first record only   5: summary Summary
 *            7: session_log SessionLog
 *   Summary  1: value Value, repeated
 *   Value    1: tag string         2: simple_value float
 *   SessionLog  1: status int32, 1 is START: of earlier files what has this step or a later one counts no more */
#include "train/events.h"

#include "base/memory.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "train/crc32c.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { WIRE_VARINT = 0, WIRE_FIXED64 = 1, WIRE_BYTES = 2, WIRE_FIXED32 = 5, NAMES_TRIED = 1000, FOLDER = 1024 };

struct bytes {
    unsigned char *data; /* owned */
    size_t length, room;
};

struct events {
    FILE *file; /* NULL before the first event */
    uint64_t from;
    struct bytes summary, record; /* reused: no allocation once they are large enough */
    bool broken;                  /* a failure was reported */
    char folder[FOLDER + 1], path[FOLDER + 128];
};

static void put(struct bytes *out, const void *data, size_t length)
{
    if (length > out->room - out->length) {
        out->room = 2 * (out->length + length);
        out->data = memory_resize(out->data, out->room, 1);
    }
    if (length > 0)
        memcpy(out->data + out->length, data, length);
    out->length += length;
}

static void put_little_endian(struct bytes *out, uint64_t value, unsigned count)
{
    unsigned char byte[8];
    for (unsigned i = 0; i < count; i++)
        byte[i] = (unsigned char)(value >> (8 * i));
    put(out, byte, count);
}

static void put_varint(struct bytes *out, uint64_t value)
{
    unsigned char byte[10];
    unsigned count = 0;
    for (; value >= 128; value >>= 7)
        byte[count++] = (unsigned char)(value | 128);
    byte[count++] = (unsigned char)value;
    put(out, byte, count);
}

static void put_field(struct bytes *out, unsigned field, unsigned wire)
{
    put_varint(out, field << 3 | wire);
}

static void put_double(struct bytes *out, unsigned field, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_field(out, field, WIRE_FIXED64);
    put_little_endian(out, bits, 8);
}

static void put_float(struct bytes *out, unsigned field, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_field(out, field, WIRE_FIXED32);
    put_little_endian(out, bits, 4);
}

static void put_bytes(struct bytes *out, unsigned field, const void *data, size_t length)
{
    put_field(out, field, WIRE_BYTES);
    put_varint(out, length);
    put(out, data, length);
}

/* The checksum that frames what was appended since `from`. */
static void put_checksum(struct bytes *out, size_t from)
{
    put_little_endian(out, crc32c_masked(out->data + from, out->length - from), 4);
}

static bool fail_write(struct events *events, int error, struct failure *failure)
{
    events->broken = true;
    return failure_system(failure, error, "%s: cannot be written", events->path);
}

/* An event with a file version, a summary or the log of a session. */
static bool write_record(struct events *events, uint64_t step, unsigned field, const void *data, size_t length,
                         struct failure *failure)
{
    enum { HEADER = 12 };
    struct bytes *record = &events->record;
    unsigned char header[HEADER] = {0};
    record->length = 0;
    put(record, header, HEADER);
    put_double(record, 1, clock_wall_seconds());
    put_field(record, 2, WIRE_VARINT);
    put_varint(record, step);
    put_bytes(record, field, data, length);
    size_t end = record->length;
    put_checksum(record, HEADER);
    size_t whole = record->length;
    record->length = 0;
    put_little_endian(record, end - HEADER, 8);
    put_checksum(record, 0);
    errno = 0;
    if (fwrite(record->data, 1, whole, events->file) != whole || fflush(events->file) != 0)
        return fail_write(events, errno, failure);
    return true;
}

/* A name of its own, also for the second run in one second: never another run's file. */
static FILE *create(struct events *events)
{
    long long seconds = (long long)clock_wall_seconds();
    FILE *file = NULL;
    for (int i = 1; !file && i <= NAMES_TRIED; i++) {
        char ending[16] = "";
        if (i > 1)
            snprintf(ending, sizeof ending, ".%d", i);
        snprintf(events->path, sizeof events->path, "%s/events.out.tfevents.%lld.holdem%s", events->folder, seconds,
                 ending);
        errno = 0;
        file = fopen(events->path, "wbx");
        if (!file && errno != EEXIST)
            break;
    }
    return file;
}

static void release(struct events *events)
{
    memory_release(events->summary.data);
    memory_release(events->record.data);
    memory_release(events);
}

struct events *events_open(const char *folder, uint64_t from, struct failure *failure)
{
    if (strlen(folder) > FOLDER) {
        failure_set(failure, "%.80s...: the path is too long", folder);
        return NULL;
    }
    if (!file_check_folder(folder, failure))
        return NULL;
    struct events *events = memory_allocate(1, sizeof *events);
    events->from = from;
    snprintf(events->folder, sizeof events->folder, "%s", folder);
    return events;
}

static void find_events(void *context, const char *name)
{
    if (strstr(name, ".tfevents."))
        *(bool *)context = true;
}

static bool holds_events(const char *folder)
{
    bool found = false;
    folder_list(folder, find_events, &found, NULL);
    return found;
}

/* What was written at the step that is gone on from is still true: only steps after it count no more. */
static bool write_beginning(struct events *events, bool goes_on, struct failure *failure)
{
    static const char version[] = "brain.Event:2", start[] = {1 << 3 | WIRE_VARINT, 1};
    return write_record(events, 0, 3, version, sizeof version - 1, failure) &&
           (!goes_on || write_record(events, events->from + 1, 7, start, sizeof start, failure));
}

static bool write_event(struct events *events, uint64_t step, struct failure *failure)
{
    if (!events->file) {
        bool goes_on = events->from > 0 || holds_events(events->folder);
        events->file = create(events);
        events->broken = !events->file;
        if (!events->file)
            return failure_system(failure, errno, "%s: cannot be created", events->path);
        if (!write_beginning(events, goes_on, failure))
            return false;
    }
    return write_record(events, step, 5, events->summary.data, events->summary.length, failure);
}

void events_scalar(struct events *events, const char *tag, float value)
{
    if (events->broken)
        return;
    struct bytes *scalar = &events->record;
    scalar->length = 0;
    put_bytes(scalar, 1, tag, strlen(tag));
    put_float(scalar, 2, value);
    put_bytes(&events->summary, 1, scalar->data, scalar->length);
}

bool events_write(struct events *events, uint64_t step, struct failure *failure)
{
    if (events->broken || events->summary.length == 0)
        return true;
    bool written = write_event(events, step, failure);
    events->summary.length = 0;
    return written;
}

bool events_close(struct events *events, struct failure *failure)
{
    if (!events)
        return true;
    bool reported = events->broken, closed = true;
    errno = 0;
    if (events->file && fclose(events->file) != 0 && !reported)
        closed = fail_write(events, errno, failure);
    release(events);
    return closed;
}

const char *events_path(const struct events *events)
{
    return events->path;
}
