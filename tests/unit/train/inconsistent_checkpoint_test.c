/* Checkpoints whose checksums are right and that lack what training needs: refused, with the reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/rewriting.h"
#include "support/training.h"
#include "train/checkpoint.h"

#include <math.h>

static const char path[] = "inconsistent_checkpoint.holdem", changed[] = "inconsistent_checkpoint.changed.holdem";
static struct training training;
static const struct run_progress progress = {3000, 123456, 789, 5, 3, &sampler_external};
static uint64_t words[7];
static uint32_t shape[GAME_ROUNDS][2];

static struct checkpoint_identity identity(void)
{
    return (struct checkpoint_identity){.fingerprints = {1, 2, 3},
                                        .game_name = "leduc",
                                        .sampler = &sampler_full,
                                        .schedule = &schedule_dcfr,
                                        .interval = 1000,
                                        .alpha = 1,
                                        .beta = 1,
                                        .reset_negative = true,
                                        .negative = 0.5};
}

static int set_up(void **state)
{
    (void)state;
    struct failure failure;
    const struct checkpoint_identity mine = identity();
    training_open(&training, "leduc.game", &sampler_external, &schedule_dcfr, 1);
    struct checkpoint_transfer *transfer =
        checkpoint_write_start(path, &training.plan.tables, &progress, &mine, &failure);
    training_must(transfer != NULL, &failure);
    checkpoint_work(transfer);
    training_must(checkpoint_finish(transfer, &failure), &failure);
    struct container_reader *reader = container_open_any(path, &failure);
    training_must(container_read(reader, container_find(reader, "progress", 0), words, sizeof words, &failure) &&
                      container_read(reader, container_find(reader, "shape", 0), shape, sizeof shape, &failure),
                  &failure);
    container_close(reader);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    training_close(&training);
    remove(path);
    remove(changed);
    return 0;
}

/* Starting refuses it, or the parts do. */
static bool read_changed(struct failure *failure)
{
    const struct checkpoint_identity mine = identity();
    struct run_progress found;
    struct checkpoint_transfer *transfer =
        checkpoint_read_start(&run_unattended, changed, &training.plan.tables, &found, &mine, failure);
    if (!transfer)
        return false;
    checkpoint_work(transfer);
    checkpoint_work(transfer);
    return checkpoint_finish(transfer, failure);
}

static void refuse(const struct rewriting change, const char *reason)
{
    struct failure failure;
    rewrite(path, changed, &change);
    if (read_changed(&failure))
        fail_msg("taken, though: %s", reason);
    if (!strstr(failure.text, reason))
        fail_msg("'%s' does not say '%s'", failure.text, reason);
}

static void the_description_names_the_run(void **state)
{
    (void)state;
    static const char *const needed[] = {"\"game\"", "\"sampler\"", "\"schedule\"", "{"};
    static const char *const discounts[] = {"\"discount_interval\"", "\"regret_discount_alpha\"",
                                            "\"strategy_discount_beta\"", "\"regret_discount_negative\"",
                                            "\"dcfr_reset_negative_regrets\""};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        refuse((struct rewriting){.from = needed[i], .with = "\"other\""}, "description of the checkpoint");
    for (size_t i = 0; i < sizeof discounts / sizeof *discounts; i++)
        refuse((struct rewriting){.from = discounts[i], .with = "\"other\""}, "other discounts");
    refuse((struct rewriting){.from = "true", .with = "false"}, "other discounts");
}

static void the_head_is_needed_and_fits(void **state)
{
    (void)state;
    uint64_t other[7];
    uint32_t form[GAME_ROUNDS][2];
    refuse((struct rewriting){.section = "progress"}, "lacks its progress or shape");
    refuse((struct rewriting){.section = "shape"}, "lacks its progress or shape");
    refuse((struct rewriting){.section = "progress", .data = words, .bytes = 8}, "holds 8 bytes");
    refuse((struct rewriting){.section = "shape", .data = shape, .bytes = 8}, "holds 8 bytes");
    memcpy(other, words, sizeof other);
    other[5]++;
    refuse((struct rewriting){.section = "progress", .data = other, .bytes = sizeof other}, "another form");
    memcpy(other, words, sizeof other);
    other[6] = !other[6];
    refuse((struct rewriting){.section = "progress", .data = other, .bytes = sizeof other}, "another form");
    memcpy(form, shape, sizeof form);
    form[1][0]++;
    refuse((struct rewriting){.section = "shape", .data = form, .bytes = sizeof form}, "street 2 has");
    memcpy(form, shape, sizeof form);
    form[0][1]++;
    refuse((struct rewriting){.section = "shape", .data = form, .bytes = sizeof form}, "street 1 has");
}

static void every_part_is_needed(void **state)
{
    (void)state;
    refuse((struct rewriting){.section = "regret1"}, "lacks part 0 of section regret1");
    refuse((struct rewriting){.section = "sum0", .data = words, .bytes = 8, .compressed = true}, "sum0");
}

static void numbers_are_finite(void **state)
{
    (void)state;
    size_t bytes = (size_t)table_street_entries(&training.plan.tables.street[0]) * 4;
    static const float wrong[] = {NAN, INFINITY, -INFINITY};
    float *values = memory_allocate(bytes, 1);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        memset(values, 0, bytes);
        values[bytes / 4 - 1] = wrong[i];
        refuse((struct rewriting){.section = "regret0", .data = values, .bytes = bytes, .compressed = true},
               "section regret0 holds numbers that are not finite");
    }
    memory_release(values);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_description_names_the_run),
        cmocka_unit_test(the_head_is_needed_and_fits),
        cmocka_unit_test(every_part_is_needed),
        cmocka_unit_test(numbers_are_finite),
    };
    return cmocka_run_group_tests_name("inconsistent checkpoints", tests, set_up, tear_down);
}
