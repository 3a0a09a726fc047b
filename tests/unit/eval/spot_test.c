/* Spots and charts: who acts, what actions are called and lead to, and that a hand's strategy lands in its
 * cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/chart.h"
#include "eval/line.h"
#include "unit/eval/fixture.h"

#include <math.h>

static const char path[] = "spot_test.holdem";

static void reopen(const struct fixture *fixture, struct blueprint *blueprint)
{
    struct failure failure;
    fixture_write(fixture, path);
    must(blueprint_open(path, blueprint, &failure), &failure);
    must(blueprint_open_buckets(blueprint, NULL, &failure), &failure);
    remove(path);
}

/* Gives one information set shares in percent. */
static void put(struct fixture *fixture, const struct node *node, const char *text, const double shares[])
{
    card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    size_t count;
    assert_true(cards_parse(text, cards, sizeof cards, &count));
    bucket_id bucket = abstraction_bucket(&fixture->abstraction, node->street, cards);
    for (unsigned a = 0; a < node->actions; a++)
        table_store(fixture_sum(fixture, node, bucket, a), (float)shares[a]);
}

static void read_all(FILE *file, char text[], size_t size)
{
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void kuhn_is_a_table(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct failure failure;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    const struct node *node = fixture_node(&fixture, "cr");
    put(&fixture, node, "As", (double[]){0, 1});
    put(&fixture, node, "Ks", (double[]){1, 2});
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "cr", NULL, &spot, &failure), &failure);
    assert_string_equal(spot.player.text, "player 1");
    assert_int_equal(spot.pot, 3);
    assert_int_equal(spot.to_call, 1);
    assert_int_equal(spot.actions, 2);
    assert_string_equal(spot.action[0].name, "fold");
    assert_string_equal(spot.action[1].name, "call 1");
    assert_string_equal(spot.action[1].next, "");
    assert_int_equal(spot.groups, 3);
    assert_string_equal(spot.group[0].name, "A");
    assert_string_equal(spot.group[1].name, "K");
    assert_true(fabs(spot.group[0].strategy[1] - 1) < 1e-9);
    assert_true(fabs(spot.group[1].strategy[1] - 2.0 / 3) < 2e-5);
    assert_true(spot.group[2].uniform && !spot.group[1].uniform);
    assert_true(fabs(spot.action[1].frequency - (1 + 2.0 / 3 + 0.5) / 3) < 2e-5);
    FILE *file = tmpfile();
    char text[8192];
    struct chart_style style = {.width = 80};
    chart_print_hands(file, &spot, -1, &style);
    read_all(file, text, sizeof text);
    assert_non_null(strstr(text, "  hand     fold   call 1\n"));
    assert_non_null(strstr(text, "  K       33.3%    66.7%\n"));
    assert_non_null(strstr(text, "  Q       50.0%    50.0%  -\n"));
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* On Leduc's second street the two suits of a rank are different hands only beside a board of one of the
 * suits. */
static void leduc_needs_a_board(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct failure failure;
    fixture_open(&fixture, "leduc", LEDUC_TEXT);
    fixture_fill(&fixture);
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "", NULL, &spot, &failure), &failure);
    assert_int_equal(spot.groups, 3);
    assert_int_equal(spot.group[0].combos, 2);
    assert_string_equal(spot.action[0].next, "c");
    spot_close(&spot);
    must(spot_open(&blueprint, "c", NULL, &spot, &failure), &failure);
    assert_string_equal(spot.action[0].next, "cc/");
    spot_close(&spot);
    assert_false(spot_open(&blueprint, "cc/", NULL, &spot, &failure));
    assert_non_null(strstr(failure.text, "needs a board of 1 card"));
    assert_false(spot_open(&blueprint, "cc/", "2h", &spot, &failure));
    assert_non_null(strstr(failure.text, "has no 2h"));
    assert_false(spot_open(&blueprint, "cc/", "xx", &spot, &failure));
    must(spot_open(&blueprint, "cc/", "Kh", &spot, &failure), &failure);
    unsigned combos = 0;
    for (unsigned g = 0; g < spot.groups; g++)
        combos += spot.group[g].combos;
    assert_int_equal(combos, 5);
    assert_string_equal(spot.action[1].name, "bet 4");
    bucket_id bucket;
    double strategy[MENU_ACTIONS];
    assert_false(spot_hand(&spot, "Kh", &bucket, strategy, &failure));
    assert_non_null(strstr(failure.text, "on the board"));
    assert_false(spot_hand(&spot, "KhKs", &bucket, strategy, &failure));
    must(spot_hand(&spot, "Ks", &bucket, strategy, &failure), &failure);
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* However the user wrote it, and the line to it can be followed. */
static void sequences_have_a_slash_before_each_street(void **state)
{
    (void)state;
    static const char *const written[] = {"crc/r", "crcr", "crc//r"};
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct line line;
    struct failure failure;
    fixture_open(&fixture, "leduc", LEDUC_TEXT);
    fixture_fill(&fixture);
    reopen(&fixture, &blueprint);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        must(spot_open(&blueprint, written[i], "Kh", &spot, &failure), &failure);
        assert_string_equal(spot.sequence, "crc/r");
        line_open(&spot, &line);
        assert_int_equal(line.steps, 4);
        assert_string_equal(line.step[3].sequence, "crc/");
        line_close(&line);
        spot_close(&spot);
    }
    assert_false(spot_open(&blueprint, "/crc/r", "Kh", &spot, &failure));
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* Without limit sizes are written, and a sequence that does not fit is refused before it is followed. */
static void sequences_without_limit(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct failure failure;
    char slashes[300];
    fixture_open(&fixture, "small", SMALL_FLOP_TEXT);
    fixture_fill(&fixture);
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "r200c", "Ah", &spot, &failure), &failure);
    assert_string_equal(spot.sequence, "r200c/");
    spot_close(&spot);
    memset(slashes, '/', sizeof slashes);
    memcpy(slashes, "cc", 2);
    slashes[sizeof slashes - 1] = '\0';
    assert_false(spot_open(&blueprint, slashes, "Ah", &spot, &failure));
    assert_non_null(strstr(failure.text, "too long"));
    assert_false(spot_open(&blueprint, "cc/", "", &spot, &failure));
    assert_non_null(strstr(failure.text, "needs a board of 1 card (--board), not 0"));
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

static void bad_sequences_say_where_and_what(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct failure failure;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    reopen(&fixture, &blueprint);
    assert_false(spot_open(&blueprint, "cx", NULL, &spot, &failure));
    assert_non_null(strstr(failure.text, "cx"));
    assert_false(spot_open(&blueprint, "cc", NULL, &spot, &failure));
    assert_non_null(strstr(failure.text, "no decision follows"));
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

static const struct spot_group *find_group(const struct spot *spot, const char *name)
{
    for (unsigned g = 0; g < spot->groups; g++) {
        if (strcmp(spot->group[g].name, name) == 0)
            return &spot->group[g];
    }
    fail_msg("no group %s", name);
    return NULL;
}

static void holdem_is_a_chart(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct failure failure;
    fixture_open(&fixture, "preflop", PREFLOP_TEXT);
    const struct node *root = fixture_node(&fixture, "");
    double shares[MENU_ACTIONS] = {0};
    shares[root->actions - 1] = 1;
    put(&fixture, root, "AsAh", shares);
    shares[0] = 3;
    put(&fixture, root, "KhAh", shares);
    shares[0] = 0;
    shares[1] = 9;
    put(&fixture, root, "2c7d", shares);
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, NULL, NULL, &spot, &failure), &failure);
    unsigned last = spot.actions - 1;
    assert_true(spot.is_grid);
    assert_int_equal(spot.groups, 169);
    assert_string_equal(spot.player.text, "player 2 (small blind)");
    assert_int_equal(spot.pot, 150);
    assert_int_equal(spot.to_call, 50);
    assert_int_equal(spot.action[0].letter, 'F');
    assert_string_equal(spot.action[1].name, "call 50");
    assert_string_equal(spot.action[1].next, "c");
    assert_int_equal(spot.action[last].letter, 'J');
    assert_string_equal(spot.action[last].name, "all-in 2000");
    /* 6 + 4 + 12 combinations */
    assert_int_equal(find_group(&spot, "AA")->combos, 6);
    assert_int_equal(find_group(&spot, "AKs")->combos, 4);
    assert_int_equal(find_group(&spot, "72o")->combos, 12);
    assert_true(spot.group[0].strategy[last] > 0.9999);
    assert_true(fabs(spot.group[1].strategy[0] - 0.75) < 2e-5);
    assert_ptr_equal(find_group(&spot, "AKs"), &spot.group[1]);
    assert_ptr_equal(find_group(&spot, "AKo"), &spot.group[13]);
    assert_true(find_group(&spot, "AKo")->uniform);
    assert_true(fabs(find_group(&spot, "72o")->strategy[1] - 0.9) < 2e-5);
    double uniform = 1.0 / spot.actions, folds = (4 * 0.75 + (1326 - 22) * uniform) / 1326;
    assert_true(fabs(spot.action[0].frequency - folds) < 2e-5);

    FILE *file = tmpfile();
    char text[16384];
    struct chart_style style = {.width = 80};
    chart_print_heading(file, &spot);
    chart_print_hands(file, &spot, -1, &style);
    chart_print_actions(file, &spot, NULL, &style);
    read_all(file, text, sizeof text);
    assert_non_null(strstr(text, "preflop after 1,234 iterations\n"));
    assert_non_null(strstr(text, "\n A  J    F75  -    "));
    assert_null(strchr(text, '\033'));
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        assert_true(length <= 80);
        line += length + (line[length] == '\n');
    }
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* With a board, blocked combinations are left out and names tell the chips of this street. */
static void later_streets_chart_the_combinations_left(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct failure failure;
    fixture_open(&fixture, "small", SMALL_FLOP_TEXT);
    const struct node *node = fixture_node(&fixture, "cc/");
    double shares[MENU_ACTIONS] = {1};
    put(&fixture, node, "AsAhAd", shares);
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "cc", "Ad", &spot, &failure), &failure);
    assert_string_equal(spot.sequence, "cc/");
    assert_int_equal(spot.groups, 16);
    assert_int_equal(find_group(&spot, "AA")->combos, 1);
    assert_int_equal(find_group(&spot, "AKs")->combos, 2);
    assert_int_equal(find_group(&spot, "AKo")->combos, 4);
    assert_int_equal(find_group(&spot, "KK")->combos, 3);
    assert_true(find_group(&spot, "AA")->strategy[0] > 0.9999);
    assert_string_equal(spot.action[0].name, "check");
    assert_int_equal(spot.street_start, 100);
    assert_string_equal(spot.action[spot.actions - 1].name, "all-in 300");
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kuhn_is_a_table),
        cmocka_unit_test(leduc_needs_a_board),
        cmocka_unit_test(sequences_have_a_slash_before_each_street),
        cmocka_unit_test(sequences_without_limit),
        cmocka_unit_test(bad_sequences_say_where_and_what),
        cmocka_unit_test(holdem_is_a_chart),
        cmocka_unit_test(later_streets_chart_the_combinations_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
