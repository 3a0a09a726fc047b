/* Event files: checksums against RFC 3720, framing, a failure told once. With HOLDEM_EVENTS_SAMPLE set to a
 * folder, the sample that tests/events/ reads back is left there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/folder.h"
#include "train/crc32c.h"
#include "train/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_checksums(void **state)
{
    (void)state;
    unsigned char bytes[32] = {0};
    assert_int_equal(crc32c("123456789", 9), 0xe3069283);
    assert_int_equal(crc32c("", 0), 0);
    assert_int_equal(crc32c(bytes, 32), 0x8a9136aa);
    memset(bytes, 0xff, sizeof bytes);
    assert_int_equal(crc32c(bytes, 32), 0x62a8ab43);
    for (unsigned i = 0; i < 32; i++)
        bytes[i] = (unsigned char)i;
    assert_int_equal(crc32c(bytes, 32), 0x46dd794e);
    /* 0xe3069283 rotated right by 15 bits, plus the constant */
    assert_int_equal(crc32c_masked("123456789", 9), (uint32_t)(0x2507c60dU + 0xa282ead8U));
}

static const char *folder(void)
{
    const char *given = getenv("HOLDEM_EVENTS_SAMPLE");
    return given ? given : ".";
}

static void test_sample(void **state)
{
    (void)state;
    struct failure failure;
    struct events *events = events_open(folder(), 0, &failure);
    assert_non_null(events);
    char path[1200];
    assert_true(events_write(events, 7, &failure)); /* nothing collected: no event */
    assert_string_equal(events_path(events), "");
    events_scalar(events, "Training/Utility", 0.123456F);
    events_scalar(events, "policy_entropy/preflop", -1.5F);
    assert_true(events_write(events, 1000, &failure));
    snprintf(path, sizeof path, "%s", events_path(events));
    events_scalar(events, "Training/Utility", 0.0F);
    assert_true(events_write(events, INT64_MAX, &failure));
    for (int i = 0; i < 300; i++) {
        char tag[200];
        snprintf(tag, sizeof tag, "Many/%0*d", i % 150 + 1, i);
        events_scalar(events, tag, (float)i);
    }
    assert_true(events_write(events, 3000, &failure));
    assert_true(events_close(events, &failure));

    /* The first record by the format's description: 8 + 4 bytes, wall time 9, step 2, version 15. */
    unsigned char head[12 + 26];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(head, 1, sizeof head, file), sizeof head);
    fclose(file);
    assert_int_equal(head[0], 26);
    assert_int_equal(head[12], 0x09);
    assert_memory_equal(head + 21,
                        "\x10\x00\x1a\x0d"
                        "brain.Event:2",
                        17);
    if (!getenv("HOLDEM_EVENTS_SAMPLE"))
        remove(path);
}

static void test_two_in_a_second(void **state)
{
    (void)state;
    struct failure failure;
    struct events *a = events_open(".", 0, &failure), *b = events_open(".", 0, &failure);
    assert_non_null(a);
    assert_non_null(b);
    events_scalar(a, "a", 1);
    events_scalar(b, "b", 1);
    assert_true(events_write(a, 1, &failure) && events_write(b, 1, &failure));
    assert_string_not_equal(events_path(a), events_path(b));
    remove(events_path(a));
    remove(events_path(b));
    assert_true(events_close(a, &failure));
    assert_true(events_close(b, &failure));
}

static void test_missing_folder(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    assert_null(events_open("there/is/no/such/folder", 0, &failure));
    assert_non_null(strstr(failure.text, "there/is/no/such/folder"));
    assert_true(events_close(NULL, &failure));
}

static void remove_file(void *context, const char *name)
{
    char path[1200];
    snprintf(path, sizeof path, "%s/%s", (const char *)context, name);
    remove(path);
}

/* An empty one, also when a test that failed has left it. */
static void make_folder(char folder[])
{
    struct failure failure;
    assert_true(folder_make(folder, &failure));
    folder_list(folder, remove_file, folder, NULL);
}

/* Beside the file of an earlier start a run goes on, from nothing, too. */
static void test_start_beside_another(void **state)
{
    (void)state;
    struct failure failure;
    char path[2][1200], byte[200];
    size_t length[2];
    make_folder((char[]){"events_test.starts"});
    for (int i = 0; i < 2; i++) {
        struct events *events = events_open("events_test.starts", 0, &failure);
        assert_non_null(events);
        events_scalar(events, "a", 1);
        assert_true(events_write(events, 7, &failure));
        snprintf(path[i], sizeof path[i], "%s", events_path(events));
        assert_true(events_close(events, &failure));
        FILE *file = fopen(path[i], "rb");
        assert_non_null(file);
        length[i] = fread(byte, 1, sizeof byte, file);
        fclose(file);
    }
    assert_int_equal(length[1], length[0] + 12 + 15 + 4);
    assert_memory_equal(byte + 42 + 12 + 9, "\x10\x01\x3a\x02\x08\x01", 6);
    for (int i = 0; i < 2; i++)
        assert_int_equal(remove(path[i]), 0);
    assert_int_equal(remove("events_test.starts"), 0);
}

/* A run that ends early, as often as it likes, leaves nothing; a folder that went away is told once. */
static void test_no_file_without_an_event(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    make_folder((char[]){"events_test.folder"});
    for (int i = 0; i < 3; i++) {
        struct events *events = events_open("events_test.folder", 5, &failure);
        assert_non_null(events);
        assert_true(events_close(events, &failure));
    }
    struct events *events = events_open("events_test.folder", 5, &failure);
    assert_non_null(events);
    assert_int_equal(remove("events_test.folder"), 0); /* it was empty */
    events_scalar(events, "a", 1);
    assert_false(events_write(events, 7, &failure));
    assert_non_null(strstr(failure.text, "events_test.folder/events.out.tfevents."));
    events_scalar(events, "a", 1);
    assert_true(events_write(events, 8, &failure));
    assert_true(events_close(events, &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checksums),
        cmocka_unit_test(test_sample),
        cmocka_unit_test(test_two_in_a_second),
        cmocka_unit_test(test_missing_folder),
        cmocka_unit_test(test_no_file_without_an_event),
        cmocka_unit_test(test_start_beside_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
