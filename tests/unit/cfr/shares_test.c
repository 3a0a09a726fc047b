/* Strategies in registers against those of row.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "cfr/shares.h"

#include <math.h>

static const float LARGEST_UNIT = 0x1.fffffep-1F;

/* Regrets of all signs and of sizes far apart, in every length; behind them what must not matter. */
struct some_row {
    unsigned actions;
    table_entry regret[OCTET];
};

static void draw_row(struct random_stream *random, struct some_row *row)
{
    row->actions = 1 + random_below(random, OCTET);
    for (unsigned a = 0; a < OCTET; a++) {
        float size = ldexpf(random_unit_float(random), (int)random_below(random, 40) - 20);
        float sign = (float)random_below(random, 3) - 1;
        table_store(&row->regret[a], a < row->actions ? sign * size : 1000);
    }
}

static struct shares match(const struct some_row *row, bool running)
{
    octet_mask valid = octet_first(row->actions);
    return shares_match(octet_load(row->regret, valid), valid, row->actions, running);
}

static void shares_are_those_of_regret_matching(void **state)
{
    (void)state;
    struct random_stream random = random_stream_at(3, 0, 0);
    for (unsigned i = 0; i < 20000; i++) {
        struct some_row row;
        float expected[OCTET] = {0};
        draw_row(&random, &row);
        regret_match(row.regret, row.actions, expected);
        struct shares shares = match(&row, i & 1);
        float strategy[OCTET];
        octet_write(strategy, shares_strategy(&shares));
        for (unsigned a = 0; a < OCTET; a++)
            assert_true(fabsf(strategy[a] - expected[a]) < 1e-6F);
    }
}

/* In proportion, but for rounding; an action without a share never, whatever rounding does. */
static void sampling_inverts_the_distribution(void **state)
{
    (void)state;
    struct random_stream random = random_stream_at(4, 0, 0);
    for (unsigned i = 0; i < 200000; i++) {
        struct some_row row;
        float strategy[OCTET], below = 0;
        draw_row(&random, &row);
        regret_match(row.regret, row.actions, strategy);
        struct shares shares = match(&row, true);
        float unit = i & 1 ? LARGEST_UNIT : random_unit_float(&random);
        unsigned action = shares_sample(&shares, unit);
        assert_true(action < row.actions && strategy[action] > 0);
        for (unsigned a = 0; a < action; a++)
            below += strategy[a];
        assert_true(unit > below - 1e-5F && unit < below + strategy[action] + 1e-5F);
    }
}

/* Known shares: 5/8 and 3/8, an action without one after each. */
static void sampling_passes_over_actions_without_a_share(void **state)
{
    (void)state;
    struct some_row row = {.actions = 4};
    const float regret[4] = {5, 0, 3, -1};
    for (unsigned a = 0; a < 4; a++)
        table_store(&row.regret[a], regret[a]);
    struct shares shares = match(&row, true);
    assert_int_equal(shares_sample(&shares, LARGEST_UNIT), 2);
    assert_int_equal(shares_sample(&shares, 0), 0);
    assert_int_equal(shares_sample(&shares, 0.624F), 0);
    assert_int_equal(shares_sample(&shares, 0.625F), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_those_of_regret_matching),
        cmocka_unit_test(sampling_inverts_the_distribution),
        cmocka_unit_test(sampling_passes_over_actions_without_a_share),
    };
    return cmocka_run_group_tests_name("shares", tests, NULL, NULL);
}
