/* Numbers and words as users write them: the whole text or nothing; figures as people read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static void whole_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"", " 1", "1 ", "1x", "x", "9223372036854775808", "-9223372036854775809", "1e3"};
    int64_t value = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(text_parse_integer(bad[i], &value));
        assert_int_equal(value, 7);
    }
    assert_true(text_parse_integer("-9223372036854775808", &value) && value == INT64_MIN);
    assert_true(text_parse_integer("0042", &value) && value == 42);
}

static void numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "\t1", "1 ", "1e", "x", "1e999", "-1e999", "inf", "nan"};
    double value = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(text_parse_number(bad[i], &value));
        assert_true(value == 7);
    }
    assert_true(text_parse_number("-2.5e3", &value) && value == -2500);
    /* Too small for a double is no fault. */
    assert_true(text_parse_number("1e-400", &value) && value == 0);
}

static void switches(void **state)
{
    (void)state;
    bool value = false;
    assert_true(text_parse_boolean("YES", &value) && value);
    assert_true(text_parse_boolean("off", &value) && !value);
    assert_false(text_parse_boolean("maybe", &value));
    assert_false(text_parse_boolean("", &value));
}

static void suggestions_are_near(void **state)
{
    (void)state;
    static const char *const words[] = {"raise", "rinse", "call"};
    assert_string_equal(text_nearest("rase", words, 3), "raise");
    assert_string_equal(text_nearest("rinze", words, 3), "rinse");
    assert_string_equal(text_nearest("cal", words, 3), "call");
    assert_null(text_nearest("fold", words, 3));
    assert_null(text_nearest("raise", words, 0));
    assert_null(text_nearest("only", (const char *const[]){"only"}, 1)); /* not the word that is refused */
}

static void figures_have_three_digits(void **state)
{
    (void)state;
    assert_string_equal(text_si(0).text, "0.00");
    assert_string_equal(text_si(-12.34).text, "-12.3");
    assert_string_equal(text_si(999.4).text, "999");
    assert_string_equal(text_si(999.6).text, "1.00 k");
    assert_string_equal(text_si(2.5e6).text, "2.50 M");
    assert_string_equal(text_si(3e15).text, "3000 T");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(numbers),
        cmocka_unit_test(switches),
        cmocka_unit_test(suggestions_are_near),
        cmocka_unit_test(figures_have_three_digits),
    };
    return cmocka_run_group_tests_name("numbers", tests, NULL, NULL);
}
