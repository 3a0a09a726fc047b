/* Views of bucket files that are whole but wrong: every checksum is right, and what they say is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_file.h"
#include "buckets/bucket_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

static const char path[] = "bucket_view_test.holdem";

enum { HANDS = 9, BUCKETS = 3 };

/* Two hole cards of Q K A in two suits: each pair and each suited class is dealt in one or two ways, 15 in all. */
struct content {
    char json[1024];
    uint8_t map[HANDS];
    uint64_t deals[BUCKETS];
    float mean[BUCKETS], worst[BUCKETS];
    feature centre[BUCKETS][METRIC_PAD], strength[BUCKETS];
    size_t strength_bytes;
};

static const struct content right = {
    .json =
        "{\"deck\": {\"ranks\": 3, \"suits\": 2}, \"hole_cards\": 2, \"streets\": [{\"board_cards\": 0, \"hands\": 9, "
        "\"buckets\": 3, \"method\": \"emd\", \"metric\": \"L2\", \"dims\": 16, \"unit\": 0.0001}]}",
    .map = {0, 0, 0, 1, 1, 1, 2, 2, 2},
    .deals = {4, 6, 5},
    .mean = {0.01f, 0.02f, 0.03f},
    .worst = {0.1f, 0.2f, 0.3f},
    .centre = {{100}, {160}, {110}},
    .strength = {4096, 8192, 16384},
    .strength_bytes = BUCKETS * sizeof(feature),
};

static void append(struct container_writer *writer, const char *name, const void *data, size_t bytes)
{
    struct failure failure = {.text = ""};
    assert_true(container_append(writer, name, 0, CODEC_RAW, data, bytes, &failure));
}

static void write_file(const struct content *content)
{
    struct failure failure = {.text = ""};
    const struct bucket_street_digest digest = {.ranks = 3,
                                                .suits = 2,
                                                .hole_cards = 2,
                                                .buckets = BUCKETS,
                                                .hands = HANDS,
                                                .map_checksum = XXH3_64bits(content->map, HANDS)};
    const struct container_fingerprints fingerprints = {.buckets = bucket_file_fingerprint(0, &digest)};
    struct container_writer *writer = container_create(path, CONTAINER_BUCKETS, 1, &fingerprints, &failure);
    assert_non_null(writer);
    append(writer, "map", content->map, sizeof content->map);
    append(writer, "deals", content->deals, sizeof content->deals);
    append(writer, "mean_distance", content->mean, sizeof content->mean);
    append(writer, "worst_distance", content->worst, sizeof content->worst);
    append(writer, "centre", content->centre, sizeof content->centre);
    append(writer, "strength", content->strength, content->strength_bytes);
    container_describe(writer, content->json);
    assert_true(container_commit(writer, &failure));
}

static void expect_refused(const struct content *content, const char *reason)
{
    struct failure failure = {.text = ""};
    struct bucket_view view;
    write_file(content);
    assert_false(bucket_view_open(path, NULL, &view, &failure));
    if (!strstr(failure.text, reason) || strncmp(failure.text, path, strlen(path)) != 0)
        fail_msg("expected '%s' in '%s'", reason, failure.text);
    remove(path);
}

/* The description with `from` replaced by `to`. */
static void expect_description_refused(const char *from, const char *to, const char *reason)
{
    struct content content = right;
    const char *place = strstr(right.json, from);
    assert_non_null(place);
    snprintf(content.json, sizeof content.json, "%.*s%s%s", (int)(place - right.json), right.json, to,
             place + strlen(from));
    expect_refused(&content, reason);
}

static void test_right_file_is_read(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct bucket_view view;
    struct bucket_summary summary;
    struct bucket_neighbour nearest[BUCKETS];
    uint64_t hands[BUCKETS], index[HANDS];
    write_file(&right);
    if (!bucket_view_open(path, NULL, &view, &failure))
        fail_msg("%s", failure.text);
    assert_string_equal(view.street[0].method, "emd");
    assert_int_equal(view.street[0].deals, 15);
    bucket_view_summarise(&view, 0, &summary);
    assert_int_equal(summary.least, 4);
    assert_int_equal(summary.median, 5);
    assert_int_equal(summary.most, 6);
    assert_float_equal(summary.mean_distance, (4 * 0.01 + 6 * 0.02 + 5 * 0.03) / 15, 1e-6);
    assert_float_equal(summary.worst_distance, 0.3, 1e-6);
    assert_float_equal(bucket_view_strength(&view, 0, 1), 0.5, 0);
    bucket_view_count_hands(&view, 0, hands);
    assert_int_equal(hands[2], 3);
    /* One example is the middle one; there are never more than hands. */
    assert_int_equal(bucket_view_examples(&view, 0, 1, 3, 1, index), 1);
    assert_int_equal(index[0], 4);
    assert_int_equal(bucket_view_examples(&view, 0, 2, 3, HANDS, index), 3);
    assert_int_equal(index[0], 6);
    assert_int_equal(index[2], 8);
    /* Squares of 10 and 60, in units of 0.0001. */
    assert_int_equal(bucket_view_nearest(&view, 0, 0, BUCKETS, nearest), 2);
    assert_int_equal(nearest[0].bucket, 2);
    assert_float_equal(nearest[0].distance, 0.1, 1e-9);
    assert_int_equal(nearest[1].bucket, 1);
    assert_float_equal(nearest[1].distance, 0.6, 1e-9);
    assert_int_equal(bucket_view_nearest(&view, 0, 1, 1, nearest), 1);
    assert_int_equal(nearest[0].bucket, 2);
    bucket_view_close(&view);
    remove(path);
}

/* One is one: of whatever there is one. */
static void test_other_games_are_refused(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct bucket_view view;
    unsigned street;
    const struct game two_streets = {.rounds = 2, .deck = {3, 2}, .hole_cards = 2, .board_cards = {0, 1}};
    write_file(&right);
    assert_false(bucket_view_open(path, &two_streets, &view, &failure));
    assert_non_null(strstr(failure.text, ": made for another game: 1 street instead of 2"));
    assert_true(bucket_view_open(path, NULL, &view, &failure));
    assert_false(bucket_view_street_of_board(&view, 1, &street, &failure));
    assert_string_equal(failure.text, "no street of these buckets has 1 board card; its streets have 0");
    bucket_view_close(&view);
    remove(path);
}

static void test_wrong_descriptions_are_refused(void **state)
{
    (void)state;
    expect_description_refused("{\"deck\"", "{{", "no JSON");
    expect_description_refused("\"ranks\": 3", "\"ranks\": 14", "no sensible number 'ranks'");
    expect_description_refused("\"ranks\": 3", "\"ranks\": 0", "no sensible number 'ranks'");
    expect_description_refused("\"ranks\": 3", "\"ranks\": 1e300", "no sensible number 'ranks'");
    expect_description_refused("\"ranks\": 3", "\"ranks\": \"3\"", "no sensible number 'ranks'");
    expect_description_refused("\"suits\": 2", "\"suits\": 5", "no sensible number 'suits'");
    expect_description_refused("\"suits\": 2", "\"suits\": 1", "9 canonical hands instead of 3");
    expect_description_refused("\"hole_cards\": 2", "\"hole_cards\": 4", "no sensible number 'hole_cards'");
    expect_description_refused("\"hole_cards\": 2", "\"hole_cards\": -1", "no sensible number 'hole_cards'");
    expect_description_refused("[{", "7, \"unused\": [{", "0 streets; 1 to 4 are possible");
    expect_description_refused("[{", "[{}, {}, {}, {}, {", "5 streets; 1 to 4 are possible");
    expect_description_refused("\"board_cards\": 0", "\"board_cards\": 8", "no sensible number 'board_cards'");
    expect_description_refused("\"board_cards\": 0", "\"board_cards\": 5", "7 cards in 2 rounds cannot be indexed");
    expect_description_refused("\"hands\": 9", "\"hands\": 1e15", "canonical hands instead of 9");
    expect_description_refused("\"buckets\": 3", "\"buckets\": 0", "0 buckets are absurd");
    expect_description_refused("\"buckets\": 3", "\"buckets\": 4", "fingerprint");
    expect_description_refused("\"dims\": 16", "\"dims\": 32", "section 'centre' of street 1");
    expect_description_refused("\"dims\": 16", "\"dims\": 0", "its metric is none");
    expect_description_refused("\"dims\": 16", "\"dims\": 4096", "no sensible number 'dims'");
    expect_description_refused("\"unit\": 0.0001", "\"unit\": -1", "no sensible number 'unit'");
}

static void test_wrong_facts_are_refused(void **state)
{
    (void)state;
    struct content content = right;
    content.deals[1]++;
    expect_refused(&content, "do not add up to the 15 deals");
    content.deals[1] = UINT64_MAX - 7;
    content.deals[2] = 13;
    expect_refused(&content, "do not add up to the 15 deals");
    content = right;
    content.mean[2] = NAN;
    expect_refused(&content, "is no distance");
    content = right;
    content.worst[0] = -1;
    expect_refused(&content, "is no distance");
    content = right;
    content.centre[1][15] = INT16_MAX;
    expect_refused(&content, "a centre of its buckets is out of bounds");
    content = right;
    content.strength[0] = -1;
    expect_refused(&content, "a centre of its buckets is out of bounds");
    content = right;
    content.strength_bytes--;
    expect_refused(&content, "section 'strength' of street 1");
}

/* What could write to a terminal is not taken for a method's name. */
static void test_method_is_a_word(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct bucket_view view;
    struct content content = right;
    char *name = strstr(content.json, "emd");
    memcpy(name, "\x1b[m", 3);
    write_file(&content);
    if (!bucket_view_open(path, NULL, &view, &failure))
        fail_msg("%s", failure.text);
    assert_string_equal(view.street[0].method, "");
    bucket_view_close(&view);
    remove(path);
}

static void test_streets_are_found_by_name_and_board(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct bucket_view view;
    unsigned street;
    struct game cards = {.name = "tiny", .players = 2, .rounds = 3, .deck = {3, 2}, .hole_cards = 2};
    cards.board_cards[1] = cards.board_cards[2] = 1;
    assert_true(bucket_view_open(HOLDEM_ROOT "/tests/golden/buckets/tiny.v1.holdem", &cards, &view, &failure));
    assert_true(bucket_view_named_street(&view, "round2", &street, &failure) && street == 1);
    assert_false(bucket_view_named_street(&view, "flop", &street, &failure));
    assert_string_equal(failure.text, "there is no street 'flop'; there are round1, round2, round3");
    assert_true(bucket_view_street_of_board(&view, 2, &street, &failure) && street == 2);
    assert_false(bucket_view_street_of_board(&view, 3, &street, &failure));
    assert_string_equal(failure.text, "no street of tiny has 3 board cards; its streets have 0, 1, 2");
    assert_int_equal(bucket_view_nearest(&view, 0, 0, 1, NULL), 0);
    assert_int_equal(strlen(bucket_view_hand(&view, 0, 0).text), 4);
    assert_int_equal(strlen(bucket_view_hand(&view, 2, 0).text), 9);
    bucket_view_close(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right_file_is_read),
        cmocka_unit_test(test_other_games_are_refused),
        cmocka_unit_test(test_wrong_descriptions_are_refused),
        cmocka_unit_test(test_wrong_facts_are_refused),
        cmocka_unit_test(test_method_is_a_word),
        cmocka_unit_test(test_streets_are_found_by_name_and_board),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
