/* Numbers for answers: six digits, rounded to the nearest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "serve/json.h"

#include <math.h>

static void to_six_digits(void **state)
{
    (void)state;
    assert_true(json_round(0.12345678) == 0.123457);
    assert_true(json_round(-0.12345649) == -0.123456);
    assert_true(json_round(12345678) == 12345700);
    assert_true(json_round(1e-9) == 1e-9);
    assert_true(json_round(100) == 100);
    assert_true(json_round(0) == 0);
}

static void what_is_no_number_is_nothing(void **state)
{
    (void)state;
    assert_true(json_round(NAN) == 0);
    assert_true(json_round(INFINITY) == 0);
    assert_true(json_round(1e-320) >= 0); /* whose scale is beyond what a double holds */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(to_six_digits),
        cmocka_unit_test(what_is_no_number_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
