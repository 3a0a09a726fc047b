/* Builds that are cancelled: what is kept of them is taken up again if it is right, and gives the same file.
 *
 * The clock that a build looks at cancels it as soon as a certain file exists, so that builds stop at the same place each
 * time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_build.h"
#include "buckets/bucket_parts.h"
#include "buckets/bucket_sections.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "support/file_bytes.h"

#include <cJSON.h>
#include <string.h>

static const char *stop_when; /* this file exists */
static struct cancellation stopped;

static double look_and_stop(void)
{
    if (file_exists(stop_when))
        cancellation_request(&stopped);
    return clock_seconds();
}

static const char path[] = "bucket_parts_test.holdem", whole_path[] = "bucket_parts_test.whole.holdem";
static const char river_path[] = "bucket_parts_test.holdem.river-finished";
static const char turn_path[] = "bucket_parts_test.holdem.turn-finished";
static const char flop_path[] = "bucket_parts_test.holdem.flop-finished";

static const struct game game = {
    .name = "small", .players = 2, .rounds = 4, .deck = {4, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};

enum { RIVER = 3 };

static const struct bucket_options options = {
    .k = {5, 20, 30, 15},
    .method = {&bucket_potential, &bucket_potential, &bucket_potential, &bucket_ochs},
    .workers = 1,
    .seed = 7,
};

static void build(const struct bucket_options *wanted, const char *to)
{
    struct failure failure = {.text = ""};
    if (!bucket_build(&run_unattended, &game, wanted, to, &failure))
        fail_msg("%s", failure.text);
}

static void interrupt(const struct bucket_options *wanted, const char *when)
{
    struct failure failure = {.text = ""};
    const struct run_context run = {.cancellation = &stopped, .clock = look_and_stop};
    stop_when = when;
    stopped = (struct cancellation){0};
    assert_false(bucket_build(&run, &game, wanted, path, &failure));
    assert_non_null(strstr(failure.text, "interrupted"));
    assert_false(file_exists(path));
    assert_true(file_exists(when));
}

static void remove_all(void)
{
    remove(path);
    remove(river_path);
    remove(turn_path);
    remove(flop_path);
}

/* The finished file is that of a build without interrupts, and nothing else is left. */
static void expect_finished(const struct bucket_options *wanted)
{
    build(wanted, whole_path);
    assert_true(file_bytes_same(path, whole_path));
    assert_false(file_exists(river_path));
    assert_false(file_exists(turn_path));
    assert_false(file_exists(flop_path));
    remove_all();
}

static void test_same_bytes_after_an_interrupt(void **state)
{
    (void)state;
    static const char *const when[] = {river_path, turn_path, flop_path};
    static const struct bucket_method *const methods[][4] = {
        {&bucket_potential, &bucket_potential, &bucket_potential, &bucket_ochs},
        {&bucket_emd, &bucket_emd, &bucket_emd, &bucket_ochs},
        {&bucket_potential, &bucket_percentile, &bucket_potential, &bucket_percentile},
    };
    for (unsigned m = 0; m < 3; m++)
        for (unsigned w = m; w < 3; w++) {
            struct bucket_options wanted = options;
            memcpy(wanted.method, methods[m], sizeof wanted.method);
            interrupt(&wanted, when[w]);
            wanted.workers = 2;
            build(&wanted, path);
            expect_finished(&wanted);
        }
}

/* Gives the river's part a mark that a build which takes it hands on: the first bucket's distance. */
static void mark_part(float mark)
{
    struct failure failure = {.text = ""};
    struct street_map map;
    struct container_reader *reader = container_open(river_path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, &failure);
    assert_non_null(reader);
    cJSON *json = cJSON_Parse(container_description(reader));
    const char *made_from = cJSON_GetObjectItem(json, "made_from")->valuestring;
    assert_true(bucket_sections_read(reader, RIVER, json, &map, &failure));
    container_close(reader);
    map.mean_distance[0] = mark;
    const struct bucket_part part = {path, "river", RIVER, made_from};
    assert_true(bucket_part_save(&part, &map, &failure));
    street_map_release(&map);
    cJSON_Delete(json);
}

static float mark_of_file(void)
{
    struct failure failure = {.text = ""};
    float distances[32] = {0};
    struct container_reader *reader = container_open(path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, &failure);
    assert_non_null(reader);
    const struct container_section *section = container_find(reader, "mean_distance", RIVER);
    assert_true(section && section->bytes <= sizeof distances);
    assert_true(container_read(reader, section, distances, (size_t)section->bytes, &failure));
    container_close(reader);
    return distances[0];
}

static void test_a_part_is_taken(void **state)
{
    (void)state;
    interrupt(&options, river_path);
    mark_part(123);
    build(&options, path);
    assert_true(mark_of_file() == 123);
    assert_false(file_exists(river_path));
    remove_all();
    /* What earlier streets are to be does not touch the river. */
    interrupt(&options, river_path);
    mark_part(321);
    struct bucket_options other = options;
    other.k[1] = 10;
    other.method[2] = &bucket_emd;
    build(&other, path);
    assert_true(mark_of_file() == 321);
    remove_all();
}

static void expect_not_taken(const struct bucket_options *other)
{
    interrupt(&options, river_path);
    mark_part(123);
    build(other, path);
    assert_true(mark_of_file() != 123);
    expect_finished(other);
}

static void test_a_part_of_other_options_is_not_taken(void **state)
{
    (void)state;
    struct bucket_options other = options;
    other.seed++;
    expect_not_taken(&other);
    other = options;
    other.restarts = 3;
    expect_not_taken(&other);
    other = options;
    other.k[RIVER] = 14;
    expect_not_taken(&other);
    other = options;
    other.method[RIVER] = &bucket_percentile;
    expect_not_taken(&other);
    other = options;
    other.fewer = true;
    expect_not_taken(&other);
}

/* Another deck under the same name. */
static void test_a_part_of_another_game_is_not_taken(void **state)
{
    (void)state;
    struct game other = game;
    struct failure failure = {.text = ""};
    other.deck = (struct deck){5, 3};
    interrupt(&options, river_path);
    mark_part(123);
    assert_true(bucket_build(&run_unattended, &other, &options, path, &failure));
    assert_true(mark_of_file() != 123);
    assert_true(bucket_build(&run_unattended, &other, &options, whole_path, &failure));
    assert_true(file_bytes_same(path, whole_path));
    remove_all();
}

/* One byte changed in the map, in the description, in the directory; and cut off. */
static void test_a_damaged_part_is_not_taken(void **state)
{
    (void)state;
    for (unsigned way = 0; way < 5; way++) {
        interrupt(&options, river_path);
        mark_part(123);
        struct file_bytes bytes = file_bytes_read(river_path);
        static const char word[] = "made_from";
        size_t places[4] = {4096 + 1000, 0, bytes.count - 1, 30};
        for (size_t i = 0; i + sizeof word < bytes.count; i++)
            if (memcmp(bytes.data + i, word, sizeof word - 1) == 0)
                places[1] = i;
        assert_true(places[1] > 0);
        if (way < 4)
            file_bytes_flip(river_path, places[way], 0);
        else
            file_bytes_write(river_path, bytes.data, bytes.count / 2);
        file_bytes_release(&bytes);
        build(&options, path);
        assert_true(mark_of_file() != 123);
        expect_finished(&options);
    }
}

/* A part that is whole, says that it is what is wanted, and holds another street. */
static void test_a_part_under_a_wrong_name_is_not_taken(void **state)
{
    (void)state;
    interrupt(&options, turn_path);
    struct file_bytes bytes = file_bytes_read(turn_path);
    file_bytes_write(river_path, bytes.data, bytes.count);
    file_bytes_release(&bytes);
    remove(turn_path);
    build(&options, path);
    expect_finished(&options);
}

static int set_up(void **state)
{
    (void)state;
    remove_all();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    remove_all();
    remove(whole_path);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bytes_after_an_interrupt),
        cmocka_unit_test(test_a_part_is_taken),
        cmocka_unit_test(test_a_part_of_other_options_is_not_taken),
        cmocka_unit_test(test_a_part_of_another_game_is_not_taken),
        cmocka_unit_test(test_a_damaged_part_is_not_taken),
        cmocka_unit_test(test_a_part_under_a_wrong_name_is_not_taken),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
