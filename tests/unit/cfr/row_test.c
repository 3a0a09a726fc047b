/* What samplers do to a row, against values worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/row.h"
#include "cfr/schedules.h"

#include <math.h>

static void fill(table_entry row[], const float values[], unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        table_store(&row[i], values[i]);
}

static void matching_takes_the_share_of_positive_regret(void **state)
{
    (void)state;
    table_entry regret[3];
    float strategy[3];
    fill(regret, (float[]){3, -5, 1}, 3);
    regret_match(regret, 3, strategy);
    assert_true(strategy[0] == 0.75F && strategy[1] == 0 && strategy[2] == 0.25F);
    fill(regret, (float[]){0, -5, -1}, 3);
    regret_match(regret, 3, strategy);
    for (unsigned a = 0; a < 3; a++)
        assert_true(fabsf(strategy[a] - 1.0F / 3) < 1e-7F);
}

static void sampling_inverts_the_distribution(void **state)
{
    (void)state;
    const float strategy[4] = {0.25F, 0, 0.5F, 0.25F};
    assert_int_equal(sample_action(strategy, 4, 0.0F), 0);
    assert_int_equal(sample_action(strategy, 4, 0.2499F), 0);
    assert_int_equal(sample_action(strategy, 4, 0.25F), 2);
    assert_int_equal(sample_action(strategy, 4, 0.7499F), 2);
    assert_int_equal(sample_action(strategy, 4, 0.76F), 3);
    /* What rounding leaves over at the end goes to the last action that can be played. */
    const float ends_in_zero[3] = {0.5F, 0.4999999F, 0};
    assert_int_equal(sample_action(ends_in_zero, 3, 0x1.fffffep-1F), 1);
}

static void strategy_sums_grow_and_know_the_first_time(void **state)
{
    (void)state;
    table_entry sum[2];
    fill(sum, (float[]){0, 0}, 2);
    assert_true(strategy_add(sum, 2, (float[]){0.25F, 0.75F}, 4));
    assert_false(strategy_add(sum, 2, (float[]){1, 0}, 4));
    assert_true(table_load(&sum[0]) == 5 && table_load(&sum[1]) == 3);
}

static void full_strategy_sums_are_halved_before_additions_are_lost(void **state)
{
    (void)state;
    table_entry sum[2];
    fill(sum, (float[]){0x1p22F, 0x1p21F}, 2);
    strategy_add(sum, 2, (float[]){0, 1}, 1);
    assert_true(table_load(&sum[0]) == 0x1p22F && table_load(&sum[1]) == 0x1p21F + 1);
    fill(sum, (float[]){0x1p23F, 0x1p22F}, 2);
    strategy_add(sum, 2, (float[]){0, 1}, 1);
    assert_true(table_load(&sum[0]) == 0x1p22F && table_load(&sum[1]) == 0x1p21F + 1);
    /* Full is what is too much for the addition: a late iteration of a linear schedule weighs as much as its number. */
    fill(sum, (float[]){0x1p23F, 0x1p22F}, 2);
    strategy_add(sum, 2, (float[]){0, 1}, 1024);
    assert_true(table_load(&sum[0]) == 0x1p23F && table_load(&sum[1]) == 0x1p22F + 1024);
}

/* One row of two actions, of tables whose schedule discounts. */
static table_entry regret[2], sum[2];
static table_stamp stamp[1];

static void refresh(const struct schedule *schedule, uint32_t epoch)
{
    const struct table_street street = {.buckets = 1, .rows = 2, .regret = regret, .sum = sum, .stamp = stamp};
    row_refresh(&street, 0, 0, 1, 2, schedule, epoch);
}

static void stale_rows_catch_up(void **state)
{
    (void)state;
    struct schedule schedule;
    schedule_init(&schedule, &schedule_dcfr, 10, 1, 1, true);
    atomic_store(&stamp[0], 0);
    fill(regret, (float[]){8, -8}, 2);
    fill(sum, (float[]){4, 12}, 2);
    refresh(&schedule, 3);
    assert_true(fabsf(table_load(&regret[0]) - 2) < 1e-6F);
    assert_true(table_load(&regret[1]) == 0);
    assert_true(fabsf(table_load(&sum[0]) - 1) < 1e-6F && fabsf(table_load(&sum[1]) - 3) < 1e-6F);
}

/* A row that is up to date keeps what the epoch has taught it, negative regrets included, whoever comes: a second visit of
 * the epoch, or a worker that is still in an earlier one. */
static void rows_are_discounted_once_an_epoch(void **state)
{
    (void)state;
    static const struct schedule_rule *const kinds[] = {&schedule_dcfr, &schedule_static};
    static const uint32_t epochs[] = {3, 3, 2, 0};
    for (unsigned k = 0; k < 2; k++) {
        struct schedule schedule;
        schedule_init(&schedule, kinds[k], 10, 0.5, 0.5, true);
        atomic_store(&stamp[0], 0);
        refresh(&schedule, 3);
        fill(regret, (float[]){5, -7}, 2);
        fill(sum, (float[]){1, 2}, 2);
        for (unsigned i = 0; i < sizeof epochs / sizeof *epochs; i++) {
            refresh(&schedule, epochs[i]);
            assert_true(table_load(&regret[0]) == 5 && table_load(&regret[1]) == -7);
            assert_true(table_load(&sum[0]) == 1 && table_load(&sum[1]) == 2);
        }
        refresh(&schedule, 4);
        assert_true(table_load(&regret[0]) < 5 && table_load(&sum[0]) < 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matching_takes_the_share_of_positive_regret),
        cmocka_unit_test(sampling_inverts_the_distribution),
        cmocka_unit_test(strategy_sums_grow_and_know_the_first_time),
        cmocka_unit_test(full_strategy_sums_are_halved_before_additions_are_lost),
        cmocka_unit_test(stale_rows_catch_up),
        cmocka_unit_test(rows_are_discounted_once_an_epoch),
    };
    return cmocka_run_group_tests_name("row", tests, NULL, NULL);
}
