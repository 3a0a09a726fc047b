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

static void empty_texts_are_refused_where_they_mean_nothing(void **state)
{
    (void)state;
    const char *value = NULL;
    struct option_list list = {0};
    struct option option = {.name = "n", .kind = OPTION_TEXT, .value = &value, .argument = "FILE"};
    assert_false(parses(&option, ""));
    assert_string_equal(failure.text, "--n is empty: it needs a value (FILE)");
    option.kind = OPTION_ANY_TEXT;
    assert_true(parses(&option, "") && value[0] == '\0');
    option.kind = OPTION_LIST;
    option.value = &list;
    assert_false(parses(&option, ""));
    assert_true(parses(&option, "x") && list.count == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_compared_exactly),
        cmocka_unit_test(bounds_need_not_be_whole_or_within_reach),
        cmocka_unit_test(empty_texts_are_refused_where_they_mean_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
