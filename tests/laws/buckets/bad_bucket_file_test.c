/* Bucket files that are damaged, cut off or another game's: refused with one line, wherever the fault is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "buckets/abstraction.h"
#include "buckets/bucket_build.h"
#include "support/file_bytes.h"

#include <stdio.h>
#include <string.h>

static const char path[] = "bad_bucket_file_test.holdem", bad_path[] = "bad_bucket_file_test.bad.holdem";

static const struct game game = {
    .name = "small", .players = 2, .rounds = 4, .deck = {4, 3}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};

static struct file_bytes whole;

static int set_up(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    const struct bucket_options options = {
        .k = {5, 12, 12, 300},
        .method = {&bucket_potential, &bucket_potential, &bucket_percentile, &bucket_lossless},
        .workers = 1,
        .fewer = true,
    };
    if (!bucket_build(&run_unattended, &game, &options, path, &failure)) {
        fprintf(stderr, "%s\n", failure.text);
        return -1;
    }
    whole = file_bytes_read(path);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    file_bytes_release(&whole);
    remove(path);
    remove(bad_path);
    return 0;
}

static void expect_refused(const char *from, const struct game *wanted, const char *what, size_t where)
{
    struct failure failure = {.text = ""};
    struct abstraction a;
    if (abstraction_open(from, wanted, &a, &failure))
        fail_msg("%s %zu: taken", what, where);
    if (strncmp(failure.text, from, strlen(from)) != 0 || strchr(failure.text, '\n'))
        fail_msg("%s %zu: '%s'", what, where, failure.text);
}

static void test_the_whole_file_is_taken(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct abstraction a;
    assert_true(abstraction_open(path, &game, &a, &failure));
    abstraction_release(&a);
}

/* All short lengths, all near the end, and many between. */
static void test_cut_off(void **state)
{
    (void)state;
    for (size_t length = 0; length < whole.count; length += length < 200 || length + 200 > whole.count ? 1 : 97) {
        file_bytes_write(bad_path, whole.data, length);
        expect_refused(bad_path, &game, "length", length);
    }
}

static void test_longer_than_written(void **state)
{
    (void)state;
    uint8_t *data = memory_allocate(whole.count + 1, 1);
    memcpy(data, whole.data, whole.count);
    file_bytes_write(bad_path, data, whole.count + 1);
    expect_refused(bad_path, &game, "length", whole.count + 1);
    memory_release(data);
}

static void flip(size_t byte, unsigned bit)
{
    file_bytes_flip(bad_path, byte, bit);
    expect_refused(bad_path, &game, "byte", byte);
    file_bytes_flip(bad_path, byte, bit);
}

/* Every bit of the header, many of the end with description and directory, and bits anywhere. */
static void test_flipped_bits(void **state)
{
    (void)state;
    file_bytes_write(bad_path, whole.data, whole.count);
    for (size_t bit = 0; bit < 128 * 8; bit++)
        flip(bit / 8, bit % 8);
    struct random_stream stream = random_stream_at(19, 0, 0);
    for (size_t byte = whole.count - 4000; byte < whole.count; byte += 3)
        flip(byte, random_below(&stream, 8));
    for (unsigned n = 0; n < 1500; n++)
        flip(random_below(&stream, (uint32_t)whole.count), random_below(&stream, 8));
    assert_true(file_bytes_same(path, bad_path));
}

static void test_other_games(void **state)
{
    (void)state;
    struct game other = game;
    for (uint8_t ranks = 1; ranks <= CARD_RANKS; ranks++)
        for (uint8_t suits = 1; suits <= CARD_SUITS; suits++) {
            other.deck = (struct deck){ranks, suits};
            if (ranks != game.deck.ranks || suits != game.deck.suits)
                expect_refused(path, &other, "deck", (size_t)ranks * 10 + suits);
        }
    other = game;
    for (other.rounds = 1; other.rounds < game.rounds; other.rounds++)
        expect_refused(path, &other, "rounds", other.rounds);
    other = game;
    for (unsigned s = 0; s < game.rounds; s++)
        for (unsigned more = 1; more < 3; more++) {
            other.board_cards[s] = (uint8_t)(game.board_cards[s] + more);
            expect_refused(path, &other, "board of street", s);
            other.board_cards[s] = game.board_cards[s];
        }
    other.hole_cards = 1;
    expect_refused(path, &other, "hole cards", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_whole_file_is_taken),
        cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_longer_than_written),
        cmocka_unit_test(test_flipped_bits),
        cmocka_unit_test(test_other_games),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
