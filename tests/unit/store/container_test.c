/* Containers: what goes in comes out, and nothing damaged is ever believed. The folder of the test is the
 * working one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"
#include "store/container.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

static const char path[] = "container_test.holdem";
static const char damaged[] = "container_test.damaged";
static const struct container_fingerprints fingerprints = {11, 22, 33};

static void write_small_file(const char *json)
{
    struct failure failure = {.text = ""};
    struct container_writer *writer = container_create(path, CONTAINER_BUCKETS, 2, &fingerprints, &failure);
    assert_non_null(writer);
    char words[300];
    for (size_t i = 0; i < sizeof words; i++)
        words[i] = (char)('a' + i * i % 7);
    assert_true(container_append(writer, "words", 0, CODEC_ZSTD, words, sizeof words, &failure));
    assert_true(container_append(writer, "plain", 0, CODEC_RAW, "raw bytes", 9, &failure));
    assert_true(container_append(writer, "plain", 7, CODEC_RAW, NULL, 0, &failure));
    assert_true(container_append(writer, "words", 1, CODEC_ZSTD, words, 100, &failure));
    container_describe(writer, json);
    assert_true(container_commit(writer, &failure));
}

/* Reads a whole file into memory that the caller releases. */
static uint8_t *slurp(const char *name, size_t *bytes)
{
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    size_t room = 1 << 20;
    uint8_t *data = memory_allocate(room, 1);
    *bytes = fread(data, 1, room, file);
    fclose(file);
    return data;
}

/* A new file each time: some file systems wait for the disk when an old one is emptied and filled again. */
static void spill(const char *name, const uint8_t *data, size_t bytes)
{
    remove(name);
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, bytes, file), bytes);
    assert_int_equal(fclose(file), 0);
}

static void put_checksum_of_header(uint8_t *header)
{
    uint64_t checksum = XXH3_64bits(header, 120);
    for (unsigned i = 0; i < 8; i++)
        header[120 + i] = (uint8_t)(checksum >> (8 * i));
}

/* True when opening and reading everything works; otherwise `failure` must name the file and more. */
static bool believed(const char *name, struct failure *failure)
{
    failure->text[0] = '\0';
    struct container_reader *reader = container_open(name, CONTAINER_BUCKETS, 2, failure);
    bool fine = reader != NULL;
    uint8_t out[512];
    for (size_t i = 0; fine && i < container_section_count(reader); i++) {
        const struct container_section *section = container_section_at(reader, i);
        fine = section->bytes <= sizeof out && container_read(reader, section, out, (size_t)section->bytes, failure);
    }
    container_close(reader);
    if (!fine) {
        assert_non_null(strstr(failure->text, name));
        assert_true(strlen(failure->text) > strlen(name) + 8);
        assert_null(strchr(failure->text, '\n'));
    }
    return fine;
}

static void test_round_trip(void **state)
{
    (void)state;
    write_small_file("{\"what\": \"a test\"}");
    struct failure failure = {.text = ""};
    struct container_reader *reader = container_open(path, CONTAINER_BUCKETS, 2, &failure);
    assert_non_null(reader);
    assert_int_equal(container_kind_of(reader), CONTAINER_BUCKETS);
    assert_int_equal(container_version(reader), 2);
    assert_memory_equal(container_fingerprints_of(reader), &fingerprints, sizeof fingerprints);
    assert_string_equal(container_description(reader), "{\"what\": \"a test\"}");
    assert_int_equal(container_section_count(reader), 4);
    assert_null(container_find(reader, "words", 2));
    assert_null(container_find(reader, "nothing", 0));
    assert_null(container_find(reader, "a name longer than any", 0));

    const struct container_section *plain = container_find(reader, "plain", 0);
    assert_non_null(plain);
    assert_int_equal(plain->offset % 4096, 0);
    assert_int_equal((uintptr_t)container_map(reader, plain) % 4096, 0);
    assert_memory_equal(container_map(reader, plain), "raw bytes", 9);

    const struct container_section *words = container_find(reader, "words", 0);
    assert_non_null(words);
    assert_true(words->stored_bytes < words->bytes);
    char out[300];
    assert_true(container_read(reader, words, out, sizeof out, &failure));
    for (size_t i = 0; i < sizeof out; i++)
        assert_int_equal(out[i], 'a' + i * i % 7);
    assert_false(container_read(reader, words, out, 299, &failure));
    assert_true(container_read(reader, container_find(reader, "plain", 7), out, 0, &failure));
    container_close(reader);
}

static void test_same_input_gives_same_bytes(void **state)
{
    (void)state;
    size_t first_bytes, second_bytes;
    write_small_file("{}");
    uint8_t *first = slurp(path, &first_bytes);
    write_small_file("{}");
    uint8_t *second = slurp(path, &second_bytes);
    assert_int_equal(first_bytes, second_bytes);
    assert_memory_equal(first, second, first_bytes);
    memory_release(first);
    memory_release(second);
}

static void test_every_truncation_is_refused(void **state)
{
    (void)state;
    write_small_file("{\"what\": \"to be cut\"}");
    size_t bytes;
    uint8_t *data = slurp(path, &bytes);
    struct failure failure;
    for (size_t length = 0; length < bytes; length++) {
        spill(damaged, data, length);
        assert_false(believed(damaged, &failure));
    }
    spill(damaged, data, bytes);
    assert_true(believed(damaged, &failure));
    data = memory_resize(data, bytes + 1, 1);
    data[bytes] = 0;
    spill(damaged, data, bytes + 1);
    assert_false(believed(damaged, &failure));
    memory_release(data);
    remove(damaged);
}

static void test_every_flipped_bit_is_refused(void **state)
{
    (void)state;
    write_small_file("{\"what\": \"to be flipped\"}");
    size_t bytes;
    uint8_t *data = slurp(path, &bytes);
    struct failure failure;
    for (size_t i = 0; i < bytes; i++) {
        uint8_t old = data[i];
        data[i] = (uint8_t)(old ^ 1u << i % 8);
        spill(damaged, data, bytes);
        assert_false(believed(damaged, &failure));
        data[i] = old;
    }
    memory_release(data);
    remove(damaged);
}

/* A header whose checksum is right but whose numbers are not: bounds hold where checksums do not help. */
static void expect_refused_header(size_t at, uint64_t value, unsigned value_bytes, const char *reason)
{
    size_t bytes;
    uint8_t *data = slurp(path, &bytes);
    for (unsigned i = 0; i < value_bytes; i++)
        data[at + i] = (uint8_t)(value >> (8 * i));
    put_checksum_of_header(data);
    spill(damaged, data, bytes);
    memory_release(data);
    struct failure failure;
    assert_false(believed(damaged, &failure));
    if (!strstr(failure.text, reason))
        fail_msg("expected '%s' in '%s'", reason, failure.text);
    remove(damaged);
}

static void test_absurd_headers_are_refused(void **state)
{
    (void)state;
    write_small_file("{}");
    expect_refused_header(16, CONTAINER_CHECKPOINT, 4, "is a checkpoint; a bucket file is wanted");
    expect_refused_header(16, 99, 4, "unknown kind 99");
    expect_refused_header(20, 3, 4, "version 3; this program reads bucket files up to version 2");
    expect_refused_header(12, 2, 4, "container layout 2");
    expect_refused_header(8, 0x0d0c0b0a, 4, "opposite byte order");
    expect_refused_header(88, UINT64_MAX / 56 + 2, 8, "absurd");
    expect_refused_header(88, 5, 8, "do not fill the file");
    expect_refused_header(80, UINT64_MAX - 8, 8, "do not fill the file");
    expect_refused_header(56, UINT64_MAX, 8, "do not fit");
    expect_refused_header(64, UINT64_MAX, 8, "absurd");
    expect_refused_header(64, 1000, 8, "do not fit");
    expect_refused_header(48, UINT64_MAX, 8, "truncated");
}

/* The same for the directory: entry 1 is the raw section "plain". */
static void expect_refused_entry(size_t at, uint64_t value, unsigned value_bytes, const char *reason)
{
    size_t bytes;
    uint8_t *data = slurp(path, &bytes);
    const size_t sections = 4, entry_bytes = 56;
    uint8_t *directory = data + bytes - sections * entry_bytes;
    for (unsigned i = 0; i < value_bytes; i++)
        directory[at + i] = (uint8_t)(value >> (8 * i));
    uint64_t checksum = XXH3_64bits(directory, sections * entry_bytes);
    for (unsigned i = 0; i < 8; i++)
        data[96 + i] = (uint8_t)(checksum >> (8 * i));
    put_checksum_of_header(data);
    spill(damaged, data, bytes);
    memory_release(data);
    struct failure failure;
    assert_false(believed(damaged, &failure));
    if (!strstr(failure.text, reason))
        fail_msg("expected '%s' in '%s'", reason, failure.text);
    remove(damaged);
}

static void test_absurd_directories_are_refused(void **state)
{
    (void)state;
    write_small_file("{}");
    expect_refused_entry(56 + 24, UINT64_MAX - 4095, 8, "not where it belongs");
    expect_refused_entry(56 + 24, 0, 8, "not where it belongs");
    expect_refused_entry(56 + 32, UINT64_MAX, 8, "do not fit");
    expect_refused_entry(56 + 40, 10, 8, "absurd");
    expect_refused_entry(40, UINT64_MAX, 8, "absurd");
    expect_refused_entry(40, 301, 8, "too short");
    expect_refused_entry(40, 299, 8, "cannot be decompressed");
    expect_refused_entry(56 + 20, 9, 4, "unknown codec 9");
    expect_refused_entry(56, 0, 1, "malformed");
    expect_refused_entry(56 + 15, 'x', 1, "malformed");
    expect_refused_entry(56 + 10, 'x', 1, "malformed");
    expect_refused_entry(112 + 16, 0, 4, "there twice");
}

static bool exists(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (file)
        fclose(file);
    return file != NULL;
}

static void test_abandoned_file_leaves_the_old_one(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    remove(path);
    struct container_writer *writer = container_create(path, CONTAINER_BUCKETS, 2, &fingerprints, &failure);
    assert_non_null(writer);
    assert_true(container_append(writer, "plain", 0, CODEC_RAW, "new", 3, &failure));
    container_abandon(writer);
    assert_false(exists(path));

    write_small_file("{\"age\": \"old\"}");
    writer = container_create(path, CONTAINER_BUCKETS, 2, &fingerprints, &failure);
    assert_non_null(writer);
    container_abandon(writer);
    struct container_reader *reader = container_open(path, CONTAINER_BUCKETS, 2, &failure);
    assert_non_null(reader);
    assert_string_equal(container_description(reader), "{\"age\": \"old\"}");
    container_close(reader);
}

static void test_failures_of_the_file_system(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    assert_null(container_create("no/such/folder/file", CONTAINER_BUCKETS, 2, &fingerprints, &failure));
    assert_non_null(strstr(failure.text, "no/such/folder"));
    assert_null(container_open("no such file", CONTAINER_BUCKETS, 2, &failure));
    assert_non_null(strstr(failure.text, "no such file"));
    assert_null(container_open(".", CONTAINER_BUCKETS, 2, &failure));
}

static int tear_down(void **state)
{
    (void)state;
    remove(path);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_same_input_gives_same_bytes),
        cmocka_unit_test(test_every_truncation_is_refused),
        cmocka_unit_test(test_every_flipped_bit_is_refused),
        cmocka_unit_test(test_absurd_headers_are_refused),
        cmocka_unit_test(test_absurd_directories_are_refused),
        cmocka_unit_test(test_abandoned_file_leaves_the_old_one),
        cmocka_unit_test(test_failures_of_the_file_system),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
