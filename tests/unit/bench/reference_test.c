/* What the points of a reference come to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/reference.h"

/* The same visits in one second, in three and, later, in two: rates of 30, 10 and 15. */
static void every_moment_counts_alike(void **state)
{
    (void)state;
    struct reference_point point[] = {{1, 1, 30}, {2, 3, 30}, {3, 2, 30}};
    const struct reference reference = {.point = point, .count = 3};
    assert_true(reference_between(&reference, 0, 2) == 20);
    assert_true(reference_between(&reference, 2.5, 9) == 15);
    assert_true(reference_between(&reference, 4, 9) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_moment_counts_alike),
    };
    return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
