/* Choices by name: finding rows, listing them, and what is said of a name that no row has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/choice.h"

#include <string.h>

struct fruit {
    struct choice choice;
    bool is_sweet;
};

static const struct fruit apple = {{"apple", "round"}, true}, lemon = {{"lemon", "yellow"}, false},
                          plum = {{"plum", "blue"}, true}, grape = {{"grape", "small"}, true};
static const struct choice *const fruits[] = {&apple.choice, &lemon.choice, &plum.choice, &grape.choice, NULL};
static const struct choice *const nothing[] = {NULL};

static bool is_sweet(const struct choice *row, const void *context)
{
    (void)context;
    return ((const struct fruit *)(const void *)row)->is_sweet;
}

static bool is_called(const struct choice *row, const void *context)
{
    return strcmp(row->name, context) == 0;
}

static void names_find_rows(void **state)
{
    (void)state;
    assert_ptr_equal(choice_find(fruits, "plum"), &plum.choice);
    assert_ptr_equal(choice_find(fruits, "Lemon"), &lemon.choice);
    assert_null(choice_find(fruits, "plums"));
    assert_null(choice_find(fruits, ""));
    assert_null(choice_find(nothing, "plum"));
}

/* Where a name stands in a file, or a file's name instead of it, case counts. */
static void exact_names_find_rows(void **state)
{
    (void)state;
    assert_ptr_equal(choice_named(fruits, "plum"), &plum.choice);
    assert_null(choice_named(fruits, "Plum"));
    assert_null(choice_named(fruits, "plu"));
    assert_null(choice_named(nothing, "plum"));
}

static void names_and_lines_of_help_are_those_of_the_rows(void **state)
{
    (void)state;
    const char *names[CHOICES_MOST];
    char text[128] = "fruits:\n";
    assert_int_equal(choice_names(fruits, names), 4);
    assert_string_equal(names[0], "apple");
    assert_string_equal(names[3], "grape");
    assert_int_equal(choice_names(nothing, names), 0);
    choice_describe(fruits, "  ", text, sizeof text);
    assert_string_equal(text, "fruits:\n  apple  round\n  lemon  yellow\n  plum   blue\n  grape  small\n");
}

static void lists(choice_test *test, const void *context, const char *last, const char *wanted)
{
    char text[64] = "of ";
    choice_list(fruits, test, context, last, text, sizeof text);
    assert_string_equal(text + 3, wanted);
}

static void rows_are_listed_in_their_order(void **state)
{
    (void)state;
    char text[8] = "";
    lists(NULL, NULL, ", ", "apple, lemon, plum, grape");
    lists(NULL, NULL, " or ", "apple, lemon, plum or grape");
    lists(is_sweet, NULL, " and ", "apple, plum and grape");
    lists(is_called, "lemon", " or ", "lemon");
    lists(is_called, "melon", " or ", "");
    choice_list(nothing, NULL, NULL, " or ", text, sizeof text);
    assert_string_equal(text, "");
}

static void unknown_names_get_the_list(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    assert_ptr_equal(choice_parse(fruits, "fruit", "APPLE", &failure), &apple.choice);
    assert_string_equal(failure.text, "");
    assert_null(choice_parse(fruits, "fruit", "bread", &failure));
    assert_string_equal(failure.text, "fruit must be one of apple, lemon, plum, grape, not 'bread'");
    assert_null(choice_parse(fruits, "fruit", "graape", &failure));
    assert_string_equal(failure.text,
                        "fruit must be one of apple, lemon, plum, grape, not 'graape'; did you mean 'grape'?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_find_rows),
        cmocka_unit_test(exact_names_find_rows),
        cmocka_unit_test(names_and_lines_of_help_are_those_of_the_rows),
        cmocka_unit_test(rows_are_listed_in_their_order),
        cmocka_unit_test(unknown_names_get_the_list),
    };
    return cmocka_run_group_tests_name("choice", tests, NULL, NULL);
}
