/* Threads that replace one file at once, each of which sweeps what others may have left. */
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/thread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { THREADS = 4, REPLACEMENTS = 400 };

static const char folder[] = "replacement_test.folder", path[] = "replacement_test.folder/target";

struct writer {
    struct thread thread;
    unsigned lost;
    struct failure failure;
};

static void write_again_and_again(void *argument)
{
    struct writer *writer = argument;
    for (unsigned i = 0; i < REPLACEMENTS; i++)
        writer->lost += !file_write(path, "whole", &writer->failure);
}

static void nothing_that_is_being_written_is_swept_away(void **state)
{
    (void)state;
    struct writer writers[THREADS] = {0};
    struct failure failure;
    assert_true(folder_make(folder, &failure));
    for (unsigned i = 0; i < THREADS; i++)
        assert_true(thread_start(&writers[i].thread, "writer", write_again_and_again, &writers[i], &failure));
    for (unsigned i = 0; i < THREADS; i++)
        thread_join(&writers[i].thread);
    for (unsigned i = 0; i < THREADS; i++) {
        if (writers[i].lost > 0)
            fail_msg("%u replacements lost: %s", writers[i].lost, writers[i].failure.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_that_is_being_written_is_swept_away)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
