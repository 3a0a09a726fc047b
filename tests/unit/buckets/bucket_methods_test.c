/* Lists of methods: what they choose for each street, and what is wrong with bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "buckets/bucket_methods.h"
#include "buckets/bucket_view.h"

#include <ctype.h>
#include <string.h>

static const struct game four = {
    .name = "four", .players = 2, .rounds = 4, .deck = {5, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}};
static const struct game one = {
    .name = "one", .players = 2, .rounds = 1, .deck = {5, 4}, .hole_cards = 2, .board_cards = {5}};

#define P &bucket_percentile
#define E &bucket_emd
#define O &bucket_ochs
#define N &bucket_potential
#define L &bucket_lossless

static bool parse(const struct game *game, const char *text, const struct bucket_method *method[],
                  struct failure *failure)
{
    struct street_indices indices;
    assert_true(street_indices_init(&indices, game, failure));
    bool parsed = bucket_methods_parse(text, game, &indices, method, failure);
    street_indices_release(&indices);
    return parsed;
}

static void test_lists(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const struct bucket_method *before[4], *wanted[4];
    } cases[] = {
        {"percentile", {E, E, E, O}, {P, P, P, P}},
        {"lossless", {E, E, E, O}, {L, L, L, L}},
        {"emd", {P, P, P, P}, {E, E, E, O}},
        {"potential", {P, P, P, P}, {N, N, N, O}},
        {"ochs", {P, N, E, P}, {P, N, E, O}},
        {"river=ochs", {P, P, P, P}, {P, P, P, O}},
        {"preflop=lossless", {P, P, P, P}, {L, P, P, P}},
        {"flop=potential,turn=emd", {P, P, P, P}, {P, N, E, P}},
        {"emd,river=percentile", {P, P, P, P}, {E, E, E, P}},
        {"river=percentile,emd", {P, P, P, P}, {E, E, E, O}},
        {"potential,preflop=lossless,river=lossless", {P, P, P, P}, {L, N, N, L}},
        {"flop=emd,flop=lossless", {P, P, P, P}, {P, L, P, P}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const struct bucket_method *method[GAME_ROUNDS];
        struct failure failure = {.text = ""};
        for (unsigned s = 0; s < 4; s++)
            method[s] = cases[c].before[s];
        if (!parse(&four, cases[c].text, method, &failure))
            fail_msg("'%s': %s", cases[c].text, failure.text);
        for (unsigned s = 0; s < 4; s++)
            if (method[s] != cases[c].wanted[s])
                fail_msg("'%s': street %u", cases[c].text, s + 1);
    }
}

static void test_a_game_of_one_street(void **state)
{
    (void)state;
    const struct bucket_method *method[GAME_ROUNDS] = {&bucket_percentile};
    struct failure failure = {.text = ""};
    assert_true(parse(&one, "emd", method, &failure));
    assert_ptr_equal(method[0], &bucket_ochs);
    assert_true(parse(&one, "round1=lossless", method, &failure));
    assert_ptr_equal(method[0], &bucket_lossless);
    assert_false(parse(&one, "round1=potential", method, &failure));
    assert_false(parse(&one, "river=ochs", method, &failure));
}

static void test_errors(void **state)
{
    (void)state;
    char none_of[256] = "is none of ";
    choice_list(bucket_methods, NULL, NULL, ", ", none_of, sizeof none_of);
    const struct {
        const char *text, *begin, *end;
    } cases[] = {
        {"", "--method: ''", none_of},
        {"emd,", "--method: ''", none_of},
        {",emd", "--method: ''", none_of},
        {"emb", "--method: 'emb'", none_of},
        {"em", "--method: 'em'", none_of},
        {"emds", "--method: 'emds'", none_of},
        {"EMD", "--method: 'EMD'", none_of},
        {" emd", "--method: ' emd'", none_of},
        {"river=", "--method: ''", none_of},
        {"river=ochs=ochs", "--method: 'ochs=ochs'", none_of},
        {"emd,river=och", "--method: 'och'", none_of},
        {"=emd", "--method: ", "there is no street ''"},
        {"rivers=ochs", "--method: ", "there is no street 'rivers'"},
        {"rive=ochs", "--method: ", "there is no street 'rive'"},
        {"flop=emd,round2=emd", "--method: ", "there is no street 'round2'"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const struct bucket_method *method[GAME_ROUNDS] = {NULL};
        struct failure failure = {.text = ""};
        assert_false(parse(&four, cases[c].text, method, &failure));
        size_t length = strlen(failure.text), end = strlen(cases[c].end);
        if (strncmp(failure.text, cases[c].begin, strlen(cases[c].begin)) != 0 || length < end ||
            strcmp(failure.text + length - end, cases[c].end) != 0)
            fail_msg("'%s': %s", cases[c].text, failure.text);
    }
}

struct place {
    const struct street_indices *indices;
    unsigned street;
};

static bool fits_place(const struct choice *row, const void *context)
{
    const struct place *place = context;
    return bucket_method_fits(bucket_methods_row(row), place->indices, place->street);
}

/* Who names a method that does not fit a street is told which do. */
static void test_methods_for_other_streets(void **state)
{
    (void)state;
    static const struct {
        const char *text, *begin;
        unsigned street;
    } cases[] = {
        {"river=emd", "--method: emd is not for the last street", 3},
        {"river=potential", "--method: potential is not for the last street", 3},
        {"turn=ochs", "--method: ochs is for the last street", 2},
    };
    struct street_indices indices;
    struct failure failure = {.text = ""};
    assert_true(street_indices_init(&indices, &four, &failure));
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const struct bucket_method *method[GAME_ROUNDS] = {P, P, P, P};
        const struct place place = {&indices, cases[c].street};
        char expected[512] = "";
        assert_false(bucket_methods_parse(cases[c].text, &four, &indices, method, &failure));
        text_append(expected, sizeof expected, "%s (this one may have ", cases[c].begin);
        choice_list(bucket_methods, fits_place, &place, " or ", expected, sizeof expected);
        text_append(expected, sizeof expected, ")");
        assert_string_equal(failure.text, expected);
        assert_ptr_equal(method[cases[c].street], P);
    }
    assert_false(bucket_method_fits(E, &indices, 3) || bucket_method_fits(O, &indices, 2));
    street_indices_release(&indices);
}

/* Names are those of the list, each with words for what it tells apart. */
static void test_names(void **state)
{
    (void)state;
    for (unsigned m = 0; bucket_methods[m]; m++) {
        const struct bucket_method *method = bucket_methods_row(bucket_methods[m]);
        assert_true(strlen(method->feature) > 0 && strlen(method->choice.help) > 0);
        /* As readers take it out of a file (bucket_view.c). */
        assert_true(strlen(method->choice.name) < sizeof((struct bucket_street *)NULL)->method);
        for (const char *c = method->choice.name; *c; c++)
            assert_true(islower((unsigned char)*c));
        assert_int_equal(!method->fits, !method->fitting);
        assert_int_equal(!method->features, !method->features_cost);
        assert_int_equal(!method->features, method->make != NULL);
        for (unsigned other = 0; other < m; other++)
            assert_string_not_equal(method->choice.name, bucket_methods[other]->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),  cmocka_unit_test(test_a_game_of_one_street),
        cmocka_unit_test(test_errors), cmocka_unit_test(test_methods_for_other_streets),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
