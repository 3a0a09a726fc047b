/* A logdir loses nothing: what a new run would write over, and what lies beyond the checkpoint that a run goes back to, is
 * moved aside; only old checkpoints of the run itself are removed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "train/logdir.h"

#include <stdio.h>

#define LOGDIR                "logdir_files_test.logdir"
#define CHECKPOINT(iteration) "checkpoints/checkpoint_iter" #iteration ".holdem"
#define SNAPSHOT(iteration)   "snapshots/snapshot_iter" #iteration ".holdem"

static struct failure failure;

static void remove_all(void *context, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", (const char *)context, name);
    if (folder_exists(path))
        folder_list(path, remove_all, path, NULL);
    remove(path);
}

static int remove_logdir(void **state)
{
    static char logdir[] = LOGDIR;
    (void)state;
    folder_list(logdir, remove_all, logdir, NULL);
    remove(logdir);
    return file_exists(logdir) ? -1 : 0;
}

static const char *path_of(const char *entry)
{
    static char path[256];
    snprintf(path, sizeof path, LOGDIR "/%s", entry);
    return path;
}

static bool has(const char *entry)
{
    return file_exists(path_of(entry));
}

/* The file holds its own name. */
static void put(const char *entry)
{
    FILE *file = fopen(path_of(entry), "w");
    assert_non_null(file);
    fputs(entry, file);
    assert_int_equal(fclose(file), 0);
}

static void assert_moved(const char *entry, const char *earlier)
{
    char moved[128], text[128];
    snprintf(moved, sizeof moved, "%s/%s", earlier, entry);
    if (!has(moved) || has(entry))
        fail_msg("%s is not in %s, or still where it was", entry, earlier);
    FILE *file = fopen(path_of(moved), "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, entry);
}

static void prepare(const char *from, uint64_t iteration)
{
    if (!logdir_prepare(NULL, LOGDIR, from, iteration, &failure))
        fail_msg("%s", failure.text);
}

/* Checkpoints 5, 6 and 7, snapshots 4 and 7, the blueprint: a run that ended. */
static int make_run(void **state)
{
    static const char *const files[] = {CHECKPOINT(5), CHECKPOINT(6), CHECKPOINT(7),     SNAPSHOT(4),
                                        SNAPSHOT(7),   "train.log",   "blueprint.holdem"};
    remove_logdir(state);
    prepare("", 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(files[i]);
    return 0;
}

static void assert_run_is_whole(void)
{
    assert_true(has(CHECKPOINT(5)) && has(CHECKPOINT(6)) && has(CHECKPOINT(7)) && has(SNAPSHOT(4)) && has(SNAPSHOT(7)));
    assert_true(has("train.log") && has("blueprint.holdem"));
}

static void a_new_run_moves_the_former_one(void **state)
{
    (void)state;
    prepare("", 0);
    assert_moved(CHECKPOINT(7), "earlier-1");
    assert_moved(SNAPSHOT(4), "earlier-1");
    assert_moved("blueprint.holdem", "earlier-1");
    assert_moved("train.log", "earlier-1");
    assert_true(has("checkpoints") && has("snapshots") && has("tensorboard"));
    prepare("", 0);
    assert_false(has("earlier-2"));
    put(SNAPSHOT(1));
    prepare("", 0);
    assert_moved(SNAPSHOT(1), "earlier-2");
}

static void going_on_moves_nothing(void **state)
{
    (void)state;
    prepare(LOGDIR "/" CHECKPOINT(7), 7);
    prepare("./" LOGDIR "/snapshots/../" CHECKPOINT(7), 7);
    assert_run_is_whole();
    assert_false(has("earlier-1"));
}

static void making_touches_nothing(void **state)
{
    (void)state;
    assert_true(logdir_make(LOGDIR, &failure));
    assert_run_is_whole();
    assert_false(has("earlier-1"));
}

static void going_back_moves_what_lies_beyond(void **state)
{
    (void)state;
    prepare(LOGDIR "/" CHECKPOINT(5), 5);
    assert_moved(CHECKPOINT(6), "earlier-1");
    assert_moved(CHECKPOINT(7), "earlier-1");
    assert_moved(SNAPSHOT(7), "earlier-1");
    assert_moved("blueprint.holdem", "earlier-1");
    assert_true(has(CHECKPOINT(5)) && has(SNAPSHOT(4)) && has("train.log"));
    assert_false(has("earlier-1/train.log"));
}

/* Killed after a snapshot, as often as may be: nothing is moved. Snapshots beyond count among the newest when they are
 * passed. */
static void snapshots_beyond_the_newest_checkpoint_stay(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        put(i == 0 ? SNAPSHOT(8) : i == 1 ? SNAPSHOT(9) : SNAPSHOT(10));
        prepare(LOGDIR "/" CHECKPOINT(7), 7);
    }
    assert_run_is_whole();
    assert_true(has(SNAPSHOT(8)) && has(SNAPSHOT(9)) && has(SNAPSHOT(10)) && !has("earlier-1"));
    put(SNAPSHOT(11));
    logdir_keep_snapshots(NULL, LOGDIR, 9, 2);
    assert_true(!has(SNAPSHOT(4)) && !has(SNAPSHOT(7)) && has(SNAPSHOT(8)) && has(SNAPSHOT(9)) && has(SNAPSHOT(11)));
    prepare(LOGDIR "/" CHECKPOINT(6), 6);
    assert_moved(CHECKPOINT(7), "earlier-1");
    assert_moved(SNAPSHOT(11), "earlier-1");
}

/* Killed before its first checkpoint, as often as may be. */
static void beginning_once_more_moves_nothing(void **state)
{
    remove_logdir(state);
    prepare("", 0);
    put("train.log");
    put(SNAPSHOT(4));
    prepare(LOGDIR, 0);
    prepare("./" LOGDIR "/", 0);
    assert_true(has("train.log") && has(SNAPSHOT(4)) && !has("earlier-1"));
}

static void what_was_left_aside_is_another_run(void **state)
{
    (void)state;
    prepare(LOGDIR "/" CHECKPOINT(5), 5);
    prepare(LOGDIR "/earlier-1/" CHECKPOINT(6), 6);
    assert_moved(CHECKPOINT(5), "earlier-2");
    assert_moved("train.log", "earlier-2");
    assert_true(has("earlier-1/" CHECKPOINT(6)) && has("earlier-1/" CHECKPOINT(7)));
    assert_false(has("earlier-2/" CHECKPOINT(6)));
}

static void the_checkpoint_written_last_is_kept(void **state)
{
    (void)state;
    logdir_keep_checkpoints(NULL, LOGDIR, 5, 1);
    assert_run_is_whole();
    logdir_keep_checkpoints(NULL, LOGDIR, 6, 1);
    assert_true(!has(CHECKPOINT(5)) && has(CHECKPOINT(6)) && has(CHECKPOINT(7)));
    put(CHECKPOINT(8));
    logdir_keep_checkpoints(NULL, LOGDIR, 8, 2);
    assert_true(!has(CHECKPOINT(6)) && has(CHECKPOINT(7)) && has(CHECKPOINT(8)));
}

static void names_are_listed_newest_first(void **state)
{
    (void)state;
    size_t count;
    put("checkpoints/checkpoint_iter10.holdem.tmp-1-1");
    put("checkpoints/other_iter9.holdem");
    put(CHECKPOINT(10));
    uint64_t *iteration;
    assert_true(logdir_checkpoints(LOGDIR, &iteration, &count, &failure));
    assert_int_equal(count, 4);
    assert_true(iteration[0] == 10 && iteration[1] == 7 && iteration[3] == 5);
    memory_release(iteration);
    iteration = logdir_snapshots(LOGDIR, &count);
    assert_int_equal(count, 2);
    assert_true(iteration[0] == 7 && iteration[1] == 4);
    memory_release(iteration);
}

static void what_a_killed_program_left_is_removed(void **state)
{
    (void)state;
    static const char *const left[] = {"blueprint.holdem.tmp-12-0", "checkpoints/checkpoint_iter8.holdem.tmp-12-3",
                                       "snapshots/snapshot_iter8.holdem.tmp-1-1", ".writable.tmp-7-9"};
    static const char *const other[] = {"notes.tmp", "checkpoints/checkpoint_iter8.holdem.tmp-12",
                                        "checkpoints/checkpoint_iter8.holdem.tmp-12-3.holdem"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        put(left[i]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        put(other[i]);
    assert_true(folder_make(path_of("folder.tmp-1-1"), &failure));
    assert_true(folder_make(path_of("earlier-1"), &failure));
    put("earlier-1/blueprint.holdem.tmp-12-0");
    assert_true(logdir_make(LOGDIR, &failure));
    assert_true(has(left[0]));
    prepare(LOGDIR "/" CHECKPOINT(7), 7);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_false(has(left[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_true(has(other[i]));
    assert_true(has("folder.tmp-1-1") && has("earlier-1/blueprint.holdem.tmp-12-0"));
    assert_run_is_whole();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_run_moves_the_former_one, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(going_on_moves_nothing, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(making_touches_nothing, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(going_back_moves_what_lies_beyond, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(snapshots_beyond_the_newest_checkpoint_stay, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(beginning_once_more_moves_nothing, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(what_was_left_aside_is_another_run, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(the_checkpoint_written_last_is_kept, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(names_are_listed_newest_first, make_run, remove_logdir),
        cmocka_unit_test_setup_teardown(what_a_killed_program_left_is_removed, make_run, remove_logdir),
    };
    return cmocka_run_group_tests_name("logdir", tests, NULL, NULL);
}
