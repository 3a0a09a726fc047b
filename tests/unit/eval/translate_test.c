/* Action translation: figures worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/translate.h"
#include "unit/eval/fixture.h"

#include <math.h>

#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-12)

/* f(x) = (B - x)(1 + A) / ((B - A)(1 + x)); one half at x = (A + B + 2AB) / (A + B + 2). */
static void probabilities_by_hand(void **state)
{
    (void)state;
    NEAR(translate_lower(0.5, 1, 0.5), 1);
    NEAR(translate_lower(0.5, 1, 1), 0);
    NEAR(translate_lower(0.5, 1, 0.75), 3.0 / 7);
    NEAR(translate_lower(0, 1, 1.0 / 3), 0.5);
    NEAR(translate_lower(0.5, 1, 5.0 / 7), 0.5);
    NEAR(translate_lower(1, 4, 13.0 / 7), 0.5);
}

static void sizes_are_read_as_a_neighbour(void **state)
{
    (void)state;
    static const double offered[] = {0.5, 1, 4};
    assert_int_equal(translate_size(offered, 3, 0.1, 0.99), 0);
    assert_int_equal(translate_size(offered, 3, 0.5, 0.99), 0);
    assert_int_equal(translate_size(offered, 3, 0.75, 0.42), 0);
    assert_int_equal(translate_size(offered, 3, 0.75, 0.43), 1);
    assert_int_equal(translate_size(offered, 3, 1, 0), 1);
    assert_int_equal(translate_size(offered, 3, 13.0 / 7, 0.49), 1);
    assert_int_equal(translate_size(offered, 3, 13.0 / 7, 0.51), 2);
    assert_int_equal(translate_size(offered, 3, 4, 0), 2);
    assert_int_equal(translate_size(offered, 3, 9, 0), 2);
    assert_int_equal(translate_size(offered, 1, 0.1, 0), 0);
}

/* Blinds 100 and 50, stack 2,000: the pot after the small blind's call is 200. */
static void fractions_of_the_pot(void **state)
{
    (void)state;
    struct fixture fixture;
    struct state start;
    fixture_game(&fixture, "preflop", PREFLOP_TEXT);
    state_start(&fixture.game, &start);
    NEAR(translate_fraction(&fixture.game, &start, 250), 0.75);
    assert_int_equal(translate_raise(&fixture.game, &start, 0.75), 250);
    assert_int_equal(translate_raise(&fixture.game, &start, 0.1), 200);
    assert_int_equal(translate_raise(&fixture.game, &start, 100), 2000);
    for (chips to = 200; to <= 2000; to++)
        assert_int_equal(translate_raise(&fixture.game, &start, translate_fraction(&fixture.game, &start, to)), to);
    /* After a raise to 250 the pot after a call is 500. */
    state_apply(&fixture.game, &start, (struct action){ACTION_RAISE, 250});
    NEAR(translate_fraction(&fixture.game, &start, 500), 0.5);
    assert_int_equal(translate_raise(&fixture.game, &start, 1), 750);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_by_hand),
        cmocka_unit_test(sizes_are_read_as_a_neighbour),
        cmocka_unit_test(fractions_of_the_pot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
