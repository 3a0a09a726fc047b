/* Texts with numbers in them, in the order that people expect. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

static void numbers_are_compared_as_numbers(void **state)
{
    (void)state;
    static const char *const ascending[] = {
        "",
        ".",
        "a",
        "a0",
        "a00",
        "a01",
        "a1",
        "a1b",
        "a2",
        "a9.x",
        "a10",
        "a10.2",
        "a10.10",
        "a99999999999999999999998",
        "a99999999999999999999999",
        "ab",
    };
    enum { COUNT = sizeof ascending / sizeof *ascending };
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            if (sign(text_compare_natural(ascending[i], ascending[j])) != sign(i - j))
                fail_msg("'%s' and '%s'", ascending[i], ascending[j]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_compared_as_numbers),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
