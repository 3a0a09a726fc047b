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
static void assert_logged(struct log *log, const char *word, const char *expected)
{
    char text[256];
    FILE *file = fopen(path, "w+");
    assert_non_null(file);
    log_set_file(log, file);
    log_info(log, "%s", word);
    log_set_file(log, NULL);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    remove(path);
    assert_string_equal(text, expected);
}

static void messages_wait_for_the_file_when_asked(void **state)
{
    (void)state;
    struct log log;
    log_init(&log);
    log_info(&log, "lost");
    log_keep_for_file(&log);
    log_info(&log, "one");
    log_warning(&log, "two");
    log_debug(&log, "below the level");
    assert_logged(&log, "three", "one\nWARNING: two\nthree\n");
    log_info(&log, "lost");
    assert_logged(&log, "four", "four\n");
    log_release(&log);
}

static void no_file_drops_them(void **state)
{
    (void)state;
    struct log log;
    log_init(&log);
    log_keep_for_file(&log);
    log_info(&log, "dropped");
    log_set_file(&log, NULL);
    log_info(&log, "lost");
    assert_logged(&log, "one", "one\n");
    log_release(&log);
}

/* Each has its own level and file, and what one keeps for its file is nothing to the other. */
static void two_logs_do_not_see_each_other(void **state)
{
    (void)state;
    struct log one, other;
    log_init(&one);
    log_init(&other);
    log_set_level(&other, LOG_WARNING);
    log_keep_for_file(&one);
    log_keep_for_file(&other);
    log_info(&one, "said to one");
    log_info(&other, "below the level");
    log_warning(&other, "said to the other");
    assert_logged(&one, "done", "said to one\ndone\n");
    assert_logged(&other, "below the level", "WARNING: said to the other\n");
    log_release(&one);
    log_release(&other);
}

static void no_log_says_nothing(void **state)
{
    (void)state;
    log_info(NULL, "lost");
    log_sign(NULL, "lost");
    log_progress(NULL, "lost");
    log_clear_progress(NULL);
    assert_false(log_shows_progress(NULL));
    assert_int_equal(log_file_error(NULL), 0);
}

static void assert_holds(FILE *file, const char *expected)
{
    char text[256];
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

/* Results may go to standard output: of messages only INFO and DEBUG join them. A sign of life is less than an error. */
static void warnings_and_signs_stay_out_of_the_output(void **state)
{
    (void)state;
    struct log log;
    log_init(&log);
    log.output = tmpfile();
    log.errors = tmpfile();
    assert_true(log.output && log.errors);
    log_info(&log, "one");
    log_warning(&log, "two");
    log_error(&log, "three");
    log_set_level(&log, LOG_WARNING);
    log_sign(&log, "four");
    log_set_level(&log, LOG_ERROR);
    log_sign(&log, "too little to be said");
    assert_holds(log.output, "one\n");
    assert_holds(log.errors, "WARNING: two\nERROR: three\nfour\n");
    log_release(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_wait_for_the_file_when_asked),
        cmocka_unit_test(no_file_drops_them),
        cmocka_unit_test(two_logs_do_not_see_each_other),
        cmocka_unit_test(no_log_says_nothing),
        cmocka_unit_test(warnings_and_signs_stay_out_of_the_output),
    };
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
