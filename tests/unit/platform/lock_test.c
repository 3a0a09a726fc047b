/* Locks between programs, told apart here by two descriptors of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/file.h"
#include "platform/folder.h"
#include "platform/lock.h"

#include <stdio.h>
#include <string.h>

static const char folder[] = "lock_test.folder", path[] = "lock_test.folder/run";

static struct failure failure;

static int make(void **state)
{
    (void)state;
    return folder_make(folder, &failure) ? 0 : -1;
}

static int clean(void **state)
{
    (void)state;
    remove("lock_test.folder/run.lock");
    remove(folder);
    return folder_exists(folder) ? -1 : 0;
}

static void a_lock_is_held_by_one_at_a_time(void **state)
{
    (void)state;
    struct lock *first, *second;
    assert_int_equal(lock_take(NULL, path, &first, &failure), LOCK_TAKEN);
    assert_non_null(first);
    assert_int_equal(lock_take(NULL, path, &second, &failure), LOCK_HELD);
    assert_null(second);
    assert_non_null(strstr(failure.text, path));
    lock_release(first);
    assert_false(file_exists("lock_test.folder/run.lock"));
    assert_int_equal(lock_take(NULL, path, &second, &failure), LOCK_TAKEN);
    lock_release(second);
    lock_release(NULL);
}

static void a_lock_whose_file_goes_is_taken_anew_unless_another_was_faster(void **state)
{
    (void)state;
    struct lock *first, *second;
    assert_true(lock_keep(NULL, &failure));
    assert_int_equal(lock_take(NULL, path, &first, &failure), LOCK_TAKEN);
    assert_true(lock_keep(first, &failure));
    remove("lock_test.folder/run.lock");
    assert_true(lock_keep(first, &failure));
    assert_int_equal(lock_take(NULL, path, &second, &failure), LOCK_HELD);
    remove("lock_test.folder/run.lock");
    assert_int_equal(lock_take(NULL, path, &second, &failure), LOCK_TAKEN);
    assert_false(lock_keep(first, &failure));
    lock_release(second);
    assert_true(lock_keep(first, &failure));
    lock_release(first);
}

static void a_lock_that_another_has_by_now_stays_that_ones(void **state)
{
    (void)state;
    struct lock *first, *second, *third;
    assert_int_equal(lock_take(NULL, path, &first, &failure), LOCK_TAKEN);
    remove("lock_test.folder/run.lock");
    assert_int_equal(lock_take(NULL, path, &second, &failure), LOCK_TAKEN);
    lock_release(first);
    assert_true(file_exists("lock_test.folder/run.lock"));
    assert_int_equal(lock_take(NULL, path, &third, &failure), LOCK_HELD);
    lock_release(second);
}

static void a_lock_file_that_was_left_keeps_nobody_out(void **state)
{
    (void)state;
    struct lock *lock;
    assert_true(file_write("lock_test.folder/run.lock", "", &failure));
    assert_int_equal(lock_take(NULL, path, &lock, &failure), LOCK_TAKEN);
    lock_release(lock);
}

static void where_no_file_can_be_made_nothing_is_locked(void **state)
{
    (void)state;
    struct lock *lock;
    assert_int_equal(lock_take(NULL, "lock_test.folder/none/run", &lock, &failure), LOCK_FAILED);
    assert_null(lock);
    assert_true(failure.error != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lock_is_held_by_one_at_a_time, make, clean),
        cmocka_unit_test_setup_teardown(a_lock_whose_file_goes_is_taken_anew_unless_another_was_faster, make, clean),
        cmocka_unit_test_setup_teardown(a_lock_that_another_has_by_now_stays_that_ones, make, clean),
        cmocka_unit_test_setup_teardown(a_lock_file_that_was_left_keeps_nobody_out, make, clean),
        cmocka_unit_test_setup_teardown(where_no_file_can_be_made_nothing_is_locked, make, clean),
    };
    return cmocka_run_group_tests_name("locks", tests, NULL, NULL);
}
