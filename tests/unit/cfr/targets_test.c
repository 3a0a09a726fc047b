/* Sets of streets and their shares: what is read, what is refused, and how often each is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/targets.h"

#include <math.h>
#include <string.h>

static void read_well(struct targets *targets, const char *text, unsigned streets)
{
    struct failure failure;
    if (!targets_read(targets, text, streets, &failure))
        fail_msg("%s", failure.text);
}

static void shares_are_those_of_the_text(void **state)
{
    (void)state;
    enum { UNITS = 4000 };
    const uint8_t streets[] = {TARGETS_ALL, 0xc, 0xa, 0x9};
    const double share[] = {0.025, 0.75, 0.175, 0.05};
    struct targets targets;
    unsigned found[4] = {0};
    read_well(&targets, " 4321:0.025  34:0.75 24:0.175 14:0.05", 4);
    for (unsigned u = 0; u < UNITS; u++) {
        uint8_t set = targets_at(&targets, (float)u / UNITS);
        for (unsigned i = 0; i < 4; i++)
            found[i] += set == streets[i];
    }
    for (unsigned i = 0; i < 4; i++)
        assert_true(fabs((double)found[i] / UNITS - share[i]) < 0.001);
}

static void usual_ones_can_be_read(void **state)
{
    (void)state;
    const char *const expected[] = {"1:1", "12:0.2 2:0.8", "123:0.2 23:0.8", "1234:0.2 34:0.8"};
    for (unsigned streets = 1; streets <= 4; streets++) {
        struct targets targets;
        char text[TARGETS_TEXT];
        targets_usual(streets, text);
        assert_string_equal(text, expected[streets - 1]);
        read_well(&targets, text, streets);
        assert_int_equal(targets_at(&targets, 0), TARGETS_ALL);
    }
}

static void refuses(const char *text, const char *reason)
{
    struct targets targets;
    struct failure failure;
    assert_false(targets_read(&targets, text, 2, &failure));
    assert_string_equal(failure.text, reason);
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    refuses("12", "targets needs STREETS:SHARE, as in \"1234:0.2 34:0.8\", not '12'");
    refuses("123:1", "targets: '123' names no streets of this game, which are 1 to 2");
    refuses("turn:1", "targets: 'turn' names no streets of this game, which are 1 to 2");
    refuses(":1", "targets: no streets before ':1'");
    refuses("12:0 1:1", "targets: a share is above 0 and up to 1, not '0'");
    refuses("12:x", "targets: a share is above 0 and up to 1, not 'x'");
    refuses("12:0.5 2:0.25 21:0.25", "targets: the streets of '21:0.25' come twice");
    refuses("12:0.5", "targets: shares add up to 0.5 instead of 1");
    refuses("", "targets: shares add up to 0 instead of 1");
    refuses("1:0.5 2:0.5", "targets: all streets together must have a share");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_those_of_the_text),
        cmocka_unit_test(usual_ones_can_be_read),
        cmocka_unit_test(what_is_wrong_is_named),
    };
    return cmocka_run_group_tests_name("targets", tests, NULL, NULL);
}
