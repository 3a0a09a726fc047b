/* Parameters of a request: numbers within bounds, names that are known, and what is said of others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "serve/query.h"

#include <string.h>

static const struct query query = {3, {"board", "first", "share"}, {"AhKsTd", "12", "0.5"}};

static struct query of(const char *name, const char *value)
{
    return (struct query){1, {name}, {value}};
}

static void texts(void **state)
{
    (void)state;
    assert_string_equal(query_text(&query, "first"), "12");
    assert_null(query_text(&query, "fir"));
}

static void whole_numbers_within_bounds(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "x", "-1", "101", "1.5", "99999999999999999999"};
    struct failure failure;
    int64_t value;
    assert_true(query_integer(&query, "first", 0, 100, 7, &value, &failure) && value == 12);
    assert_true(query_integer(&query, "other", 0, 100, 7, &value, &failure) && value == 7);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const struct query one = of("first", bad[i]);
        assert_false(query_integer(&one, "first", 0, 100, 7, &value, &failure));
        assert_non_null(strstr(failure.text, "first must be a whole number from 0 to 100"));
    }
}

static void numbers(void **state)
{
    (void)state;
    struct failure failure;
    double value;
    assert_true(query_number(&query, "share", 1, &value, &failure) && value == 0.5);
    assert_true(query_number(&query, "other", 1, &value, &failure) && value == 1);
    assert_false(query_number(&query, "board", 1, &value, &failure));
    assert_string_equal(failure.text, "board must be a number, not 'AhKsTd'");
}

static void names_that_are_known(void **state)
{
    (void)state;
    struct failure failure;
    const struct query none = {0}, prefix = of("boar", "");
    assert_true(query_check(&query, "share first board", &failure));
    assert_true(query_check(&none, "", &failure));
    assert_false(query_check(&query, "board first", &failure));
    assert_string_equal(failure.text, "there is no parameter 'share' here; there are: board first");
    assert_false(query_check(&prefix, "board", &failure));
    assert_false(query_check(&query, "", &failure));
    assert_string_equal(failure.text, "there is no parameter 'board' here");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(whole_numbers_within_bounds),
        cmocka_unit_test(numbers),
        cmocka_unit_test(names_that_are_known),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
