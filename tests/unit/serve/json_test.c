/* Answers are plain text, and numbers in them have six digits, rounded to the nearest. */
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

/* To who reads JSON nothing but what is no UTF-8 has changed, and no byte is left that a terminal obeys. */
static void text_is_plain(void **state)
{
    (void)state;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "a\x1b\xC2\x9B\x7F\xE2\x80\xAE\"", "caf\xE9");
    char *text = json_text(json);
    assert_string_equal(text, "{\"a\\u001b\\u009b\\u007f\\u202e\\\"\":\"caf\xEF\xBF\xBD\"}");
    cJSON *again = cJSON_Parse(text);
    assert_string_equal(again->child->string, json->child->string);
    cJSON_Delete(again);
    cJSON_Delete(json);
    cJSON_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(to_six_digits),
        cmocka_unit_test(what_is_no_number_is_nothing),
        cmocka_unit_test(text_is_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
