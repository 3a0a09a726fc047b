/* Filters: what they leave of probabilities, and how they are read in front of a name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/filter.h"
#include "unit/eval/fixture.h"

#include <math.h>

enum { MOST_ACTIONS = 6, ROWS = 2000 };

static struct game holdem, leduc;

static int read_games(void **state)
{
    static const char text[] =
        "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 20000 20000\nblind = 100 50\nfirstPlayer = 2 1 1 1\n"
        "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n";
    struct failure failure;
    (void)state;
    must(game_parse("holdem", text, &holdem, &failure), &failure);
    must(game_parse("leduc", LEDUC_TEXT, &leduc, &failure), &failure);
    return 0;
}

static struct filters parse(const char *name)
{
    struct filters filters;
    struct failure failure;
    must(filter_parse(name, &holdem, &filters, NULL, &failure), &failure);
    return filters;
}

static void assert_leaves(const char *name, unsigned street, const double before[], unsigned actions,
                          const double after[])
{
    struct filters filters = parse(name);
    double probability[MOST_ACTIONS];
    memcpy(probability, before, actions * sizeof *probability);
    filter_apply(&filters, street, probability, actions);
    for (unsigned a = 0; a < actions; a++) {
        if (fabs(probability[a] - after[a]) > 1e-15)
            fail_msg("%s: %.17g instead of %.17g", name, probability[a], after[a]);
    }
}

#define ASSERT_LEAVES(name, street, before, ...)                                                                       \
    assert_leaves(name, street, before, sizeof(before) / sizeof *(before), (const double[]){__VA_ARGS__})

static void purification_leaves_the_most_probable(void **state)
{
    (void)state;
    static const double one[] = {0.2, 0.5, 0.3}, tie[] = {0.4, 0.2, 0.4}, even[] = {0.25, 0.25, 0.25, 0.25};
    static const double raises[] = {0.4, 0, 0.2, 0.2, 0.2};
    ASSERT_LEAVES("purify:x", 0, one, 0, 1, 0);
    ASSERT_LEAVES("purify:x", 3, tie, 0.5, 0, 0.5);
    ASSERT_LEAVES("purify:x", 0, even, 0.25, 0.25, 0.25, 0.25);
    /* Action by action: three raises do not add up. */
    ASSERT_LEAVES("purify:x", 0, raises, 1, 0, 0, 0, 0);
}

static void a_threshold_takes_out_what_is_below_it(void **state)
{
    (void)state;
    static const double row[] = {0.05, 0.15, 0.8}, all_below[] = {0.4, 0.2, 0.4};
    ASSERT_LEAVES("threshold=0.05:x", 0, row, 0.05, 0.15, 0.8);
    ASSERT_LEAVES("threshold=0.051:x", 0, row, 0, 0.15 / 0.95, 0.8 / 0.95);
    ASSERT_LEAVES("threshold=0.2:x", 0, row, 0, 0, 1);
    ASSERT_LEAVES("threshold=1:x", 0, row, 0, 0, 1);
    ASSERT_LEAVES("threshold=0.5:x", 0, all_below, 0.5, 0, 0.5);
}

static void the_innermost_is_applied_first(void **state)
{
    (void)state;
    /* 0.1 goes first, and what is left of 0.44 reaches 0.45: 0.44 / 0.9 = 0.488... */
    static const double row[] = {0.44, 0.1, 0.46};
    ASSERT_LEAVES("threshold=0.45:threshold=0.2:x", 0, row, 0.44 / 0.9, 0, 0.46 / 0.9);
    ASSERT_LEAVES("threshold=0.2:threshold=0.45:x", 0, row, 0, 0, 1);
    ASSERT_LEAVES("purify@river:threshold=0.2:x", 0, row, 0.44 / 0.9, 0, 0.46 / 0.9);
    ASSERT_LEAVES("purify@river:threshold=0.2:x", 3, row, 0, 0, 1);
    ASSERT_LEAVES("threshold=0.2@flop,turn:plain:x", 2, row, 0.44 / 0.9, 0, 0.46 / 0.9);
    ASSERT_LEAVES("threshold=0.2@flop,turn:plain:x", 3, row, 0.44, 0.1, 0.46);
}

/* --- laws --- */

static unsigned draw_row(struct random_stream *stream, double row[MOST_ACTIONS])
{
    unsigned actions = 1 + random_below(stream, MOST_ACTIONS);
    double sum = 0;
    for (unsigned a = 0; a < actions; a++)
        sum += row[a] = random_below(stream, 5) == 0 ? 0 : 1 + random_below(stream, 9);
    for (unsigned a = 0; a < actions; a++)
        row[a] = sum > 0 ? row[a] / sum : 1.0 / actions;
    return actions;
}

static bool is_even(const double row[], unsigned actions)
{
    unsigned a = 1;
    while (a < actions && row[a] == row[0])
        a++;
    return a == actions;
}

/* Sums stay 1, nothing grows that was less probable, even rows stay, and a filter has no more to do a second time. */
static void assert_laws(const char *name, const double row[], unsigned actions)
{
    struct filters filters = parse(name);
    double first[MOST_ACTIONS], again[MOST_ACTIONS], sum = 0;
    memcpy(first, row, sizeof first);
    filter_apply(&filters, 2, first, actions);
    memcpy(again, first, sizeof again);
    filter_apply(&filters, 2, again, actions);
    for (unsigned a = 0; a < actions; a++) {
        sum += first[a];
        assert_true(fabs(first[a] - again[a]) < 1e-15);
        for (unsigned b = 0; b < actions; b++)
            assert_true(row[a] < row[b] ? first[a] <= first[b] : row[a] > row[b] || first[a] == first[b]);
    }
    assert_true(fabs(sum - 1) < 1e-14);
    if (is_even(row, actions))
        assert_memory_equal(first, row, actions * sizeof *first);
}

static void laws_hold_for_every_row(void **state)
{
    static const char *const names[] = {"purify:x",      "threshold=0.05:x", "threshold=0.3:x",
                                        "threshold=1:x", "plain:x",          "purify:threshold=0.2:x"};
    static const char *const same[] = {"plain:x", "threshold=0:x", "purify@flop:threshold=0.9@river:x", "x"};
    struct random_stream stream = random_stream_at(1, 2, 3);
    (void)state;
    for (unsigned n = 0; n < ROWS; n++) {
        double row[MOST_ACTIONS], after[MOST_ACTIONS];
        unsigned actions = draw_row(&stream, row);
        for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
            assert_laws(names[i], row, actions);
        for (unsigned i = 0; i < sizeof same / sizeof *same; i++) {
            struct filters filters = parse(same[i]);
            memcpy(after, row, sizeof row);
            filter_apply(&filters, 2, after, actions);
            assert_memory_equal(after, row, actions * sizeof *row);
        }
    }
}

/* --- names --- */

static void what_is_no_filter_belongs_to_the_name(void **state)
{
    static const struct {
        const char *name, *rest;
        unsigned count;
    } expected[] = {
        {"run", "run", 0},
        {"purify", "purify", 0},
        {"threshold=0.05", "threshold=0.05", 0},
        {"C:\\runs\\first", "C:\\runs\\first", 0},
        {"purify:C:\\runs\\first", "C:\\runs\\first", 1},
        {"./purify:x", "./purify:x", 0},
        {"purify:./purify:x", "./purify:x", 1},
        {"purify@river:threshold=0.1:plain:a=b@c:d", "a=b@c:d", 3},
        {"purified:x", "purified:x", 0},
        {"Purify:x", "Purify:x", 0},
        {"purify:random", "random", 1},
    };
    (void)state;
    for (unsigned i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct filters filters;
        struct failure failure;
        const char *rest;
        must(filter_parse(expected[i].name, &holdem, &filters, &rest, &failure), &failure);
        assert_string_equal(rest, expected[i].rest);
        assert_int_equal(filters.count, expected[i].count);
    }
}

static void streets_are_those_of_the_game(void **state)
{
    struct filters filters;
    struct failure failure;
    (void)state;
    assert_int_equal(parse("purify@turn,river:x").filter[0].streets, 1 << 2 | 1 << 3);
    must(filter_parse("purify@round2:x", &leduc, &filters, NULL, &failure), &failure);
    assert_int_equal(filters.filter[0].streets, 1 << 1);
    assert_false(filter_parse("purify@river:x", &leduc, &filters, NULL, &failure));
    assert_string_equal(failure.text, "purify@river:x: there is no street 'river'; there are round1, round2");
    assert_true(filter_parse("purify@river:x", NULL, &filters, NULL, &failure));
}

static void failures_name_the_part_that_is_wrong(void **state)
{
    static const struct {
        const char *name, *failure;
    } expected[] = {
        {"threshold:x", "threshold:x: threshold needs a probability: threshold=0.05:FILE"},
        {"threshold=:x", "threshold=:x: threshold needs a probability from 0 to 1, not '': threshold=0.05:FILE"},
        {"threshold=0.1x@flop:y",
         "threshold=0.1x@flop:y: threshold needs a probability from 0 to 1, not '0.1x': threshold=0.05:FILE"},
        {"purify:threshold=5:x",
         "purify:threshold=5:x: threshold needs a probability from 0 to 1, not '5': threshold=0.05:FILE"},
        {"threshold=-0.1:x",
         "threshold=-0.1:x: threshold needs a probability from 0 to 1, not '-0.1': threshold=0.05:FILE"},
        {"threshold=nan:x",
         "threshold=nan:x: threshold needs a probability from 0 to 1, not 'nan': threshold=0.05:FILE"},
        {"purify=1:x", "purify=1:x: purify takes no number, and '1' was given: purify:FILE"},
        {"purify@:x", "purify@:x: there is no street ''; there are preflop, flop, turn, river"},
        {"purify@trun:x",
         "purify@trun:x: there is no street 'trun'; there are preflop, flop, turn, river; did you mean 'turn'?"},
        {"purify@flop,:x", "purify@flop,:x: there is no street ''; there are preflop, flop, turn, river"},
        {"purify:", "purify:: no file is named: purify:FILE"},
        {"plain:plain:plain:plain:plain:plain:plain:plain:plain:x",
         "plain:plain:plain:plain:plain:plain:plain:plain:plain:x: more than 8 one on top of the other"},
    };
    (void)state;
    for (unsigned i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct filters filters;
        struct failure failure;
        assert_false(filter_parse(expected[i].name, &holdem, &filters, NULL, &failure));
        assert_string_equal(failure.text, expected[i].failure);
    }
}

static void a_word_that_is_no_filter_leads_on(void **state)
{
    static const struct {
        const char *rest, *said;
    } expected[] = {
        {"treshold=0.1:x", "no; 'treshold' is not purify, threshold or plain; did you mean 'threshold'?"},
        {"pure:x", "no; 'pure' is not purify, threshold or plain"},
        {"C:\\runs", "no"},
        {"runs/a:b", "no"},
        {"run", "no"},
        {"run@home", "no"},
    };
    (void)state;
    for (unsigned i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct failure failure = {"no", 0};
        assert_false(filter_lead_on(expected[i].rest, &failure));
        assert_string_equal(failure.text, expected[i].said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(purification_leaves_the_most_probable),
        cmocka_unit_test(a_threshold_takes_out_what_is_below_it),
        cmocka_unit_test(the_innermost_is_applied_first),
        cmocka_unit_test(laws_hold_for_every_row),
        cmocka_unit_test(what_is_no_filter_belongs_to_the_name),
        cmocka_unit_test(streets_are_those_of_the_game),
        cmocka_unit_test(failures_name_the_part_that_is_wrong),
        cmocka_unit_test(a_word_that_is_no_filter_leads_on),
    };
    return cmocka_run_group_tests_name("filters", tests, read_games, NULL);
}
