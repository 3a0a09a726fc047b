/* Bucket files of blueprints: beside them, where the run had them, by relative paths of older files too. */
#include "eval/bucket_search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "buckets/bucket_file.h"
#include "platform/folder.h"

enum { RIGHT = 17, OTHER = 18 };

static const char *const blueprint_path = "bucket_search_here/blueprint.holdem";

static void write_container(const char *path, enum container_kind kind, uint64_t buckets)
{
    struct failure failure;
    const struct container_fingerprints fingerprints = {.buckets = buckets};
    struct container_writer *writer = container_create(path, kind, BUCKET_FILE_VERSION, &fingerprints, &failure);
    assert_non_null(writer);
    container_describe(writer, "{}");
    assert_true(container_append(writer, "nothing", 0, CODEC_RAW, "x", 1, &failure));
    assert_true(container_commit(writer, &failure));
}

static bool search(const char *stored, char found[256], struct failure *failure)
{
    struct container_reader *blueprint = container_open_any(blueprint_path, failure);
    assert_non_null(blueprint);
    bool is_found = bucket_search(blueprint, stored, found, 256, failure);
    container_close(blueprint);
    return is_found;
}

static int set_up(void **state)
{
    struct failure failure;
    (void)state;
    remove("bucket_search_here/a.holdem");
    remove("bucket_search_there/a.holdem");
    assert_true(folder_make("bucket_search_here", &failure) && folder_make("bucket_search_there", &failure));
    write_container(blueprint_path, CONTAINER_BLUEPRINT, RIGHT);
    return 0;
}

static void relative_paths_start_from_the_current_folder(void **state)
{
    (void)state;
    char found[256];
    struct failure failure;
    write_container("bucket_search_there/a.holdem", CONTAINER_BUCKETS, RIGHT);
    assert_true(search("bucket_search_there/a.holdem", found, &failure));
    assert_string_equal(found, "bucket_search_there/a.holdem");
}

static void the_one_beside_the_blueprint_comes_first_when_it_is_right(void **state)
{
    (void)state;
    char found[256];
    struct failure failure;
    write_container("bucket_search_there/a.holdem", CONTAINER_BUCKETS, RIGHT);
    write_container("bucket_search_here/a.holdem", CONTAINER_BUCKETS, RIGHT);
    assert_true(search("bucket_search_there/a.holdem", found, &failure));
    assert_string_equal(found, "bucket_search_here/a.holdem");
    assert_true(search("C:\\\\nowhere\\\\a.holdem", found, &failure));
    assert_string_equal(found, "bucket_search_here/a.holdem");
    write_container("bucket_search_here/a.holdem", CONTAINER_BUCKETS, OTHER);
    assert_true(search("bucket_search_there/a.holdem", found, &failure));
    assert_string_equal(found, "bucket_search_there/a.holdem");
}

static void a_failure_says_where_it_was_looked_for(void **state)
{
    (void)state;
    char found[256];
    struct failure failure;
    write_container("bucket_search_there/a.holdem", CONTAINER_BUCKETS, OTHER);
    assert_false(search("bucket_search_there/a.holdem", found, &failure));
    assert_non_null(strstr(failure.text,
                           "looked for bucket_search_here/a.holdem and bucket_search_there/a.holdem (other "
                           "buckets); --buckets FILE names it"));
    assert_false(search("", found, &failure));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(relative_paths_start_from_the_current_folder, set_up),
        cmocka_unit_test_setup(the_one_beside_the_blueprint_comes_first_when_it_is_right, set_up),
        cmocka_unit_test_setup(a_failure_says_where_it_was_looked_for, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
