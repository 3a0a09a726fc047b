/* Views, replacements and folders on a real file system. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "platform/file.h"
#include "platform/folder.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char folder[] = "file_test.folder", path[] = "file_test.folder/a/target";

static struct failure failure;

static void count_entry(void *context, const char *name)
{
    (void)name;
    ++*(unsigned *)context;
}

static unsigned entries(const char *of)
{
    unsigned count = 0;
    assert_true(folder_list(of, count_entry, &count, NULL));
    return count;
}

static void write_whole(const char *text)
{
    struct file_replacement *file = file_replace(path, &failure);
    assert_non_null(file);
    assert_true(file_replacement_write(file, text, strlen(text), &failure));
    assert_true(file_replacement_commit(file, &failure));
}

static void assert_holds(const char *text)
{
    struct file_view view;
    assert_true(file_view_open(path, &view, &failure));
    assert_int_equal(view.bytes, strlen(text));
    assert_memory_equal(view.data, text, strlen(text));
    file_view_close(&view);
}

static void count_temporary(void *context, const char *name)
{
    *(unsigned *)context += file_is_temporary(name);
}

static int make_folders(void **state)
{
    (void)state;
    return folder_make("file_test.folder/a", &failure) && folder_make(folder, &failure) ? 0 : -1;
}

static int remove_folders(void **state)
{
    (void)state;
    remove(path);
    remove("file_test.folder/a");
    remove(folder);
    return folder_exists(folder) ? -1 : 0;
}

static void a_replacement_is_seen_at_the_commit(void **state)
{
    (void)state;
    write_whole("old");
    struct file_replacement *file = file_replace(path, &failure);
    assert_true(file_replacement_write(file, "-----", 5, &failure));
    assert_true(file_replacement_write_at(file, 0, "new", 3, &failure));
    assert_true(file_replacement_write(file, "!", 1, &failure));
    assert_holds("old");
    assert_true(file_replacement_commit(file, &failure));
    assert_holds("new--!");
    assert_int_equal(entries("file_test.folder/a"), 1);
}

static void an_abandoned_replacement_leaves_nothing(void **state)
{
    (void)state;
    write_whole("old");
    file_replacement_abandon(file_replace(path, &failure));
    assert_holds("old");
    assert_int_equal(entries("file_test.folder/a"), 1);
}

/* What a program that was killed leaves is locked by nobody; the number of its process may be this one's. */
static void what_a_killed_program_left_goes_and_what_is_written_stays(void **state)
{
    (void)state;
    struct file_replacement *live = file_replace(path, &failure);
    assert_non_null(live);
    fclose(fopen("file_test.folder/a/target.tmp-1-0", "w"));
    fclose(fopen("file_test.folder/a/target.part.tmp-99999-7", "w"));
    fclose(fopen("file_test.folder/a/other.tmp-1-0", "w"));
    write_whole("new");
    assert_int_equal(entries("file_test.folder/a"), 3);
    assert_true(file_exists("file_test.folder/a/other.tmp-1-0"));
    assert_true(file_replacement_write(live, "live", 4, &failure));
    assert_true(file_replacement_commit(live, &failure));
    assert_holds("live");
    file_sweep(NULL, "file_test.folder/a");
    assert_int_equal(entries("file_test.folder/a"), 1);
}

static void a_stream_is_written_as_a_whole(void **state)
{
    (void)state;
    write_whole("old");
    struct file_replacement *file;
    FILE *stream = file_replace_stream(path, &file, &failure);
    assert_non_null(stream);
    assert_true(fprintf(stream, "%d", 12) == 2);
    assert_holds("old");
    assert_true(file_replacement_commit(file, &failure));
    assert_holds("12");
    assert_non_null(file_replace_stream(path, &file, &failure));
    file_replacement_abandon(file);
    assert_true(file_write(path, "text", &failure));
    assert_holds("text");
    assert_int_equal(entries("file_test.folder/a"), 1);
}

/* A stream that is read takes nothing; that the disk was full when it failed is for the test to say. */
static void a_stream_tells_why_it_failed_first(void **state)
{
    (void)state;
    write_whole("text");
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    assert_true(fputs("lost", stream) == EOF);
    int lost = 0;
    errno = ENOSPC;
    file_note_failure(stream, &lost);
    errno = EIO;
    file_note_failure(stream, &lost);
    assert_int_equal(file_flush(stream, lost), ENOSPC);
    assert_int_equal(file_flush(stream, 0), EBADF);
    fclose(stream);
}

static void an_input_is_no_place_for_an_output(void **state)
{
    (void)state;
    struct file_view view;
    size_t bytes;
    write_whole("mapped");
    assert_true(file_view_open(path, &view, &failure));
    assert_false(file_check_output("./file_test.folder//a/target", &failure));
    assert_non_null(strstr(failure.text, "is read by this command"));
    assert_true(file_check_output("file_test.folder/a/none", &failure));
    file_view_close(&view);
    assert_false(file_check_output(path, &failure));
    assert_true(file_write("file_test.folder/a/other", "read", &failure));
    assert_true(file_check_output("file_test.folder/a/other", &failure));
    char *text = file_read("file_test.folder/a/other", 4, &bytes, &failure);
    assert_non_null(text);
    assert_int_equal(bytes, 4);
    assert_string_equal(text, "read");
    memory_release(text);
    assert_false(file_check_output("file_test.folder/a/other", &failure));
    assert_null(file_read("file_test.folder/a/other", 3, &bytes, &failure));
    assert_non_null(strstr(failure.text, "is larger than 3 bytes"));
    assert_null(file_read("file_test.folder/a/none", 3, &bytes, &failure));
    assert_true(failure.error != 0);
    remove("file_test.folder/a/other");
}

static void an_empty_file_has_a_view(void **state)
{
    (void)state;
    write_whole("");
    struct file_view view;
    assert_true(file_view_open(path, &view, &failure));
    assert_non_null(view.data);
    assert_int_equal(view.bytes, 0);
    file_view_close(&view);
}

static void a_size_is_that_of_a_file(void **state)
{
    (void)state;
    uint64_t bytes = 9;
    write_whole("1234567");
    assert_true(file_size_bytes(path, &bytes));
    assert_int_equal(bytes, 7);
    assert_false(file_size_bytes(folder, &bytes));
    assert_false(file_size_bytes("file_test.folder/none", &bytes));
    assert_int_equal(bytes, 7);
}

static void failures_name_the_path(void **state)
{
    (void)state;
    struct file_view view;
    assert_false(file_view_open("file_test.folder/none", &view, &failure));
    assert_non_null(strstr(failure.text, "file_test.folder/none: "));
    assert_false(file_view_open(folder, &view, &failure));
    assert_null(file_replace("file_test.folder/none/file", &failure));
    assert_non_null(strstr(failure.text, "file_test.folder/none/file: "));
    write_whole("a file");
    assert_false(folder_make("file_test.folder/a/target/below", &failure));
    assert_non_null(strstr(failure.text, "file_test.folder/a/target/below: "));
    assert_false(folder_make(path, &failure));
    assert_false(file_remove("file_test.folder/none", &failure));
    assert_false(folder_list("file_test.folder/none", count_entry, NULL, &failure));
}

static void names_are_found_and_changed(void **state)
{
    (void)state;
    write_whole("x");
    assert_true(file_exists(path) && !folder_exists(path) && folder_exists(folder) && file_exists(folder));
    assert_true(file_rename(path, "file_test.folder/a/other", &failure));
    assert_false(file_exists(path));
    assert_true(file_rename("file_test.folder/a/other", path, &failure));
    assert_true(file_check_folder(folder, &failure));
    assert_int_equal(entries(folder), 1);
    assert_false(file_check_folder("file_test.folder/none", &failure));
}

static void temporary_names_have_their_form(void **state)
{
    (void)state;
    static const char *const others[] = {"x.tmp-1",     "x.tmp-1-",  "x.tmp--1", "x.tmp-a-1", "x.tmp-1-2x",
                                         "x.tmp-1-2-3", ".tmp-1-2",  "x.tmp",    "x",         "",
                                         "x-tmp-1-2",   "x.tmp-1_2", "tmp-1-2",  "x.tmp-1-x", "x.tmp-1-2.holdem"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (file_is_temporary(others[i]))
            fail_msg("'%s' was taken for a temporary file", others[i]);
    }
    assert_true(file_is_temporary("x.tmp-1-2") && file_is_temporary(".x.tmp-x.tmp-12345-67"));
    unsigned found = 0;
    struct file_replacement *file = file_replace(path, &failure);
    assert_non_null(file);
    assert_true(folder_list("file_test.folder/a", count_temporary, &found, NULL));
    assert_int_equal(found, 1);
    file_replacement_abandon(file);
}

static void a_file_is_in_its_folder_however_spelled(void **state)
{
    (void)state;
    write_whole("x");
    assert_true(file_is_in(path, "file_test.folder/a"));
    assert_true(file_is_in(path, "./file_test.folder//a/"));
    assert_true(file_is_in("./file_test.folder/../file_test.folder/a/target", "file_test.folder/a/../a"));
    assert_true(file_is_in("file_test.folder/a", folder));
    assert_false(file_is_in(path, folder));
    assert_false(file_is_in(path, "."));
    assert_false(file_is_in("file_test.folder/a/none", "file_test.folder/a"));
    assert_false(file_is_in(path, "file_test.folder/none"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_replacement_is_seen_at_the_commit, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(an_abandoned_replacement_leaves_nothing, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(what_a_killed_program_left_goes_and_what_is_written_stays, make_folders,
                                        remove_folders),
        cmocka_unit_test_setup_teardown(a_stream_is_written_as_a_whole, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(a_stream_tells_why_it_failed_first, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(an_input_is_no_place_for_an_output, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(an_empty_file_has_a_view, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(a_size_is_that_of_a_file, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(failures_name_the_path, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(names_are_found_and_changed, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(temporary_names_have_their_form, make_folders, remove_folders),
        cmocka_unit_test_setup_teardown(a_file_is_in_its_folder_however_spelled, make_folders, remove_folders),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
