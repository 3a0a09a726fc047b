/* The log's file gets what was said before it was there, when that was asked for, and nothing twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/log.h"

#include <stdio.h>
#include <string.h>

static const char path[] = "log_test.log";

/* Opens a file for the log, says a word, and tells whether the file then holds `expected`. */
static void assert_logged(const char *word, const char *expected)
{
    char text[256];
    FILE *file = fopen(path, "w+");
    assert_non_null(file);
    log_set_file(file);
    log_info("%s", word);
    log_set_file(NULL);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    remove(path);
    assert_string_equal(text, expected);
}

static void messages_wait_for_the_file_when_asked(void **state)
{
    (void)state;
    log_info("lost");
    log_keep_for_file();
    log_info("one");
    log_warning("two");
    log_debug("below the level");
    assert_logged("three", "one\nWARNING: two\nthree\n");
    log_info("lost");
    assert_logged("four", "four\n");
}

static void no_file_drops_them(void **state)
{
    (void)state;
    log_keep_for_file();
    log_info("dropped");
    log_set_file(NULL);
    log_info("lost");
    assert_logged("one", "one\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_wait_for_the_file_when_asked),
        cmocka_unit_test(no_file_drops_them),
    };
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
