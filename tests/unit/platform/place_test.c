/* Places: paths that hold from every folder, and where this program is. */
#include "platform/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "platform/file.h"

static void relative_paths_become_absolute(void **state)
{
    (void)state;
    char here[4096], whole[4096], other[4096];
    assert_true(place_make_absolute("a/b.holdem", whole, sizeof whole));
    assert_true(strlen(whole) > strlen("/a/b.holdem"));
    assert_string_equal(whole + strlen(whole) - strlen("/a/b.holdem"), "/a/b.holdem");
    assert_true(place_make_absolute("./a/b.holdem", other, sizeof other));
    assert_string_equal(other, whole);
    FILE *file = fopen("place_test.txt", "w");
    fclose(file);
    assert_true(place_make_absolute("place_test.txt", here, sizeof here));
    assert_true(file_exists(here) && file_is_same(here, "place_test.txt"));
    remove("place_test.txt");
}

static void absolute_paths_stay(void **state)
{
    (void)state;
    char whole[64];
    assert_true(place_make_absolute("/x/../y z", whole, sizeof whole));
    assert_string_equal(whole, "/x/../y z");
}

static void what_does_not_fit_stays_as_it_was(void **state)
{
    (void)state;
    char whole[8];
    assert_false(place_make_absolute("name", whole, sizeof whole));
    assert_string_equal(whole, "name");
    assert_false(place_make_absolute("/longer/than/that", whole, sizeof whole));
}

static void the_program_lies_in_its_folder(void **state)
{
    (void)state;
    char folder[4096], program[4200], little[2];
    if (!place_of_program(folder, sizeof folder))
        skip();
    snprintf(program, sizeof program, "%s/place_test", folder);
    assert_true(file_exists(program));
    assert_false(place_of_program(little, sizeof little));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relative_paths_become_absolute),
        cmocka_unit_test(absolute_paths_stay),
        cmocka_unit_test(what_does_not_fit_stays_as_it_was),
        cmocka_unit_test(the_program_lies_in_its_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
