/* Files of histories: endings, numbering on from whatever is there, what is refused, and that hands come whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/file.h"
#include "play/history_file.h"
#include "support/games.h"

#include <string.h>

static struct game game;
static struct failure failure;
static const struct action fold = {ACTION_FOLD, 0};

static struct history_hand folded(void)
{
    return (struct history_hand){
        .game = &game, .number = 4, .name = {"Ann", "Bob"}, .actions = 1, .action = &fold, .board_cards = 0};
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void get(const char *path, char text[], size_t size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void append_to(const char *path)
{
    struct history_file history;
    struct history_hand hand = folded();
    if (!history_file_open(NULL, &history, path, &game, 1, &failure) ||
        !history_file_write(&history, &hand, &failure) || !history_file_close(&history, true, &failure))
        fail_msg("%s", failure.text);
}

static void refuses(const char *path, uint64_t hands, const char *reason)
{
    struct history_file history;
    assert_false(history_file_open(NULL, &history, path, &game, hands, &failure));
    if (!strstr(failure.text, reason))
        fail_msg("'%s' instead of '%s'", failure.text, reason);
}

static void endings_say_what_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *path, *begin;
    } files[] = {{"h.phhs", "[1]\nvariant"}, {"h.PHHS", "[1]\nvariant"}, {"h.x.Phh", "variant"},
                 {"h.acpc", "STATE:4:f"},    {"h.LOG", "STATE:4:f"},     {"h", "STATE:4:f"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char text[2048];
        remove(files[i].path);
        append_to(files[i].path);
        get(files[i].path, text, sizeof text);
        assert_memory_equal(text, files[i].begin, strlen(files[i].begin));
        remove(files[i].path);
    }
    refuses("h.holdem", 1, "h.holdem: hands go into files that end in .phhs");
    refuses("a.phhs/h.txt", 1, "hands go into");
    assert_false(file_exists("h.holdem"));
}

static void hands_are_numbered_on(void **state)
{
    (void)state;
    static const struct {
        const char *before, *header;
    } files[] = {
        {"", "\n[1]\n"},
        {"# nothing yet\n", "\n[1]\n"},
        {"[1]\na = 1\n[2]\na = 1\n", "\n[3]\n"},
        {"[7]\n[3]\n", "\n[8]\n"},
        {"  [ \"12\" ] # twelve\r\nactions = [\n  \"a\", [\n[99]\n], # ]\n]\n", "\n[13]\n"},
        {"[name]\nplayers = [\"\\\"]\", '[5]\\']\n# [6]\n", "\n[1]\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char text[4096] = "\n";
        put("h.phhs", files[i].before);
        append_to("h.phhs");
        get("h.phhs", text + 1, sizeof text - 1);
        assert_memory_equal(text + 1, files[i].before, strlen(files[i].before));
        if (!strstr(text + strlen(files[i].before), files[i].header))
            fail_msg("'%s' where %s was expected", text, files[i].header);
    }
    remove("h.phhs");
}

static void what_would_not_stay_a_history_is_refused(void **state)
{
    (void)state;
    put("h.phhs", "[1]\nactions = [\n  \"d dh");
    refuses("h.phhs", 0, "its last hand is not whole");
    put("h.phhs", "[1]\nactions = [\n");
    refuses("h.phhs", 0, "its last hand is not whole");
    put("h.phhs", "variant = \"NT\"\n");
    refuses("h.phhs", 0, "something else than numbered hands");
    put("h.log", "HOLDEM\n1");
    refuses("h.log", 0, "something else than hands");
    put("h.log", "STATE:0:f:|:1|-1:a|b\nSTATE:1:r3");
    refuses("h.log", 0, "its last hand is not whole");
    put("h.phh", "variant = \"NT\"\n");
    refuses("h.phh", 1, "there is one already");
    remove("h.phh");
    refuses("h.phh", 2, "a .phh is one hand; a .phhs holds several");
    refuses("h.phh", 0, "a .phh is one hand");
    put("h.log", "STATE:0:f:|:1|-1:a|b\n");
    file_note_input("h.log");
    refuses("./h.log", 0, "h.log");
    remove("h.phhs");
    remove("h.log");
}

static void a_second_writer_is_refused(void **state)
{
    (void)state;
    struct history_file first, second;
    struct history_hand hand = folded();
    remove("two.phhs");
    assert_true(history_file_open(NULL, &first, "two.phhs", &game, 0, &failure));
    assert_false(history_file_open(NULL, &second, "two.phhs", &game, 0, &failure));
    assert_non_null(strstr(failure.text, "two.phhs: another program"));
    assert_false(history_file_open(NULL, &second, "./two.phhs", &game, 0, &failure));
    assert_true(history_file_write(&first, &hand, &failure));
    assert_true(history_file_close(&first, true, &failure));
    assert_true(history_file_open(NULL, &second, "two.phhs", &game, 0, &failure));
    assert_int_equal(second.table, 1);
    assert_true(history_file_close(&second, true, &failure));
    remove("two.phhs");
}

static void a_file_that_got_no_hand_is_not_left(void **state)
{
    (void)state;
    struct history_file history;
    remove("none.phhs");
    assert_true(history_file_open(NULL, &history, "none.phhs", &game, 0, &failure));
    assert_false(history_file_close(&history, false, NULL));
    assert_false(file_exists("none.phhs"));
    /* What somebody else has made stays. */
    put("none.phhs", "");
    assert_true(history_file_open(NULL, &history, "none.phhs", &game, 0, &failure));
    assert_true(history_file_close(&history, true, &failure));
    assert_true(file_exists("none.phhs"));
    remove("none.phhs");
}

/* Where the system has such a device. */
static void a_full_disk_is_a_failure(void **state)
{
    (void)state;
    struct history_file history;
    struct history_hand hand = folded();
    if (!file_exists("/dev/full"))
        skip();
    assert_true(history_file_open(NULL, &history, "/dev/full", &game, 0, &failure));
    assert_false(history_file_write(&history, &hand, &failure));
    assert_non_null(strstr(failure.text, "/dev/full: cannot be written: "));
    history_file_close(&history, false, NULL);
}

static int load(void **state)
{
    (void)state;
    games_load("holdem.nolimit.2p.game", &game);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(endings_say_what_is_written),
        cmocka_unit_test(hands_are_numbered_on),
        cmocka_unit_test(what_would_not_stay_a_history_is_refused),
        cmocka_unit_test(a_second_writer_is_refused),
        cmocka_unit_test(a_file_that_got_no_hand_is_not_left),
        cmocka_unit_test(a_full_disk_is_a_failure),
    };
    return cmocka_run_group_tests_name("history_file", tests, load, NULL);
}
