/* How an iteration enters the rows: the schedules' formulas, and sums that lose nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/sweeping.h"

#include <math.h>

static struct full_update update_at(enum schedule_kind kind, uint64_t t)
{
    struct schedule schedule;
    schedule_init(&schedule, kind, 1000, 1.5, 2, true);
    schedule.negative = 0.5;
    return full_update_at(&schedule, t);
}

static void assert_discounts(enum schedule_kind kind, uint64_t iteration, double alpha, double beta, double gamma)
{
    struct full_update update = update_at(kind, iteration);
    double t = (double)iteration;
    assert_true(fabs((double)update.positive - pow(t, alpha) / (pow(t, alpha) + 1)) < 1e-6);
    assert_true(fabs((double)update.negative - pow(t, beta) / (pow(t, beta) + 1)) < 1e-6);
    assert_true(fabs(update.sum_discount - pow(t / (t + 1), gamma)) < 1e-12);
    assert_false(update.plus || update.predict);
}

/* Brown and Sandholm (2019); Zhang, McAleer and Sandholm (2024): exponents that move for a thousand iterations. */
static void discounts_follow_the_papers(void **state)
{
    (void)state;
    assert_discounts(SCHEDULE_LINEAR, 7, 1, 1, 1);
    assert_discounts(SCHEDULE_DISCOUNTED, 7, 1.5, 0.5, 2);
    assert_discounts(SCHEDULE_HS_DISCOUNTED, 1, 1.003, -1.002, 29.995);
    assert_discounts(SCHEDULE_HS_DISCOUNTED, 500, 2.5, -2, 27.5);
    assert_discounts(SCHEDULE_HS_DISCOUNTED, 5000, 4, -3, 25);
}

static void clipped_schedules_average_with_their_exponents(void **state)
{
    (void)state;
    static const struct {
        enum schedule_kind kind;
        bool predict;
        double gamma;
    } known[] = {{SCHEDULE_PLUS, false, 1}, {SCHEDULE_PREDICTIVE, true, 2}, {SCHEDULE_HS_PREDICTIVE, true, 29.5}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct full_update update = update_at(known[i].kind, 100);
        assert_true(update.plus && update.predict == known[i].predict);
        assert_true(update.positive == 1 && update.negative == 1);
        assert_true(fabs(update.sum_discount - pow(100.0 / 101, known[i].gamma)) < 1e-12);
    }
    struct full_update uniform = update_at(SCHEDULE_UNIFORM, 100);
    assert_true(!uniform.plus && uniform.positive == 1 && uniform.negative == 1 && uniform.sum_discount == 1);
}

/* At the root the reach is 1: after T iterations the sums of a slot are T. Floats alone miss that by hundredths. */
static void small_tables_lose_nothing(void **state)
{
    (void)state;
    enum { T = 20000 };
    struct sweeping sweeping;
    sweeping_open(&sweeping, "kuhn.game", "default", SCHEDULE_UNIFORM, 1);
    sweeping_run(&sweeping, 0, T);
    const struct node *root = &sweeping.tree.nodes[0];
    for (uint32_t b = 0; b < 3; b++) {
        struct table_place place = table_find(&sweeping.tables.street[0], b, root->row);
        double sum = 0;
        for (unsigned a = 0; a < root->actions; a++)
            sum += (double)table_load(&sweeping.tables.street[0].sum[place.index + a * place.stride]) +
                   (double)table_load(&sweeping.tables.street[0].carry[place.index + a * place.stride]);
        assert_true(fabs(sum - T) < 2e-3);
    }
    sweeping_close(&sweeping);
}

/* Large tables have no carry; the same sums but for rounding. */
static void large_tables_sum_the_same(void **state)
{
    (void)state;
    struct sweeping with, without;
    sweeping_open(&with, "leduc.game", "default", SCHEDULE_DISCOUNTED, 1);
    sweeping_open(&without, "leduc.game", "default", SCHEDULE_DISCOUNTED, 1);
    for (unsigned s = 0; s < 2; s++)
        without.sweep.worker[0].own.street[s].carry = NULL;
    sweeping_run(&with, 0, 100);
    sweeping_run(&without, 0, 100);
    for (unsigned s = 0; s < 2; s++) {
        const struct table_street *street = &with.tables.street[s];
        for (uint64_t i = 0; i < table_street_entries(street); i++) {
            double sum = (double)table_load(&street->sum[i]);
            assert_true(fabs(sum - (double)table_load(&without.tables.street[s].sum[i])) < 1e-4 * (1 + sum));
        }
    }
    sweeping_close(&with);
    sweeping_close(&without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(discounts_follow_the_papers),
        cmocka_unit_test(clipped_schedules_average_with_their_exponents),
        cmocka_unit_test(small_tables_lose_nothing),
        cmocka_unit_test(large_tables_sum_the_same),
    };
    return cmocka_run_group_tests_name("update", tests, NULL, NULL);
}
