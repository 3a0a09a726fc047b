/* YAML texts as trees: one document, words as keys, and the line of what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/yaml.h"

#include <string.h>

static struct yaml_text text;

static void open_text(const char *bytes)
{
    struct failure failure;
    if (!yaml_text_open(&text, "x.yaml", bytes, strlen(bytes), &failure))
        fail_msg("%s", failure.text);
}

static void refuse(const char *bytes, size_t length, const char *reason)
{
    struct failure failure;
    assert_false(yaml_text_open(&text, "x.yaml", bytes, length, &failure));
    if (strncmp(failure.text, reason, strlen(reason)) != 0)
        fail_msg("'%s' instead of '%s'", failure.text, reason);
}

static void scalars_and_what_is_null(void **state)
{
    (void)state;
    static const bool null[] = {true, true, true, false, false, false, false};
    open_text("a:\nb: null\nc: ~\nd: \"null\"\ne: word\nf: [1, 2]\ng: \"\"\n");
    assert_int_equal(yaml_count(text.root), sizeof null / sizeof *null);
    for (size_t i = 0; i < sizeof null / sizeof *null; i++)
        assert_int_equal(yaml_is_null(yaml_value(&text, text.root, i)), null[i]);
    const yaml_node_t *list = yaml_value(&text, text.root, 5), *word = yaml_value(&text, text.root, 4);
    assert_null(yaml_scalar(list));
    assert_false(yaml_is_quoted(list) || yaml_is_quoted(word));
    assert_true(yaml_is_quoted(yaml_value(&text, text.root, 3)));
    assert_int_equal(yaml_count(list), 2);
    assert_int_equal(yaml_count(word), 0);
    assert_string_equal(yaml_scalar(yaml_item(&text, list, 1)), "2");
    assert_int_equal(yaml_line(list), 6);
    yaml_text_close(&text);
}

static void a_text_is_one_document(void **state)
{
    (void)state;
    struct failure failure;
    assert_true(yaml_text_open(&text, "x.yaml", "# nothing\n", 10, &failure));
    assert_null(text.root);
    yaml_text_close(&text);
    open_text("---\na: 1\n...\n");
    yaml_text_close(&text);
    refuse("a: 1\n---\nb: 2\n", 14, "x.yaml:3: a second YAML document begins here");
    refuse("a: 1\n---\n[\n", 11, "x.yaml:4: bad YAML");
}

static void what_is_no_yaml_has_a_line(void **state)
{
    (void)state;
    refuse("a: 1\nb: [1,\n", 12, "x.yaml:3: bad YAML");
    refuse("a: 1\n\tb: 2\n", 11, "x.yaml:2: bad YAML");
    refuse("a: 1\nb: \xff\n", 10, "x.yaml:2: bad YAML");
    refuse("a: \x01\n", 5, "x.yaml:1: bad YAML");
    refuse("a: *none\n", 9, "x.yaml:1: bad YAML");
}

static void keys_are_words_that_stand_once(void **state)
{
    (void)state;
    struct failure failure;
    open_text("a: 1\nb: 2\na: 3\n");
    assert_false(yaml_check_mapping(&text, text.root, &failure));
    assert_string_equal(failure.text, "x.yaml:3: duplicate key 'a' (first on line 1)");
    yaml_text_close(&text);
    open_text("a: 1\n[b]: 2\n");
    assert_false(yaml_check_mapping(&text, text.root, &failure));
    assert_string_equal(failure.text, "x.yaml:2: a key must be a word");
    yaml_text_close(&text);
    open_text("a: 1\nb: 2\n");
    assert_true(yaml_check_mapping(&text, text.root, &failure));
    yaml_text_close(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_and_what_is_null),
        cmocka_unit_test(a_text_is_one_document),
        cmocka_unit_test(what_is_no_yaml_has_a_line),
        cmocka_unit_test(keys_are_words_that_stand_once),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
