/* Every single bit of a blueprint and a checkpoint of Leduc and of a small bucket file, turned over, makes the reader refuse the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_build.h"
#include "eval/blueprint.h"
#include "support/training.h"
#include "train/checkpoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool takes_blueprint(const char *path)
{
    struct blueprint blueprint;
    struct failure failure;
    if (!blueprint_open(path, &blueprint, &failure))
        return false;
    blueprint_close(&blueprint);
    return true;
}

static bool takes_checkpoint(const char *path)
{
    struct failure failure;
    return checkpoint_verify(&run_unattended, path, &failure);
}

/* Eight cards, two in the hand and one on the board. */
static const struct game cards = {
    .name = "cards", .players = 2, .rounds = 2, .deck = {4, 2}, .hole_cards = 2, .board_cards = {0, 1}};

static bool takes_buckets(const char *path)
{
    struct abstraction abstraction;
    struct failure failure;
    if (!abstraction_open(path, &cards, &abstraction, &failure))
        return false;
    abstraction_release(&abstraction);
    return true;
}

static char *read_whole(const char *path, long *bytes)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *bytes = ftell(file);
    rewind(file);
    char *content = malloc((size_t)*bytes);
    assert_int_equal(fread(content, 1, (size_t)*bytes, file), *bytes);
    fclose(file);
    return content;
}

static void put(FILE *file, long at, char byte)
{
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fputc((unsigned char)byte, file), (unsigned char)byte);
    assert_int_equal(fflush(file), 0);
}

static void each_flip_is_refused(const char *path, bool (*takes)(const char *path))
{
    long bytes;
    char *content = read_whole(path, &bytes);
    assert_true(takes(path));
    FILE *file = fopen(path, "rb+");
    assert_non_null(file);
    for (long at = 0; at < bytes; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            put(file, at, (char)(content[at] ^ 1 << bit));
            if (takes(path))
                fail_msg("%s: bit %u of byte %ld may be turned over", path, bit, at);
        }
        put(file, at, content[at]);
    }
    assert_true(takes(path));
    fclose(file);
    remove(path);
    free(content);
}

static void train_leduc(struct training *training)
{
    training_open(training, "leduc.game", &sampler_external, &schedule_linear, 1);
    training_run(training, 0, 2000, 0);
}

static void of_a_blueprint(void **state)
{
    (void)state;
    static const char path[] = "flips_test.blueprint.holdem";
    struct training training;
    struct failure failure;
    const struct blueprint_facts facts = {.iterations = 2000, .seed = 1, .sampler = "external", .schedule = "linear"};
    train_leduc(&training);
    training_must(blueprint_write(&run_unattended, path, &training.tree, &training.abstraction, &training.plan.tables,
                                  &facts, &failure),
                  &failure);
    training_close(&training);
    each_flip_is_refused(path, takes_blueprint);
}

static void of_a_checkpoint(void **state)
{
    (void)state;
    static const char path[] = "flips_test.checkpoint.holdem";
    struct training training;
    struct failure failure;
    const struct run_progress progress = {.iteration = 2000, .seed = 1};
    const struct checkpoint_identity identity = {
        .game_name = "leduc", .sampler = &sampler_external, .schedule = &schedule_linear};
    train_leduc(&training);
    struct checkpoint_transfer *transfer =
        checkpoint_write_start(path, &training.plan.tables, &progress, &identity, &failure);
    training_must(transfer != NULL, &failure);
    checkpoint_work(transfer);
    training_must(checkpoint_finish(transfer, &failure), &failure);
    training_close(&training);
    each_flip_is_refused(path, takes_checkpoint);
}

static void of_a_bucket_file(void **state)
{
    (void)state;
    static const char path[] = "flips_test.buckets.holdem";
    struct failure failure;
    const struct bucket_options options = {
        .k = {16, 3}, .method = {&bucket_lossless, &bucket_ochs}, .workers = 1, .restarts = 1};
    training_must(bucket_build(&run_unattended, &cards, &options, path, &failure), &failure);
    each_flip_is_refused(path, takes_buckets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_blueprint),
        cmocka_unit_test(of_a_checkpoint),
        cmocka_unit_test(of_a_bucket_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
