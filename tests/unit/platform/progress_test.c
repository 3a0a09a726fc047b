/* Where no terminal shows the progress line, work that asks for it says in the log how far it is, and only now and then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/log.h"
#include "platform/progress.h"

#include <stdio.h>

/* What the log holds after progress was shown twice, an hour after its start. */
static void show_after_an_hour(bool logged, bool terminal, char text[], size_t size)
{
    struct progress progress;
    FILE *file = tmpfile();
    assert_non_null(file);
    log_set_file(file);
    log_set_progress(terminal);
    progress_start(&progress, "Work", 4);
    progress.logged = logged;
    progress.started -= 3600;
    progress.shown -= 3600;
    progress_show(&progress, 1);
    progress_show(&progress, 2);
    log_clear_progress();
    log_set_progress(false);
    log_set_file(NULL);
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void without_a_terminal_the_log_says_it(void **state)
{
    (void)state;
    char text[256];
    show_after_an_hour(true, false, text, sizeof text);
    assert_string_equal(text, "Work: 25 % done, about 3 h 00 min left\n");
}

static void results_are_left_alone(void **state)
{
    (void)state;
    char text[256];
    show_after_an_hour(false, false, text, sizeof text);
    assert_string_equal(text, "");
}

static void a_terminal_has_its_line_and_no_messages(void **state)
{
    (void)state;
    char text[256];
    show_after_an_hour(true, true, text, sizeof text);
    assert_string_equal(text, "");
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
