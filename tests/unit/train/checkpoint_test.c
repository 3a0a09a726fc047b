/* Checkpoints: what is written comes back, by any number of threads; what does not belong or is damaged is refused by
 * name, and a refused file leaves the tables usable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "platform/file.h"
#include "support/training.h"
#include "train/checkpoint.h"

static const char *const path = "checkpoint_unit.holdem", *const damaged = "checkpoint_damaged.holdem";
static struct failure failure;
static struct training training;
static const struct run_progress progress = {3000, 123456, 789, UINT64_MAX, 3, &sampler_external};

static struct checkpoint_identity identity(void)
{
    return (struct checkpoint_identity){
        .fingerprints = {1, 2, 3},
        .game_name = "leduc",
        .sampler = &sampler_external,
        .schedule = &schedule_dcfr,
        .interval = 1000,
        .alpha = 1,
        .beta = 1,
        .reset_negative = true,
    };
}

static void share(void *transfer)
{
    checkpoint_work(transfer);
}

/* Two threads do the parts. */
static bool transfer_all(struct checkpoint_transfer *transfer)
{
    struct thread other;
    if (!transfer)
        return false;
    training_must(thread_start(&other, "sharer", share, transfer, &failure), &failure);
    checkpoint_work(transfer);
    thread_join(&other);
    return checkpoint_finish(transfer, &failure);
}

static bool write_to(const char *place)
{
    struct checkpoint_identity mine = identity();
    return transfer_all(checkpoint_write_start(place, &training.plan.tables, &progress, &mine, &failure));
}

static bool read_from(const char *place, const struct checkpoint_identity *mine, struct run_progress *found)
{
    return transfer_all(checkpoint_read_start(&run_unattended, place, &training.plan.tables, found, mine, &failure));
}

static int open_training(void **state)
{
    (void)state;
    training_open(&training, "leduc.game", &sampler_external, &schedule_dcfr, 1);
    training_run(&training, 0, 3000, 0);
    return write_to(path) ? 0 : -1;
}

static int close_training(void **state)
{
    (void)state;
    training_close(&training);
    return 0;
}

static void what_is_written_comes_back(void **state)
{
    (void)state;
    size_t bytes = (size_t)tables_bytes(&training.plan.tables);
    struct checkpoint_identity mine = identity();
    struct run_progress found;
    void *copy = memory_allocate(bytes, 1);
    memcpy(copy, training.tables_memory, bytes);
    memset(training.tables_memory, 0, bytes);
    assert_true(read_from(path, &mine, &found));
    assert_memory_equal(training.tables_memory, copy, bytes);
    assert_memory_equal(&found, &progress, sizeof progress);
    memset(&found, 0, sizeof found);
    bool foreign;
    assert_true(checkpoint_fits(path, &training.plan.tables, &found, &mine, &foreign, &failure));
    assert_false(foreign);
    assert_memory_equal(&found, &progress, sizeof progress);
    assert_memory_equal(training.tables_memory, copy, bytes);
    memory_release(copy);
}

/* Files from before there were carries, or of tables without them: what rounding took is 0 then. */
static void missing_carries_are_nothing(void **state)
{
    (void)state;
    struct checkpoint_identity mine = identity();
    struct run_progress found;
    struct tables with = training.plan.tables;
    table_entry *carry = memory_allocate((size_t)table_street_entries(&with.street[1]), sizeof *carry);
    table_store(&carry[0], 1);
    with.street[1].regret_carry = carry;
    assert_true(transfer_all(checkpoint_read_start(&run_unattended, path, &with, &found, &mine, &failure)));
    assert_true(table_load(&carry[0]) == 0);
    memory_release(carry);
}

static void assert_refused(const struct checkpoint_identity *other, const char *reason)
{
    struct run_progress found;
    assert_false(read_from(path, other, &found));
    if (!strstr(failure.text, reason) || !strstr(failure.text, path))
        fail_msg("'%s' names neither the file nor '%s'", failure.text, reason);
    struct failure same;
    bool foreign;
    assert_false(checkpoint_fits(path, &training.plan.tables, &found, other, &foreign, &same));
    assert_true(foreign);
    assert_string_equal(same.text, failure.text);
}

static void what_does_not_belong_is_refused_by_name(void **state)
{
    (void)state;
    struct checkpoint_identity other = identity();
    other.fingerprints.game++;
    assert_refused(&other, "another game (leduc)");
    other = identity();
    other.fingerprints.menu++;
    assert_refused(&other, "another action menu");
    other = identity();
    other.fingerprints.buckets++;
    assert_refused(&other, "another card abstraction");
    other = identity();
    other.schedule = &schedule_static;
    assert_refused(&other, "schedule dcfr; this run says static");
    other = identity();
    other.interval++;
    assert_refused(&other, "discount_interval");
    other = identity();
    other.alpha = 1.5;
    assert_refused(&other, "regret_discount_alpha");
    other = identity();
    other.beta = 2;
    assert_refused(&other, "strategy_discount_beta");
    other = identity();
    other.reset_negative = false;
    assert_refused(&other, "dcfr_reset_negative_regrets");
}

/* Sums of one exponent cannot go on as those of another. A file that says nothing has the usual one: so have all from before
 * there were others, and nothing but others is written. */
static void averages_are_part_of_what_a_checkpoint_is(void **state)
{
    (void)state;
    struct checkpoint_identity mine = identity();
    struct run_progress found;
    mine.schedule = &schedule_linear;
    mine.average = 1;
    assert_true(transfer_all(checkpoint_write_start(path, &training.plan.tables, &progress, &mine, &failure)));
    assert_true(read_from(path, &mine, &found));
    mine.average = 2;
    assert_refused(&mine, "this checkpoint's average counts iteration t t^1 times, this run's t^2 times");
    assert_true(transfer_all(checkpoint_write_start(path, &training.plan.tables, &progress, &mine, &failure)));
    assert_true(read_from(path, &mine, &found));
    mine.average = 2.5;
    assert_refused(&mine, "t t^2 times, this run's t^2.5 times");
    mine.average = 1;
    assert_refused(&mine, "t t^2 times, this run's t^1 times");
    assert_true(write_to(path));
}

/* Writes the first `bytes` bytes of the checkpoint, one bit of them changed when `flip` is one of them. */
static void damage(const struct file_view *view, size_t bytes, size_t flip)
{
    FILE *file = fopen(damaged, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(view->data, 1, bytes, file), bytes);
    if (flip < bytes) {
        fseek(file, (long)flip, SEEK_SET);
        fputc(((const unsigned char *)view->data)[flip] ^ 1 << flip % 8, file);
    }
    assert_int_equal(fclose(file), 0);
}

/* Padding between sections belongs to nobody; every other bit is guarded. */
static void damage_is_found(void **state)
{
    (void)state;
    struct checkpoint_identity mine = identity();
    struct file_view view;
    struct run_progress found;
    assert_true(file_view_open(path, &view, &failure));
    assert_true(checkpoint_verify(&run_unattended, path, &failure));
    size_t bytes = (size_t)view.bytes, padding = 0;
    for (size_t length = 0; length < bytes; length += bytes / 50 + 1) {
        damage(&view, length, bytes);
        assert_false(read_from(damaged, &mine, &found));
        assert_non_null(strstr(failure.text, damaged));
    }
    struct random_stream random = random_stream_at(5, 0, 0);
    for (int i = 0; i < 300; i++) {
        size_t place = random_below(&random, (uint32_t)bytes);
        damage(&view, bytes, place);
        if (!checkpoint_verify(&run_unattended, damaged, &failure))
            assert_non_null(strstr(failure.text, damaged));
        else
            padding++;
    }
    assert_true(padding < 100);
    damage(&view, bytes, bytes);
    assert_true(read_from(damaged, &mine, &found));
    file_view_close(&view);
    assert_true(file_remove(damaged, &failure));
}

/* Files may have gigabytes. */
static void who_reads_or_verifies_looks_whether_it_is_wanted(void **state)
{
    (void)state;
    struct cancellation asked = {1};
    const struct run_context run = {.cancellation = &asked};
    struct checkpoint_identity mine = identity();
    struct run_progress found;
    failure.text[0] = '\0';
    assert_false(transfer_all(checkpoint_read_start(&run, path, &training.plan.tables, &found, &mine, &failure)));
    assert_string_equal(failure.text, "interrupted");
    failure.text[0] = '\0';
    assert_false(checkpoint_verify(&run, path, &failure));
    assert_string_equal(failure.text, "interrupted");
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
    (void)state;
    assert_false(write_to("no/such/folder/checkpoint.holdem"));
    assert_non_null(strstr(failure.text, "no/such/folder"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_comes_back),
        cmocka_unit_test(missing_carries_are_nothing),
        cmocka_unit_test(what_does_not_belong_is_refused_by_name),
        cmocka_unit_test(averages_are_part_of_what_a_checkpoint_is),
        cmocka_unit_test(damage_is_found),
        cmocka_unit_test(who_reads_or_verifies_looks_whether_it_is_wanted),
        cmocka_unit_test(a_place_that_cannot_be_written_is_named),
    };
    return cmocka_run_group_tests_name("checkpoint", tests, open_training, close_training);
}
