/* Runs below a logdir while training goes on: which there are, what is read of them, what the two endpoints answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "serve/server.h"
#include "support/event_bytes.h"
#include "support/file_bytes.h"

#include <math.h>

#define LOGDIR "runs_test.logdir"

static const char *const folders[] = {"second/tensorboard",    "first/tensorboard", "first/checkpoints",
                                      "earlier-1/tensorboard", "no-run/else",       "../runs_test.outside/tensorboard"};
static const char *const files[] = {
    "first/tensorboard/events.out.tfevents.9.holdem",    "first/tensorboard/events.out.tfevents.10.holdem",
    "first/tensorboard/events.out.tfevents.10.holdem.2", "first/tensorboard/notes.txt",
    "first/checkpoints/checkpoint_iter900.holdem",       "first/checkpoints/checkpoint_iter1000.holdem",
    "first/checkpoints/checkpoint_iter7.holdem.tmp-1-1", "first/blueprint.holdem"};

static struct failure failure;

static const char *path_of(const char *entry)
{
    static char path[256];
    snprintf(path, sizeof path, LOGDIR "/%s", entry);
    return path;
}

static int make_logdir(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (!folder_make(path_of(folders[i]), &failure))
            return -1;
    }
    return 0;
}

static int remove_logdir(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        remove(path_of(files[i]));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char folder[256];
        remove(path_of(folders[i]));
        snprintf(folder, sizeof folder, "%s", path_of(folders[i]));
        *strrchr(folder, '/') = '\0';
        remove(folder);
    }
    remove(LOGDIR "/tensorboard");
    return remove(LOGDIR);
}

static struct run *find(struct runs *runs, const char *name)
{
    struct run *run = runs_find(runs, name, &failure);
    assert_non_null(run);
    run_read(run);
    return run;
}

static const struct series *find_series(const struct run *run, const char *tag)
{
    for (unsigned i = 0; i < run->tags; i++) {
        if (strcmp(run->tag[i].name, tag) == 0)
            return &run->tag[i].series;
    }
    return NULL;
}

static void assert_values(const struct run *run, const char *tag, unsigned count, const float value[])
{
    const struct series *series = find_series(run, tag);
    assert_non_null(series);
    assert_int_equal(series->count, count);
    for (unsigned i = 0; i < count; i++)
        assert_true(series->point[i].value == value[i]);
}

static void names_come_from_the_listing(void **state)
{
    (void)state;
    static const char *const none[] = {"..",     "../runs_test.outside",
                                       "",       "earlier-1",
                                       "no-run", "./first",
                                       "first/", "first/../second",
                                       "/tmp",   "second/.",
                                       ".",      "/",
                                       "FIRST/", "first\\"};
    struct runs runs = {.logdir = LOGDIR};
    runs_look(&runs);
    assert_int_equal(runs.count, 2);
    assert_string_equal(runs.run[0]->name, "first");
    assert_string_equal(runs.run[1]->name, "second");
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_null(runs_find(&runs, none[i], &failure));
        assert_non_null(strstr(failure.text, "there is no run"));
    }
    assert_string_equal(find(&runs, NULL)->name, "first");
    assert_true(folder_make(LOGDIR "/tensorboard", &failure));
    assert_string_equal(find(&runs, ".")->name, ".");
    runs_close(&runs);
    struct runs nowhere = {0};
    assert_null(runs_find(&nowhere, NULL, &failure));
    assert_non_null(strstr(failure.text, "no runs"));
    runs_close(&nowhere);
}

/* What JSON has no words for is asked for by a key, one for each folder; a folder is no blueprint, whatever it is called. */
static void names_that_are_no_text_have_keys(void **state)
{
    (void)state;
    static const char *const odd[] = {"caf\xE9/tensorboard", "caf\xE8/tensorboard", "tab\t/tensorboard",
                                      "a/blueprint.holdem/x"};
    struct runs runs = {.logdir = LOGDIR};
    char text[FOLDER_NAME];
    for (unsigned i = 0; i < 4; i++)
        assert_true(folder_make(path_of(odd[i]), &failure));
    runs_look(&runs);
    assert_int_equal(runs.count, 5);
    for (unsigned i = 0; i < runs.count; i++) {
        struct run *run = runs.run[i];
        char path[LOGDIR_PATH];
        logdir_entry(run->path, "tensorboard", path);
        assert_true(folder_exists(path));
        assert_false(text_clean(run->name, text, sizeof text));
        assert_ptr_equal(find(&runs, run->name), run);
    }
    runs_close(&runs);
    for (unsigned i = 0; i < 4; i++) {
        remove(path_of(odd[i]));
        snprintf(text, sizeof text, "%s", path_of(odd[i]));
        *strrchr(text, '/') = '\0';
        remove(text);
    }
    remove(LOGDIR "/a");
}

/* A run, then its resumption in a file of its own, while they are being written. */
static void files_are_read_on(void **state)
{
    (void)state;
    struct runs runs = {.logdir = LOGDIR};
    struct event_bytes bytes = {0};
    struct run *run = find(&runs, "first");
    assert_false(run->has_scalars);
    event_bytes_append_scalar(path_of(files[1]), 30, 3, "a", 3);
    event_bytes_append_scalar(path_of(files[2]), 40, 4, "a", 4);
    event_bytes_append_scalar(path_of(files[0]), 10, 1, "a", 1);
    event_bytes_append_scalar(path_of(files[0]), NAN, 9, "a", 9);
    event_bytes_append_scalar(path_of(files[0]), 20, 2, "a", 2);
    event_bytes_append_scalar(path_of(files[3]), 50, 9, "a", 9);
    assert_ptr_equal(find(&runs, "first"), run);
    assert_values(run, "a", 4, (float[]){1, 2, 3, 4});
    assert_true(run->has_scalars && run->started == 10 && run->updated == 40 && run->iteration == 4);
    assert_true(run->paused == 0);
    event_bytes_scalar(&bytes, 50, 5, "b", 5);
    event_bytes_append(path_of(files[2]), bytes.data, 20);
    run_read(run);
    assert_null(find_series(run, "b"));
    event_bytes_append(path_of(files[2]), bytes.data + 20, bytes.count - 20);
    event_bytes_append_scalar(path_of(files[2]), 60, 6, "a", 6);
    run_read(run);
    assert_values(run, "b", 1, (float[]){5});
    assert_values(run, "a", 5, (float[]){1, 2, 3, 4, 6});
    run_read(run);
    assert_values(run, "a", 5, (float[]){1, 2, 3, 4, 6});
    runs_close(&runs);
}

/* What a former run left is moved away: its figures are not those of the new one. */
static void another_run_takes_the_folder(void **state)
{
    (void)state;
    struct runs runs = {.logdir = LOGDIR};
    event_bytes_append_scalar(path_of(files[0]), 10, 100, "a", 1);
    struct run *run = find(&runs, "first");
    assert_values(run, "a", 1, (float[]){1});
    remove(path_of(files[0]));
    event_bytes_append_scalar(path_of(files[1]), 20, 1, "b", 2);
    run_read(run);
    assert_null(find_series(run, "a"));
    assert_values(run, "b", 1, (float[]){2});
    assert_true(run->started == 20 && run->iteration == 1);
    file_bytes_write(path_of(files[1]), (const uint8_t *)"", 0);
    run_read(run);
    assert_false(run->has_scalars);
    remove(path_of(files[1]));
    runs_close(&runs);
}

/* Of a resumption, and of another to an earlier point yet: steps ascend, and what is left is the last way. Files without a
 * record of it go back by their steps alone. */
static void what_a_resumption_left_is_dropped(void **state)
{
    (void)state;
    struct runs runs = {.logdir = LOGDIR};
    struct event_bytes bytes = {0};
    for (unsigned step = 10; step <= 100; step += 10) {
        event_bytes_append_scalar(path_of(files[0]), step, step, "a", (float)step);
        event_bytes_append_scalar(path_of(files[0]), step, step, step == 100 ? "end" : "b", 1);
    }
    struct run *run = find(&runs, "first");
    assert_true(find_series(run, "a")->count == 10 && run->iteration == 100 && run->starts == 0);
    event_bytes_start(&bytes, 200, 60);
    event_bytes_append(path_of(files[1]), bytes.data, bytes.count);
    run_read(run);
    assert_values(run, "a", 5, (float[]){10, 20, 30, 40, 50});
    assert_true(find_series(run, "b")->count == 5 && find_series(run, "end")->count == 0 && run->iteration == 50);
    assert_true(run->starts == 1 && run->start[0].time == 200 && run->start[0].step == 60);
    event_bytes_append_scalar(path_of(files[1]), 201, 55, "a", 1);
    event_bytes_append_scalar(path_of(files[2]), 300, 25, "a", 2);
    event_bytes_append_scalar(path_of(files[2]), 301, 30, "a", 3);
    run_read(run);
    assert_values(run, "a", 4, (float[]){10, 20, 2, 3});
    runs_close(&runs);
    assert_values(find(&runs, "first"), "a", 4, (float[]){10, 20, 2, 3});
    runs_close(&runs);
}

static void assert_damage(const struct run *run, unsigned file, const char *expected)
{
    assert_string_equal(run_damage(run, file).text, expected);
}

static void damaged_records_are_left_out_and_said(void **state)
{
    (void)state;
    struct runs runs = {.logdir = LOGDIR};
    struct event_bytes bytes = {0};
    event_bytes_scalar(&bytes, 10, 1, "a", 1);
    size_t second = bytes.count;
    event_bytes_scalar(&bytes, 20, 2, "a", 2);
    event_bytes_scalar(&bytes, 30, 3, "a", 3);
    bytes.data[second + 14] ^= 4;
    event_bytes_append(path_of(files[0]), bytes.data, bytes.count);
    event_bytes_append_scalar(path_of(files[1]), 40, 4, "a", 4);
    struct run *run = find(&runs, "first");
    assert_values(run, "a", 3, (float[]){1, 3, 4});
    assert_damage(run, 0, "events.out.tfevents.9.holdem: 1 damaged record is left out, at byte 39");
    assert_damage(run, 1, "");
    bytes.data[2 * second + 3] ^= 1; /* a length: what follows cannot be found */
    event_bytes_append(path_of(files[0]), bytes.data + second, bytes.count - second);
    event_bytes_append_scalar(path_of(files[0]), 50, 5, "a", 5);
    event_bytes_append_scalar(path_of(files[1]), 50, 5, "a", 6);
    run_read(run);
    assert_values(run, "a", 4, (float[]){1, 3, 4, 6});
    assert_damage(run, 0,
                  "events.out.tfevents.9.holdem: 2 damaged records are left out, the first at byte 39; cannot be read "
                  "beyond byte 156");
    runs_close(&runs);
}

/* A folder among the event files, as a pipe would be: neither is waited for, nor taken for another run's beginning. */
static void what_is_no_file_is_left_alone(void **state)
{
    (void)state;
    struct runs runs = {.logdir = LOGDIR};
    event_bytes_append_scalar(path_of(files[1]), 10, 1, "a", 1);
    assert_true(folder_make(path_of(files[0]), &failure));
    struct run *run = find(&runs, "first");
    event_bytes_append_scalar(path_of(files[1]), 20, 2, "a", 2);
    run_read(run);
    assert_values(run, "a", 2, (float[]){1, 2});
    assert_int_equal(run->files, 1);
    runs_close(&runs);
}

static void the_number_of_tags_is_bounded(void **state)
{
    (void)state;
    struct runs runs = {.logdir = LOGDIR};
    for (unsigned i = 0; i < RUN_TAGS + 20; i++) {
        char tag[32];
        snprintf(tag, sizeof tag, "tag/%u", i);
        event_bytes_append_scalar(path_of(files[0]), i, 1, tag, (float)i);
        event_bytes_append_scalar(path_of(files[0]), i, 1, "tag/0", (float)i);
    }
    struct run *run = find(&runs, "first");
    assert_int_equal(run->tags, RUN_TAGS);
    assert_int_equal(find_series(run, "tag/0")->count, RUN_TAGS + 20 + 1);
    assert_non_null(find_series(run, "tag/511"));
    assert_null(find_series(run, "tag/512"));
    runs_close(&runs);
}

static void other_files_are_seen(void **state)
{
    (void)state;
    struct runs runs = {.logdir = LOGDIR};
    for (size_t i = 4; i < 7; i++)
        file_bytes_write(path_of(files[i]), (const uint8_t *)"0123456789", i);
    event_bytes_append_scalar(path_of(files[0]), 1000, 1, "a", 1);
    struct run *run = find(&runs, "first");
    assert_int_equal(run->checkpoints, 2);
    assert_true(run->checkpoint[0].iteration == 900 && run->checkpoint[0].bytes == 4);
    assert_true(run->checkpoint[1].iteration == 1000 && run->checkpoint[1].bytes == 5);
    assert_false(run->has_blueprint);
    assert_true(run_is_live(run, 1059));
    assert_false(run_is_live(run, 1061));
    file_bytes_write(path_of(files[7]), (const uint8_t *)"", 0);
    run_read(run);
    assert_true(run->has_blueprint);
    assert_false(run_is_live(run, 1001));
    double written;
    assert_true(file_time(path_of(files[7]), &written));
    event_bytes_append_scalar(path_of(files[0]), written + 0.9, 2, "a", 1);
    run_read(run);
    assert_false(run_is_live(run, written + 2));
    event_bytes_append_scalar(path_of(files[0]), written + 30, 3, "a", 1);
    run_read(run);
    assert_true(run_is_live(run, written + 31));
    assert_false(run_is_live(find(&runs, "second"), 1000));
    runs_close(&runs);
}

/* --- answers --- */

static struct query make_query(unsigned count, const char *const pairs[])
{
    struct query query = {.count = count};
    for (unsigned i = 0; i < count; i++) {
        query.name[i] = pairs[2 * i];
        query.value[i] = pairs[2 * i + 1];
    }
    return query;
}

static void assert_answers(struct server *server, endpoint *answer, const struct query *query, const char *expected)
{
    cJSON *json = cJSON_CreateObject();
    if (!answer(server, query, json, &failure))
        fail_msg("%s", failure.text);
    char *text = cJSON_PrintUnformatted(json);
    assert_string_equal(text, expected);
    free(text);
    cJSON_Delete(json);
}

static void what_is_answered(void **state)
{
    (void)state;
    struct server server = {.runs = {.logdir = LOGDIR}};
    const struct query none = {0}, first = make_query(1, (const char *const[]){"run", "first"});
    const struct query later = make_query(2, (const char *const[]){"after", "1764000000.1234567", "run", "first"});
    const struct query outside = make_query(1, (const char *const[]){"run", "../runs_test.outside"});
    const struct query bad = make_query(2, (const char *const[]){"run", "first", "after", "noon"});
    file_bytes_write(path_of(files[4]), (const uint8_t *)"0123456789", 10);
    event_bytes_append_scalar(path_of(files[0]), 1764000000.1234567, 1, "a \"b\"", 0.1F);
    event_bytes_append_scalar(path_of(files[0]), 1764000000.1234567, 1, "c", INFINITY);
    event_bytes_append_scalar(path_of(files[0]), 1764000001.5, 2, "a \"b\"", -3e8F);
    assert_answers(&server, runs_answer, &none,
                   "{\"runs\":[{\"name\":\"first\",\"checkpoints\":[{\"iteration\":900,\"bytes\":10}],"
                   "\"has_blueprint\":false,\"is_live\":false,\"started\":1764000000.1234567,\"updated\":1764000001.5,"
                   "\"paused\":0,"
                   "\"iteration\":2},{\"name\":\"second\",\"checkpoints\":[],\"has_blueprint\":false,"
                   "\"is_live\":false,\"started\":null,\"updated\":null,\"paused\":null,\"iteration\":null}]}");
    assert_answers(&server, run_answer, &first,
                   "{\"run\":\"first\",\"starts\":[],\"damage\":[],\"series\":{\"a "
                   "\\\"b\\\"\":{\"time\":[1764000000.1234567,1764000001.5],"
                   "\"step\":[1,2],\"value\":[0.100000001,-300000000]},"
                   "\"c\":{\"time\":[1764000000.1234567],\"step\":[1],\"value\":[null]}}}");
    assert_answers(&server, run_answer, &later,
                   "{\"run\":\"first\",\"starts\":[],\"damage\":[],\"series\":{\"a "
                   "\\\"b\\\"\":{\"time\":[1764000001.5],\"step\":[2],"
                   "\"value\":[-300000000]}}}");
    cJSON *json = cJSON_CreateObject();
    assert_false(run_answer(&server, &outside, json, &failure));
    assert_string_equal(failure.text, "there is no run '../runs_test.outside'");
    assert_false(run_answer(&server, &bad, json, &failure));
    assert_non_null(strstr(failure.text, "after must be a number"));
    cJSON_Delete(json);
    /* An hour ahead, so that it is recent however long it takes to ask. */
    event_bytes_append_scalar(path_of(files[1]), clock_wall_seconds() + 3600, 3, "c", 1);
    assert_true(runs_answer(&server, &none, json = cJSON_CreateObject(), &failure));
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(cJSON_GetObjectItem(json, "runs")->child, "is_live")));
    cJSON_Delete(json);
    runs_close(&server.runs);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_logdir, remove_logdir)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_come_from_the_listing),
        TEST(names_that_are_no_text_have_keys),
        TEST(files_are_read_on),
        TEST(another_run_takes_the_folder),
        TEST(what_a_resumption_left_is_dropped),
        TEST(damaged_records_are_left_out_and_said),
        TEST(what_is_no_file_is_left_alone),
        TEST(other_files_are_seen),
        TEST(the_number_of_tags_is_bounded),
        TEST(what_is_answered),
    };
    return cmocka_run_group_tests_name("runs", tests, NULL, NULL);
}
