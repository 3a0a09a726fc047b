/* How an iteration enters the rows: the schedules' formulas, and rows that lose nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/engine.h"
#include "cfr/schedules.h"
#include "cfr/vector_engines.h"
#include "support/sweeping.h"

#include <math.h>

static struct full_update update_at(const struct schedule_rule *kind, uint64_t t)
{
    struct schedule schedule;
    schedule_init(&schedule, kind, 1000, 1.5, 2, true);
    schedule.negative = 0.5;
    return schedule_update(&schedule, t);
}

static void assert_discounts(const struct schedule_rule *kind, uint64_t iteration, double alpha, double beta,
                             double gamma)
{
    struct full_update update = update_at(kind, iteration);
    double t = (double)iteration;
    assert_true(fabs(update.positive - pow(t, alpha) / (pow(t, alpha) + 1)) < 1e-12);
    assert_true(fabs(update.negative - pow(t, beta) / (pow(t, beta) + 1)) < 1e-12);
    assert_true(fabs(update.sum_discount - pow(t / (t + 1), gamma)) < 1e-12);
    assert_false(update.plus || update.predict);
}

/* Brown and Sandholm (2019); Zhang, McAleer and Sandholm (2024): exponents that move for a thousand iterations. */
static void discounts_follow_the_papers(void **state)
{
    (void)state;
    assert_discounts(&schedule_linear, 7, 1, 1, 1);
    assert_discounts(&schedule_dcfr, 7, 1.5, 0.5, 2);
    assert_discounts(&schedule_hs_dcfr, 1, 1.003, -1.002, 29.995);
    assert_discounts(&schedule_hs_dcfr, 500, 2.5, -2, 27.5);
    assert_discounts(&schedule_hs_dcfr, 5000, 4, -3, 25);
}

/* After T iterations a sum holds iteration t ((t + 1) / T)^average times; the regrets are the schedule's. */
static void averages_have_an_exponent_of_their_own(void **state)
{
    (void)state;
    enum { T = 50 };
    static const struct schedule_rule *const kinds[] = {&schedule_uniform, &schedule_linear};
    static const double exponents[] = {0, 0.5, 1, 2, 3};
    for (size_t k = 0; k < 2; k++) {
        for (size_t e = 0; e < sizeof exponents / sizeof *exponents; e++) {
            struct schedule schedule;
            double held[T] = {0};
            schedule_init(&schedule, kinds[k], 1000, 1, 1, true);
            schedule.average = exponents[e];
            for (uint64_t t = 0; t < T; t++) {
                struct full_update update = schedule_update(&schedule, t), usual = update_at(kinds[k], t);
                assert_true(update.positive == usual.positive && update.negative == usual.negative);
                held[t] = 1;
                for (uint64_t i = 0; i < t; i++)
                    held[i] *= update.sum_discount;
            }
            for (uint64_t t = 0; t < T; t++)
                assert_true(fabs(held[t] - pow((double)(t + 1) / T, exponents[e])) < 1e-12);
        }
    }
}

static void clipped_schedules_average_with_their_exponents(void **state)
{
    (void)state;
    static const struct {
        const struct schedule_rule *kind;
        bool predict;
        double gamma;
    } known[] = {{&schedule_cfr_plus, false, 1}, {&schedule_pcfr_plus, true, 2}, {&schedule_hs_pcfr_plus, true, 29.5}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct full_update update = update_at(known[i].kind, 100);
        assert_true(update.plus && update.predict == known[i].predict);
        assert_true(update.positive == 1 && update.negative == 1);
        assert_true(fabs(update.sum_discount - pow(100.0 / 101, known[i].gamma)) < 1e-12);
    }
    struct full_update uniform = update_at(&schedule_uniform, 100);
    assert_true(!uniform.plus && uniform.positive == 1 && uniform.negative == 1 && uniform.sum_discount == 1);
}

/* At the root the reach is 1: after T iterations the sums of a slot are T. Floats alone miss that by hundredths, and with
 * a walk of floats by hundred-thousandths. */
static void sums_lose_nothing(void **state)
{
    (void)state;
    enum { T = 20000 };
    struct sweeping sweeping;
    sweeping_open(&sweeping, "kuhn.game", "three-sizes", &schedule_uniform, 1);
    sweeping_run(&sweeping, 0, T);
    const struct node *root = &sweeping.tree.nodes[0];
    for (uint32_t b = 0; b < 3; b++) {
        struct table_place place = table_find(&sweeping.tables.street[0], b, root->row);
        double sum = 0;
        for (unsigned a = 0; a < root->actions; a++)
            sum += (double)table_load(&sweeping.tables.street[0].sum[place.index + a * place.stride]) +
                   (double)table_load(&sweeping.tables.street[0].sum_carry[place.index + a * place.stride]);
        assert_true(fabs(sum - T) < 1e-7);
    }
    sweeping_close(&sweeping);
}

/* What one row comes to, [action]. */
static void learn(struct full_step *step, const double gain[2], const float *carry, double found[2])
{
    const struct forest_node node = {.actions = 2};
    const struct vector_classes classes = {.count = 1};
    const struct vector_part part = {.classes = &classes, .nodes = 1};
    engine_in_use()->vector->precise->learn(step, &part, &node, gain);
    for (unsigned a = 0; a < 2; a++)
        found[a] = (double)step->street[0].regret[a] + (carry ? (double)carry[a] : 0);
}

/* A million and a hundred thousand tenths of a millionth: with floats the small ones are lost. */
static void regrets_lose_nothing(void **state)
{
    (void)state;
    const double large[2] = {1e6, -1e6}, little[2] = {1e-7, -1e-7};
    float regret[2] = {0}, carry[2] = {0};
    double found[2];
    struct full_step step = {.street[0] = {.regret = regret, .regret_carry = carry}};
    step.update = update_at(&schedule_uniform, 1);
    learn(&step, large, carry, found);
    for (unsigned i = 0; i < 100000; i++)
        learn(&step, little, carry, found);
    assert_true(fabs(found[0] - 1e6 - 1e-2) < 1e-4 && fabs(found[1] + 1e6 + 1e-2) < 1e-4);
}

/* Strategies match all digits: what is only in the carries decides here. */
static void strategies_see_the_carries(void **state)
{
    (void)state;
    float regret[2] = {1, -1}, regret_carry[2] = {2e-8F, 0}, prediction[2] = {-1, 1};
    float prediction_carry[2] = {0, 1e-8F}, sum[2] = {3, 1};
    struct full_step step = {.street[0] = {.regret = regret,
                                           .regret_carry = regret_carry,
                                           .prediction = prediction,
                                           .prediction_carry = prediction_carry,
                                           .sum = sum}};
    const struct forest_node node = {.actions = 2};
    const struct forest_street forest = {.node = (struct forest_node *)(uintptr_t)&node};
    const struct vector_classes classes = {.count = 1};
    const struct vector_part part = {.forest = &forest, .classes = &classes, .nodes = 1};
    double strategy[2];
    engine_in_use()->vector->precise->current(&step, &part, strategy);
    assert_true(fabs(strategy[0] - 2.0 / 3) < 1e-6 && fabs(strategy[1] - 1.0 / 3) < 1e-6);
    engine_in_use()->vector->precise->average(&step, &part, strategy);
    assert_true(fabs(strategy[0] - 0.75) < 1e-12);
}

/* Large tables have no carries, and their walks are of floats; the same sums but for rounding, for some iterations. */
static void large_tables_sum_the_same(void **state)
{
    (void)state;
    struct sweeping small, large;
    char text[SWEEPING_TEXT];
    sweeping_read("leduc.game", text);
    sweeping_open_text(&small, text, "three-sizes", &schedule_dcfr, 1);
    sweeping_prepare(&large, text, "three-sizes", &schedule_dcfr, NULL);
    large.sweep.precise = false;
    sweeping_start(&large, 1);
    assert_null(large.tables.street[0].sum_carry);
    assert_ptr_equal(large.sweep.worker[0].walk.engine, engine_in_use()->vector->single);
    assert_ptr_equal(small.sweep.worker[0].walk.engine, engine_in_use()->vector->precise);
    sweeping_run(&small, 0, 5);
    sweeping_run(&large, 0, 5);
    for (unsigned s = 0; s < 2; s++) {
        const struct table_street *street = &small.tables.street[s];
        for (uint64_t i = 0; i < table_street_entries(street); i++) {
            double sum = (double)table_load(&street->sum[i]);
            assert_true(fabs(sum - (double)table_load(&large.tables.street[s].sum[i])) < 1e-5 * (1 + sum));
        }
    }
    sweeping_close(&small);
    sweeping_close(&large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(discounts_follow_the_papers),
        cmocka_unit_test(averages_have_an_exponent_of_their_own),
        cmocka_unit_test(clipped_schedules_average_with_their_exponents),
        cmocka_unit_test(sums_lose_nothing),
        cmocka_unit_test(regrets_lose_nothing),
        cmocka_unit_test(strategies_see_the_carries),
        cmocka_unit_test(large_tables_sum_the_same),
    };
    return cmocka_run_group_tests_name("update", tests, NULL, NULL);
}
