/* Spots and charts: who acts, what actions are called and lead to, and that a hand's strategy lands in its
 * cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/chart.h"
#include "eval/line.h"
#include "support/cards.h"
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
    chart_print_hands(file, &spot, NULL, &style);
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
    struct spot_hand hand;
    assert_false(spot_find_hand(&spot, "Kh", &hand, &failure));
    assert_non_null(strstr(failure.text, "on the board"));
    assert_false(spot_find_hand(&spot, "KhKs", &hand, &failure));
    assert_non_null(strstr(failure.text, "no hand of 1 card"));
    must(spot_find_hand(&spot, "Ks", &hand, &failure), &failure);
    assert_false(hand.is_group);
    must(spot_find_hand(&spot, "k", &hand, &failure), &failure);
    assert_true(hand.is_group && hand.combos == 1 && hand.one_bucket);
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
    struct line line;
    line_open(&spot, &line);
    line_tell(&spot, &line);
    line_close(&line);
    chart_print_heading(file, &spot, &style);
    chart_print_hands(file, &spot, NULL, &style);
    chart_print_actions(file, &spot, NULL, &style);
    read_all(file, text, sizeof text);
    assert_non_null(strstr(text, "preflop after 1,234 iterations\n"));
    assert_non_null(strstr(text, "\n A  J?   F75? -    "));
    assert_null(strchr(text, '\033'));
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        assert_true(length <= 80);
        at += length + (at[length] == '\n');
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

/* Raises of all sizes are one choice at first, amounts are in big blinds; sizes and chips on request. */
static void raises_are_summed(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct spot_hand hand;
    struct failure failure;
    char text[16384];
    fixture_open(&fixture, "preflop", PREFLOP_TEXT);
    const struct node *root = fixture_node(&fixture, "");
    assert_int_equal(root->actions, 6);
    put(&fixture, root, "AsAh", (double[]){0, 32, 20, 30, 18, 0});
    put(&fixture, root, "AsKs", (double[]){0, 30, 5, 5, 0, 60});
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "", NULL, &spot, &failure), &failure);
    assert_int_equal(spot.choices, 3);
    assert_int_equal(spot.choice[2].count, 4);
    must(spot_find_hand(&spot, "AA", &hand, &failure), &failure);
    assert_true(fabs(spot_raise_total(&spot, hand.strategy) - 0.68) < 1e-4);
    assert_true(fabs(spot_share(&spot.choice[2], hand.strategy) - 0.68) < 1e-4);

    FILE *file = tmpfile();
    struct chart_style style = {.width = 80};
    chart_print_heading(file, &spot, &style);
    chart_print_hands(file, &spot, NULL, &style);
    chart_print_hand(file, &spot, &hand, &style);
    chart_print_actions(file, &spot, hand.strategy, &style);
    read_all(file, text, sizeof text);
    assert_non_null(strstr(text, "pot 1.5 bb, 0.5 to call\n"));
    /* Most of AKs' raise is all-in, which it says. */
    assert_non_null(strstr(text, "\n A  R68  J70  -"));
    assert_non_null(strstr(text, "\nAA: 6 combinations (bucket 168; there are 169)\n"));
    assert_non_null(strstr(text, "  C  call 0.5 bb           32.0 %  #######"));
    assert_non_null(strstr(text, "  R  raise                 68.0 %  ###############\n"));
    assert_non_null(strstr(text, "       raise to 2.5 bb     30.0 %                          r250\n"));

    file = tmpfile();
    style = (struct chart_style){.width = 80, .sizes = true, .unit = AMOUNT_CHIPS};
    chart_print_heading(file, &spot, &style);
    chart_print_hands(file, &spot, NULL, &style);
    chart_print_actions(file, &spot, hand.strategy, &style);
    read_all(file, text, sizeof text);
    assert_non_null(strstr(text, "pot 150, 50 to call\n"));
    assert_non_null(strstr(text, "\n A  C32  J60  -"));
    assert_non_null(strstr(text, "  b  raise to 250          30.0 %  #######"));
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* Classes are named as players do, and what cannot be is refused in a line that says how hands are written. */
static void hands_are_found_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
        unsigned combos;
    } hands[] = {{"AKs", "AKs", 2}, {"kao", "AKo", 4}, {"AsKh", "AsKh", 1}, {"aa", "AA", 1}};
    static const char *const wrong[] = {"AK", "AKx", "", "AhKsQs", "72o", "AAs", "ahkh"};
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct spot_hand hand;
    struct failure failure;
    fixture_open(&fixture, "small", SMALL_FLOP_TEXT);
    fixture_fill(&fixture);
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "cc", "Ad", &spot, &failure), &failure);
    for (size_t i = 0; i < sizeof hands / sizeof *hands; i++) {
        must(spot_find_hand(&spot, hands[i].text, &hand, &failure), &failure);
        assert_string_equal(hand.name, hands[i].name);
        assert_int_equal(hand.combos, hands[i].combos);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(spot_find_hand(&spot, wrong[i], &hand, &failure));
        assert_non_null(strstr(failure.text, "is no hand of 2 cards (written as in AhKs, or as a class"));
        assert_null(strchr(failure.text, '\n'));
    }
    assert_false(spot_find_hand(&spot, "AdKh", &hand, &failure));
    assert_string_equal(failure.text, "'AdKh' is no hand: Ad is on the board");
    assert_false(spot_find_hand(&spot, "AhAh", &hand, &failure));
    assert_string_equal(failure.text, "'AhAh' is no hand: Ah is given twice");
    assert_false(spot_find_hand(&spot, "Ah2h", &hand, &failure));
    assert_string_equal(failure.text, "'Ah2h' is no hand: the deck of small has no 2h");
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* How often the actions are taken is weighed by how each hand comes to the spot. */
static void totals_are_weighed_by_range(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct line line;
    struct failure failure;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    /* Only the ace and half of the kings check; then the ace calls a bet, and the king three times of four. */
    put(&fixture, fixture_node(&fixture, ""), "As", (double[]){1, 0});
    put(&fixture, fixture_node(&fixture, ""), "Ks", (double[]){1, 1});
    put(&fixture, fixture_node(&fixture, ""), "Qs", (double[]){0, 1});
    put(&fixture, fixture_node(&fixture, "cr"), "As", (double[]){0, 1});
    put(&fixture, fixture_node(&fixture, "cr"), "Ks", (double[]){1, 3});
    put(&fixture, fixture_node(&fixture, "c"), "As", (double[]){0, 1});
    put(&fixture, fixture_node(&fixture, "c"), "Ks", (double[]){1, 0});
    put(&fixture, fixture_node(&fixture, "c"), "Qs", (double[]){0, 1});
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "cr", NULL, &spot, &failure), &failure);
    assert_true(fabs(spot.action[1].weighted - spot.action[1].frequency) < 1e-9);
    line_open(&spot, &line);
    line_tell(&spot, &line);
    /* A queen bets against both, an ace against the king: ace 1 x 1, king 1/2 x 2. */
    assert_true(fabs(spot.action[1].weighted - 1.75 / 2) < 1e-4);
    assert_true(fabs(spot.action[1].frequency - 2.25 / 3) < 1e-4);
    line_close(&line);
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* The rarer of being learnt (the opponent comes here) and being counted (the hand itself does) is what is known. */
static void visits_follow_from_the_reaches(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct line line;
    struct failure failure;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    put(&fixture, fixture_node(&fixture, ""), "As", (double[]){1, 3});
    put(&fixture, fixture_node(&fixture, "c"), "As", (double[]){0, 1});
    put(&fixture, fixture_node(&fixture, "c"), "Ks", (double[]){1, 0});
    put(&fixture, fixture_node(&fixture, "c"), "Qs", (double[]){1, 0});
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "cr", NULL, &spot, &failure), &failure);
    assert_true(spot.combo[0].visits == SPOT_VISITS_UNKNOWN);
    line_open(&spot, &line);
    line_tell(&spot, &line);
    /* Of 1,234 iterations a third deal the ace, which checks once in four; a third of the opponents bet. */
    assert_true(fabs(spot.group[0].visits - 1234.0 / 3 / 4) < 0.1);
    assert_true(fabs(spot.group[1].visits - 1234.0 / 3 / 3) < 0.1);
    line_close(&line);
    spot_close(&spot);
    snprintf(blueprint.sampler, sizeof blueprint.sampler, "full");
    must(spot_open(&blueprint, "cr", NULL, &spot, &failure), &failure);
    line_open(&spot, &line);
    line_tell(&spot, &line);
    assert_true(spot.group[0].visits == SPOT_VISITS_UNKNOWN);
    line_close(&line);
    spot_close(&spot);
    snprintf(blueprint.sampler, sizeof blueprint.sampler, "external");
    must(filter_read("purify", NULL, &blueprint.filters, &failure), &failure);
    must(spot_open(&blueprint, "cr", NULL, &spot, &failure), &failure);
    line_open(&spot, &line);
    line_tell(&spot, &line);
    assert_true(spot.group[0].visits == SPOT_VISITS_UNKNOWN);
    line_close(&line);
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* A mixture of few visits is undecided, the same one of many is mixed, and what is nearly always done is decided. */
static void few_visits_are_told_from_mixing(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct line line;
    struct failure failure;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    put(&fixture, fixture_node(&fixture, ""), "As", (double[]){1, 3});
    put(&fixture, fixture_node(&fixture, ""), "Ks", (double[]){1, 30});
    reopen(&fixture, &blueprint);
    must(spot_open(&blueprint, "", NULL, &spot, &failure), &failure);
    line_open(&spot, &line);
    line_tell(&spot, &line);
    assert_true(spot.group[0].doubtful);
    assert_false(spot.group[1].doubtful);
    assert_true(spot.group[2].doubtful && spot.group[2].uniform);
    blueprint.iterations = 3 * 20001;
    line_tell(&spot, &line);
    assert_false(spot.group[0].doubtful);
    assert_true(spot.group[2].doubtful);
    blueprint.iterations = 3;
    line_tell(&spot, &line);
    assert_true(spot.group[1].doubtful);
    line_close(&line);
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
        cmocka_unit_test(raises_are_summed),
        cmocka_unit_test(hands_are_found_by_name),
        cmocka_unit_test(totals_are_weighed_by_range),
        cmocka_unit_test(visits_follow_from_the_reaches),
        cmocka_unit_test(few_visits_are_told_from_mixing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
