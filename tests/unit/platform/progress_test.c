/* Where no terminal shows the progress line, work that asks for it says in the log how far it is; other work leaves what it
 * prints alone and gives a sign of life on standard error once a minute. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/progress.h"

#include <stdio.h>

static double now;

static double turned_clock(void)
{
    return now;
}

struct shown {
    char log[256], error[256];
};

static void read_back(FILE *file, char text[], size_t size)
{
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

/* What the log's file and standard error hold after progress was shown twice at this time after the start. */
static struct shown show_after(double seconds, bool logged, bool terminal)
{
    struct shown shown;
    struct log log;
    struct progress progress;
    const struct run_context run = {.log = &log, .clock = turned_clock};
    FILE *file = tmpfile(), *error = tmpfile();
    assert_true(file && error);
    log_init(&log);
    log.errors = error;
    log_set_file(&log, file);
    log_set_progress(&log, terminal);
    now = 1000;
    progress_start(&progress, &run, "Work", 4);
    progress.logged = logged;
    now += seconds;
    progress_show(&progress, 1);
    progress_show(&progress, 2);
    log_clear_progress(&log);
    log_release(&log);
    read_back(file, shown.log, sizeof shown.log);
    read_back(error, shown.error, sizeof shown.error);
    return shown;
}

static void assert_shown(struct shown shown, const char *log, const char *error)
{
    assert_string_equal(shown.log, log);
    assert_string_equal(shown.error, error);
}

static void without_a_terminal_the_log_says_it(void **state)
{
    (void)state;
    assert_shown(show_after(3600, true, false), "Work: 25 % done, about 3 h 00 min left\n", "");
    assert_shown(show_after(7, true, false), "Work: 25 % done, about 21 s left\n", "");
    assert_shown(show_after(5, true, false), "", "");
}

static void results_are_left_alone(void **state)
{
    (void)state;
    assert_shown(show_after(60, false, false), "", "Work: 25 % done, about 3 min 00 s left\n");
    assert_shown(show_after(59, false, false), "", "");
}

static void a_terminal_has_its_line_and_no_messages(void **state)
{
    (void)state;
    assert_shown(show_after(3600, true, true), "", "");
    assert_shown(show_after(3600, false, true), "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_terminal_the_log_says_it),
        cmocka_unit_test(results_are_left_alone),
        cmocka_unit_test(a_terminal_has_its_line_and_no_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
