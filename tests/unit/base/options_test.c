/* Options: bounds are kept to the last unit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/options.h"

#include <string.h>

static struct failure failure;

static bool parses(const struct option *option, const char *text)
{
    char name[] = "t", *argv[] = {name, NULL};
    char argument[64] = "--n=";
    strcat(argument, text);
    argv[1] = argument;
    return options_parse(option, 1, 2, argv, NULL, 0, NULL, &failure);
}

/* As doubles 2^53 + 1 is 2^53, and 2^63 - 1 is 2^63. */
static void whole_numbers_are_compared_exactly(void **state)
{
    (void)state;
    int64_t value = 0;
    struct option option = {.name = "n", .kind = OPTION_INTEGER, .value = &value, .low = -0x1p53, .high = 0x1p53};
    assert_true(parses(&option, "9007199254740992") && value == INT64_C(1) << 53);
    assert_true(parses(&option, "-9007199254740992"));
    assert_false(parses(&option, "9007199254740993"));
    assert_string_equal(failure.text,
                        "--n must be between -9007199254740992 and 9007199254740992, not 9007199254740993");
    assert_false(parses(&option, "-9007199254740993"));
    assert_false(parses(&option, "9223372036854775807"));
    option.high = 1e15;
    assert_false(parses(&option, "1000000000000001"));
}

static void bounds_need_not_be_whole_or_within_reach(void **state)
{
    (void)state;
    assert_true(option_within(3, 2.5, 3.5) && !option_within(2, 2.5, 3.5) && !option_within(4, 2.5, 3.5));
    assert_true(option_within(-2, -2.5, 0) && !option_within(-3, -2.5, 0));
    assert_true(option_within(INT64_MAX, 0, 0x1p63) && option_within(INT64_MIN, -1e300, 0));
    assert_true(!option_within(INT64_MAX, 0x1p63, 1e300) && !option_within(INT64_MIN, -1e300, -0x1p64));
    int64_t value = 0;
    struct option option = {.name = "n", .kind = OPTION_INTEGER, .value = &value};
    assert_true(parses(&option, "-9223372036854775807") && value == -INT64_MAX); /* 0, 0: none */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_compared_exactly),
        cmocka_unit_test(bounds_need_not_be_whole_or_within_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
