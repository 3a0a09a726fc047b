/* Texts with numbers in them, in the order that people expect; and what is shown of texts that come from anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/failure.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

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

static void assert_shown(const char *from, const char *expected)
{
    assert_string_equal(text_shown(from).text, expected);
}

#define UNKNOWN "\xEF\xBF\xBD"

static void what_a_terminal_obeys_is_spelled(void **state)
{
    (void)state;
    assert_shown("plain", "plain");
    assert_shown("caf\xC3\xA9 \xE2\x99\xA5 \xF0\x9F\x82\xA1", "caf\xC3\xA9 \xE2\x99\xA5 \xF0\x9F\x82\xA1");
    assert_shown("\x1b]0;pwn\x07\x1b[2J", "\\u001b]0;pwn\\u0007\\u001b[2J");
    assert_shown("a\nb\rc\td\x7f", "a\\u000ab\\u000dc\\u0009d\\u007f");
    assert_shown("\xC2\x9B"
                 "2J\xC2\x85\xC2\xA0",
                 "\\u009b2J\\u0085\xC2\xA0"); /* C1 */
    assert_shown("a\xE2\x80\xAE"
                 "b\xE2\x80\xA8",
                 "a\\u202eb\\u2028");
}

static void what_is_no_utf8_is_replaced(void **state)
{
    (void)state;
    assert_shown("caf\xE9!", "caf" UNKNOWN "!");
    assert_shown("\xE2\x99", UNKNOWN);
    assert_shown("\x80\xC0\xAF\xF5", UNKNOWN UNKNOWN UNKNOWN UNKNOWN);
    assert_shown("\xED\xA0\x80|\xF4\x90\x80\x80", UNKNOWN UNKNOWN UNKNOWN "|" UNKNOWN UNKNOWN UNKNOWN UNKNOWN);
    assert_shown("\xE0\x80\xAF", UNKNOWN UNKNOWN UNKNOWN);
}

/* Any bytes, read as any of them end: the result holds only whole characters, and cleaning it again changes nothing. */
static void what_is_clean_stays_as_it_is(void **state)
{
    (void)state;
    for (unsigned first = 1; first < 256; first++) {
        for (unsigned second = 1; second < 256; second++) {
            const char bytes[] = {(char)first, (char)second, (char)(second ^ 0x40), 'x', '\0'};
            char once[64], twice[64];
            text_clean(bytes, once, sizeof once);
            assert_false(text_clean(once, twice, sizeof twice));
            assert_string_equal(once, twice);
        }
    }
}

static void cuts_fall_between_characters(void **state)
{
    (void)state;
    char text[8] = "";
    assert_true(text_clean("abcdef\xE2\x99\xA5", text, sizeof text));
    assert_string_equal(text, "abcdef");
    assert_true(text_clean("abcd\x1b", text, sizeof text));
    assert_string_equal(text, "abcd");
    strcpy(text, "ab");
    text_append(text, sizeof text, "%s",
                "cde\xC3\xA9"
                "f");
    assert_string_equal(text, "abcde\xC3\xA9");
    strcpy(text, "ab");
    text_append(text, sizeof text, "%s", "cde\xE2\x99\xA5");
    assert_string_equal(text, "abcde");
    assert_int_equal(text_span("A\xE2\x99\xA5K", 2), 4);
    assert_int_equal(text_span("\xE2\x99"
                               "AK",
                               2),
                     2);
    assert_int_equal(text_span("A", 2), 1);
}

/* Messages are lines of whole characters whatever they quote, and however much of it. */
static void messages_are_single_lines_of_characters(void **state)
{
    (void)state;
    struct failure failure;
    char hearts[2 * sizeof failure.text + 1] = "", text[sizeof failure.text];
    for (unsigned i = 0; i + 3 < sizeof hearts; i += 3)
        strcat(hearts, "\xE2\x99\xA5");
    failure_set(&failure, "'%.4s' is no card\n", hearts);
    assert_string_equal(failure.text, "'\xE2\x99\xA5' is no card\\u000a");
    for (unsigned before = 0; before < 3; before++) {
        failure_set(&failure, "%.*s%s", (int)before, "xx", hearts);
        assert_false(text_clean(failure.text, text, sizeof text));
        failure_context(&failure, "%s", "\x1b in a file");
        assert_false(text_clean(failure.text, text, sizeof text));
        assert_true(strlen(failure.text) > sizeof text - 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_terminal_obeys_is_spelled),
        cmocka_unit_test(what_is_no_utf8_is_replaced),
        cmocka_unit_test(what_is_clean_stays_as_it_is),
        cmocka_unit_test(cuts_fall_between_characters),
        cmocka_unit_test(messages_are_single_lines_of_characters),
        cmocka_unit_test(numbers_are_compared_as_numbers),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
