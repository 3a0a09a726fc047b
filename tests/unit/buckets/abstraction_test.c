/* Bucket files that are whole but wrong: every checksum is right, and what they say is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/abstraction.h"
#include "buckets/bucket_file.h"
#include "platform/place.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

static const char path[] = "abstraction_test.holdem";

/* Two hole cards of Q K A in two suits: three pairs QQ KK AA, three suited and three offsuit hands. */
static const struct game game = {
    .name = "two cards", .players = 2, .rounds = 1, .deck = {3, 2}, .hole_cards = 2, .board_cards = {0}};

enum { HANDS = 9 };

static const char description[] = "{\"deck\": {\"ranks\": 3, \"suits\": 2}, \"hole_cards\": 2,"
                                  " \"streets\": [{\"board_cards\": 0, \"hands\": 9, \"buckets\": 3}]}";

static void write_file(const char *json, const uint8_t map[], size_t bytes, bool right_fingerprint)
{
    struct failure failure = {.text = ""};
    const struct bucket_street_digest digest = {
        .ranks = 3, .suits = 2, .hole_cards = 2, .buckets = 3, .hands = HANDS, .map_checksum = XXH3_64bits(map, bytes)};
    const struct container_fingerprints fingerprints = {
        .buckets = right_fingerprint ? bucket_file_fingerprint(0, &digest) : 1};
    struct container_writer *writer = container_create(path, CONTAINER_BUCKETS, 1, &fingerprints, &failure);
    assert_non_null(writer);
    assert_true(container_append(writer, "map", 0, CODEC_RAW, map, bytes, &failure));
    container_describe(writer, json);
    assert_true(container_commit(writer, &failure));
}

static void expect_refused(const char *reason)
{
    struct failure failure = {.text = ""};
    struct abstraction a;
    assert_false(abstraction_open(path, &game, &a, &failure));
    if (!strstr(failure.text, reason) || strncmp(failure.text, path, strlen(path)) != 0)
        fail_msg("expected '%s' in '%s'", reason, failure.text);
    remove(path);
}

static const uint8_t right[HANDS] = {0, 0, 0, 1, 1, 1, 2, 2, 2};

static void test_right_file_is_read(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct abstraction a;
    write_file(description, right, HANDS, true);
    if (!abstraction_open(path, &game, &a, &failure))
        fail_msg("%s", failure.text);
    for (unsigned i = 0; i < HANDS; i++)
        assert_int_equal(abstraction_read(&a, 0, i), right[i]);
    /* Where the file is from whatever folder a blueprint is opened later. */
    char whole[ABSTRACTION_SOURCE];
    assert_true(place_make_absolute(path, whole, sizeof whole));
    assert_string_equal(a.source, whole);
    abstraction_release(&a);
    remove(path);
}

static void test_wrong_maps_are_refused(void **state)
{
    (void)state;
    const uint8_t beyond[HANDS] = {0, 0, 0, 1, 1, 1, 2, 2, 3};
    write_file(description, beyond, HANDS, true);
    expect_refused("bucket 3, but there are only 3");
    write_file(description, right, HANDS - 1, true);
    expect_refused("there is no map of 9 bytes");
    write_file(description, right, HANDS, false);
    expect_refused("fingerprint");
}

static void test_wrong_descriptions_are_refused(void **state)
{
    (void)state;
    write_file("{", right, HANDS, true);
    expect_refused("no JSON");
    write_file("{}", right, HANDS, true);
    expect_refused("no number 'ranks'");
    write_file("{\"deck\": {\"ranks\": \"3\", \"suits\": 2}}", right, HANDS, true);
    expect_refused("no number 'ranks'");
    write_file("{\"deck\": {\"ranks\": 3, \"suits\": -2}}", right, HANDS, true);
    expect_refused("no number 'suits'");
    write_file("{\"deck\": {\"ranks\": 3, \"suits\": 2}, \"hole_cards\": 2, \"streets\": 7}", right, HANDS, true);
    expect_refused("0 streets instead of 1");
    write_file("{\"deck\": {\"ranks\": 3, \"suits\": 2}, \"hole_cards\": 2, \"streets\": [7]}", right, HANDS, true);
    expect_refused("no number 'board_cards'");
    write_file("{\"deck\": {\"ranks\": 3, \"suits\": 2}, \"hole_cards\": 2,"
               " \"streets\": [{\"board_cards\": 0, \"hands\": 9, \"buckets\": 0}]}",
               right, HANDS, true);
    expect_refused("0 buckets are absurd");
    write_file("{\"deck\": {\"ranks\": 3, \"suits\": 2}, \"hole_cards\": 2,"
               " \"streets\": [{\"board_cards\": 0, \"hands\": 10, \"buckets\": 3}]}",
               right, HANDS, true);
    expect_refused("10 canonical hands instead of 9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right_file_is_read),
        cmocka_unit_test(test_wrong_maps_are_refused),
        cmocka_unit_test(test_wrong_descriptions_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
