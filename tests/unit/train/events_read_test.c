/* Reading event files: what events.c writes, what other writers may, files that grow, and bytes that are no events. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "support/event_bytes.h"
#include "support/file_bytes.h"
#include "train/events.h"
#include "train/events_read.h"

static const char path[] = "events_read_test.tfevents";

/* Three records as the format prescribes them, with checksums from elsewhere: the version at 1.5 s; a/b = 2 and c =
 * -0.5 at step 300, 2.5 s; then an event in another order that holds more than is known here: a summary with unknown
 * fields, u = 7 and a tensor t, an unknown fixed64, an unknown text, step -1, 3.5 s. */
static const uint8_t sample[] = {
    0x18, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xa3, 0x7f, 0x4b, 0x22, 0x09, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0xf8, 0x3f, 0x1a, 0x0d, 0x62, 0x72, 0x61, 0x69, 0x6e, 0x2e, 0x45, 0x76, 0x65, 0x6e, 0x74, 0x3a, 0x32,
    0x2a, 0x28, 0x64, 0x6c,

    0x24, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x42, 0x2b, 0x80, 0x4d, 0x09, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x04, 0x40, 0x10, 0xac, 0x02, 0x2a, 0x16, 0x0a, 0x0a, 0x0a, 0x03, 0x61, 0x2f, 0x62, 0x15, 0x00, 0x00,
    0x00, 0x40, 0x0a, 0x08, 0x0a, 0x01, 0x63, 0x15, 0x00, 0x00, 0x00, 0xbf, 0x65, 0xf8, 0xe0, 0xf9,

    0x44, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x43, 0x59, 0x2e, 0x9a, 0x2a, 0x20, 0x0a, 0x10, 0x4a, 0x03,
    0x78, 0x79, 0x7a, 0x15, 0x00, 0x00, 0xe0, 0x40, 0x0a, 0x01, 0x75, 0x20, 0x96, 0x01, 0x0a, 0x07, 0x0a, 0x01,
    0x74, 0x42, 0x02, 0x08, 0x01, 0x3d, 0x01, 0x02, 0x03, 0x04, 0x31, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0xfa, 0x01, 0x02, 0x7a, 0x7a, 0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0x09,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0c, 0x40, 0xfb, 0x1f, 0x53, 0x3f};
static const size_t sample_ends[] = {0, 40, 92, sizeof sample};
static const unsigned sample_scalars[] = {0, 0, 2, 3};
static const char sample_text[] = "2.5 300 a/b 2\n2.5 300 c -0.5\n3.5 -1 u 7\n";

/* Whole records of the first `bytes` of the sample. */
static unsigned sample_records(size_t bytes)
{
    unsigned records = 0;
    while (records < 3 && sample_ends[records + 1] <= bytes)
        records++;
    return records;
}

/* What was read, a line an item. */
struct log {
    unsigned count, damaged; /* scalars; records */
    char text[1 << 16];
};

static void note(void *context, const struct event_item *item)
{
    struct log *log = context;
    size_t length = strlen(log->text), room = sizeof log->text - length;
    char *end = log->text + length;
    if (item->kind == EVENT_DAMAGE)
        snprintf(end, room, "byte %llu %s\n", (unsigned long long)item->offset, item->what);
    else if (item->kind == EVENT_START)
        snprintf(end, room, "%.17g %lld start\n", item->time, (long long)item->step);
    else
        snprintf(end, room, "%.17g %lld %s %.9g\n", item->time, (long long)item->step, item->tag, (double)item->value);
    log->count += item->kind == EVENT_SCALAR;
    log->damaged += item->kind == EVENT_DAMAGE;
}

/* Reads bytes as a file of their own. */
static bool read_bytes(const uint8_t data[], size_t count, uint64_t *offset, struct log *log, struct failure *failure)
{
    *log = (struct log){0};
    *offset = 0;
    file_bytes_write(path, data, count);
    bool read = events_read(path, offset, note, log, failure);
    remove(path);
    return read;
}

static void bytes_by_the_format(void **state)
{
    (void)state;
    struct log log;
    struct failure failure;
    uint64_t offset;
    assert_true(read_bytes(sample, sizeof sample, &offset, &log, &failure));
    assert_int_equal(offset, sizeof sample);
    assert_string_equal(log.text, sample_text);
}

static void what_the_trainer_writes(void **state)
{
    (void)state;
    struct log log = {0};
    struct failure failure;
    uint64_t offset = 0, before;
    struct events *events = events_open(".", 0, &failure);
    assert_non_null(events);
    for (unsigned i = 0; i < 200; i++) {
        char tag[300], line[400];
        snprintf(tag, sizeof tag, "Many/%0*u", (int)(i + 1), i);
        events_scalar(events, "one", (float)i);
        events_scalar(events, tag, -0.1F);
        assert_true(events_write(events, UINT64_C(1) << (i % 63), &failure));
        before = offset;
        log = (struct log){0};
        assert_true(events_read(events_path(events), &offset, note, &log, &failure));
        assert_true(offset > before);
        assert_int_equal(log.count, 2);
        snprintf(line, sizeof line, " %llu %s -0.100000001\n", 1ULL << (i % 63), tag);
        assert_non_null(strstr(log.text, line));
    }
    remove(events_path(events));
    assert_true(events_close(events, &failure));
}

/* A run that goes on says from where: its own step stays, the next one is the first that is written anew. */
static void where_a_run_goes_on(void **state)
{
    (void)state;
    struct log log = {0};
    struct failure failure;
    uint64_t offset = 0;
    double time;
    long long step, scalar_step;
    struct events *events = events_open(".", 1000000, &failure);
    assert_non_null(events);
    events_scalar(events, "a", 7);
    assert_true(events_write(events, 1000500, &failure));
    assert_true(events_read(events_path(events), &offset, note, &log, &failure));
    remove(events_path(events));
    assert_true(events_close(events, &failure));
    assert_int_equal(sscanf(log.text, "%lf %lld start\n%*f %lld a 7\n", &time, &step, &scalar_step), 3);
    assert_true(time > 1e9);
    assert_int_equal(step, 1000001);
    assert_int_equal(scalar_step, 1000500);
}

/* Wherever the writer is interrupted: whole records, then the rest, each scalar once. */
static void a_file_that_grows(void **state)
{
    (void)state;
    struct log log;
    struct failure failure;
    uint64_t offset;
    for (size_t bytes = 0; bytes <= sizeof sample; bytes++) {
        log = (struct log){0};
        offset = 0;
        file_bytes_write(path, sample, bytes);
        assert_true(events_read(path, &offset, note, &log, &failure));
        assert_int_equal(offset, sample_ends[sample_records(bytes)]);
        assert_int_equal(log.count, sample_scalars[sample_records(bytes)]);
        event_bytes_append(path, sample + bytes, sizeof sample - bytes);
        assert_true(events_read(path, &offset, note, &log, &failure));
        assert_string_equal(log.text, sample_text);
        assert_int_equal(offset, sizeof sample);
        assert_true(events_read(path, &offset, note, &log, &failure));
        assert_int_equal(log.count, 3);
    }
    remove(path);
}

/* No bit can change unnoticed. Where the length is right the record alone is left out; else all that follows. */
static void damage_is_found(void **state)
{
    (void)state;
    struct log log;
    struct failure failure;
    uint64_t offset;
    uint8_t damaged[sizeof sample];
    for (size_t bit = 0; bit < 8 * sizeof sample; bit++) {
        char place[128];
        unsigned before = sample_records(bit / 8);
        bool in_length = bit / 8 < sample_ends[before] + 12;
        memcpy(damaged, sample, sizeof sample);
        damaged[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(read_bytes(damaged, sizeof damaged, &offset, &log, &failure), !in_length);
        assert_int_equal(log.damaged, !in_length);
        if (in_length) {
            snprintf(place, sizeof place, "%s: the record at byte %zu is damaged: its length", path,
                     sample_ends[before]);
            assert_non_null(strstr(failure.text, place));
            assert_int_equal(offset, sample_ends[before]);
            assert_int_equal(log.count, sample_scalars[before]);
        } else {
            snprintf(place, sizeof place, "byte %zu is damaged: its data have another checksum\n", sample_ends[before]);
            assert_non_null(strstr(log.text, place));
            assert_int_equal(offset, sizeof sample);
            assert_int_equal(log.count, 3 + sample_scalars[before] - sample_scalars[before + 1]);
        }
    }
}

static void what_cannot_be_read(void **state)
{
    (void)state;
    struct log log = {0};
    struct failure failure;
    uint64_t offset = 0;
    assert_false(events_read("there/is/none", &offset, note, &log, &failure));
    assert_non_null(strstr(failure.text, "there/is/none: cannot be opened"));
    assert_false(events_read("/dev/null", &offset, note, &log, &failure));
    assert_false(events_read(".", &offset, note, &log, &failure));
    assert_non_null(strstr(failure.text, "is a folder"));
}

/* A length is no reason to wait for memory: what it speaks of must be there. */
static void records_that_are_too_long(void **state)
{
    (void)state;
    static const uint64_t lengths[] = {EVENTS_RECORD_BYTES + 1, UINT64_C(1) << 40, UINT64_MAX, UINT64_MAX - 15};
    struct log log = {0};
    struct failure failure;
    struct event_bytes bytes = {0};
    uint64_t offset;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        bytes.count = 0;
        event_bytes_number(&bytes, lengths[i], 8);
        event_bytes_number(&bytes, crc32c_masked(bytes.data, 8), 4);
        assert_true(read_bytes(bytes.data, bytes.count, &offset, &log, &failure));
        assert_int_equal(offset, 0);
    }
    bytes.count = 0;
    event_bytes_number(&bytes, EVENTS_RECORD_BYTES + 1, 8);
    event_bytes_number(&bytes, crc32c_masked(bytes.data, 8), 4);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.count, file), bytes.count);
    assert_int_equal(fseek(file, EVENTS_RECORD_BYTES + 1 + 4, SEEK_CUR), 0);
    assert_int_equal(fwrite(sample, 1, sizeof sample, file), sizeof sample);
    assert_int_equal(fclose(file), 0);
    offset = 0;
    log = (struct log){0};
    assert_true(events_read(path, &offset, note, &log, &failure));
    assert_int_equal(strncmp(log.text, "byte 0 is too long\n2.5 300 a/b 2\n", 33), 0);
    assert_int_equal(log.count, 3);
    remove(path);
}

static bool read_event(const void *data, size_t count, struct log *log)
{
    struct event_bytes bytes = {0};
    struct failure failure;
    uint64_t offset;
    event_bytes_record(&bytes, data, count);
    assert_true(read_bytes(bytes.data, bytes.count, &offset, log, &failure));
    assert_int_equal(offset, bytes.count);
    assert_true(log->damaged == 0 || strcmp(log->text, "byte 0 is no event\n") == 0);
    return log->damaged == 0;
}

/* Checksums that are right around contents that are not. */
static void malformed_messages_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t count;
    } malformed[] = {
        {"\x10", 1},                                              /* a number that ends early */
        {"\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12}, /* or never */
        {"\x09\0\0\0\0\0\0\0", 8},                                /* seven bytes of eight */
        {"\x15\0\0\0", 4},
        {"\x2a\x05\x0a\x02\x0a", 5},                              /* a summary longer than the event */
        {"\x2a\x02\x0a\x01", 4},                                  /* a value longer than the summary */
        {"\x2a\x04\x0a\x02\x0a\x05", 6},                          /* a tag longer than the value */
        {"\x2a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10},         /* a length near the largest number */
        {"\x3a\x02\x08", 3},                                      /* the log of a session that ends early */
        {"\x0b\x0c", 2},                                          /* groups are none of the format */
        {"\x2a\x0c\x0a\x08\x0a\x01\x61\x15\0\0\0\0\x0a\x7f", 14}, /* a good value before a bad one: neither counts */
    };
    struct log log;
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        assert_false(read_event(malformed[i].bytes, malformed[i].count, &log));
        assert_int_equal(log.count, 0);
    }
    assert_true(read_event("", 0, &log));
}

/* Only the start of a session says anything, at the step of the event, wherever that stands. */
static void sessions(void **state)
{
    (void)state;
    struct log log;
    assert_true(read_event("\x3a\x02\x08\x01\x10\x09", 6, &log));
    assert_string_equal(log.text, "0 9 start\n");
    assert_true(read_event("\x3a\x05\x1a\x01x\x08\x01", 7, &log));
    assert_string_equal(log.text, "0 0 start\n");
    assert_true(read_event("\x10\x09\x3a\x02\x08\x02", 6, &log));
    assert_true(log.text[0] == '\0' && log.damaged == 0);
    assert_true(read_event("\x3a\x00", 2, &log));
    assert_string_equal(log.text, "");
}

/* The start of a field of 128 bytes or more, its length in two bytes. */
static void add_long_field(struct event_bytes *bytes, uint64_t key, size_t length)
{
    event_bytes_number(bytes, key | ((length & 127) | 128) << 8 | (length >> 7) << 16, 3);
}

/* Tags that no text can be, or that are too long: passed over. */
static void odd_tags_are_passed_over(void **state)
{
    (void)state;
    struct event_bytes value = {0};
    struct log log;
    char tag[EVENTS_TAG + 1] = "";
    assert_true(read_event("\x2a\x0c\x0a\x0a\x0a\x03"
                           "a\0b\x15\0\0\0\0",
                           14, &log));
    assert_int_equal(log.count, 0);
    for (size_t length = EVENTS_TAG - 1; length <= EVENTS_TAG; length++) {
        memset(tag, 'x', length);
        value.count = 0;
        add_long_field(&value, 0x2a, length + 11);
        add_long_field(&value, 0x0a, length + 8);
        add_long_field(&value, 0x0a, length);
        event_bytes_add(&value, tag, length);
        event_bytes_add(&value, "\x15\0\0\0\0", 5);
        assert_true(read_event(value.data, value.count, &log));
        assert_int_equal(log.count, length < EVENTS_TAG);
    }
}

/* Whatever the contents: an answer, and nothing read beyond them (under the sanitizers). */
static void random_messages_do_no_harm(void **state)
{
    (void)state;
    static const uint8_t likely[] = {0x09, 0x0a, 0x10, 0x15, 0x2a, 0x00, 0x01, 0x02, 0x03, 0x05, 0x80, 0xff};
    struct random_stream stream = random_stream_at(7, 0, 0);
    struct log log;
    unsigned accepted = 0;
    for (unsigned i = 0; i < 5000; i++) {
        uint8_t data[64];
        uint32_t count = random_below(&stream, sizeof data);
        for (uint32_t b = 0; b < count; b++)
            data[b] = random_below(&stream, 4) ? likely[random_below(&stream, sizeof likely)]
                                               : (uint8_t)random_below(&stream, 256);
        accepted += read_event(data, count, &log);
    }
    assert_in_range(accepted, 100, 4900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_by_the_format),
        cmocka_unit_test(what_the_trainer_writes),
        cmocka_unit_test(where_a_run_goes_on),
        cmocka_unit_test(a_file_that_grows),
        cmocka_unit_test(damage_is_found),
        cmocka_unit_test(what_cannot_be_read),
        cmocka_unit_test(records_that_are_too_long),
        cmocka_unit_test(malformed_messages_are_refused),
        cmocka_unit_test(sessions),
        cmocka_unit_test(odd_tags_are_passed_over),
        cmocka_unit_test(random_messages_do_no_harm),
    };
    return cmocka_run_group_tests_name("events_read", tests, NULL, NULL);
}
