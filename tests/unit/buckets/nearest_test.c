/* The search for the nearest centre against looking at all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/nearest.h"
#include "support/pointing.h"

#include <stdlib.h>
#include <string.h>

static struct progress progress;

static void start(struct random_stream *stream, const struct metric_kind *kind, uint32_t k, unsigned used,
                  unsigned most, struct centres *centres, struct nearest *nearest)
{
    struct failure failure = {.text = ""};
    const struct metric metric = {kind, metric_dims(used), 1};
    progress_start(&progress, &run_unattended, "test", 1);
    centres_init(centres, &metric, k);
    for (uint32_t c = 0; c < k; c++) {
        centres->strength[c] = (feature)random_below(stream, (uint32_t)metric_one(&metric_l1) + 1);
        if (c > 0 && random_below(stream, 5) == 0)
            memcpy(centre_values(centres, c), centre_values(centres, random_below(stream, c)),
                   metric.dims * sizeof(feature));
        else
            pointing_fill(stream, used, most, centre_values(centres, c));
    }
    nearest_init(nearest, centres);
    assert_true(nearest_prepare(nearest, 1 + random_below(stream, 3), &progress, &failure));
}

static void expect_nearest(const struct nearest *nearest, const feature point[], uint32_t guess)
{
    uint64_t least = 0;
    uint32_t sum = 0, wanted = pointing_nearest(nearest->centres, point, &least);
    assert_int_equal(nearest_find(nearest, point, guess, &sum), wanted);
    assert_int_equal(sum, least);
}

/* Small numbers in few dimensions, so that ties and duplicates are common, and points that are centres. */
static void test_any_guess_finds_the_first_of_the_nearest(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 400; trial++) {
        struct random_stream stream = random_stream_at(4, trial, 0);
        const struct metric_kind *kind = trial % 2 ? &metric_l2 : &metric_l1;
        unsigned used = 1 + random_below(&stream, trial % 3 ? 3 : 20), most = 1 + random_below(&stream, 30);
        if (trial % 5 == 0)
            most = (unsigned)metric_one(kind);
        struct centres centres;
        struct nearest nearest;
        start(&stream, kind, 1 + random_below(&stream, trial % 7 ? 40 : 3), used, most, &centres, &nearest);
        for (unsigned n = 0; n < 40; n++) {
            feature point[METRIC_MOST] = {0};
            pointing_fill(&stream, used, most, point);
            if (n % 4 == 0)
                memcpy(point, centre_values(&centres, random_below(&stream, centres.k)),
                       centres.metric.dims * sizeof(feature));
            for (uint32_t guess = 0; guess < centres.k; guess++)
                expect_nearest(&nearest, point, guess);
        }
        nearest_release(&nearest);
        centres_release(&centres);
    }
}

/* So many centres that only the nearest of each are listed; far points meet the end of the list. */
static void test_more_centres_than_lists_hold(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 4; trial++) {
        struct random_stream stream = random_stream_at(5, trial, 0);
        unsigned most = trial < 2 ? 40 : 2000;
        struct centres centres;
        struct nearest nearest;
        start(&stream, trial % 2 ? &metric_l2 : &metric_l1, 1200, 2, most, &centres, &nearest);
        assert_true(nearest.reach < centres.k - 1);
        for (unsigned n = 0; n < 600; n++) {
            feature point[METRIC_PAD] = {0};
            pointing_fill(&stream, 2, n % 3 ? most : 2 * most, point);
            for (unsigned g = 0; g < 4; g++)
                expect_nearest(&nearest, point, random_below(&stream, centres.k));
        }
        nearest_release(&nearest);
        centres_release(&centres);
    }
}

/* More centres close to each other than a list holds, and some elsewhere, which are then on no list of theirs: a search
 * that begins among them ends at the end of a list. */
static void test_centres_that_no_list_names(void **state)
{
    (void)state;
    enum { CLOSE = 1100, OTHERS = 20 };
    struct failure failure = {.text = ""};
    for (unsigned trial = 0; trial < 2; trial++) {
        struct random_stream stream = random_stream_at(20, trial, 0);
        const struct metric metric = {trial % 2 ? &metric_l2 : &metric_l1, METRIC_PAD, 1};
        struct centres centres;
        struct nearest nearest;
        centres_init(&centres, &metric, CLOSE + OTHERS);
        for (uint32_t c = 0; c < centres.k; c++) {
            pointing_fill(&stream, 2, c < CLOSE ? 30 : 2000, centre_values(&centres, c));
            for (unsigned d = 0; c < CLOSE && d < 2; d++)
                centre_values(&centres, c)[d] = (feature)(centre_values(&centres, c)[d] + 1000);
        }
        nearest_init(&nearest, &centres);
        progress_start(&progress, &run_unattended, "test", 1);
        assert_true(nearest_prepare(&nearest, 2, &progress, &failure));
        for (unsigned n = 0; n < 1000; n++) {
            feature point[METRIC_PAD] = {0};
            pointing_fill(&stream, 2, 2000, point);
            expect_nearest(&nearest, point, random_below(&stream, CLOSE));
        }
        nearest_release(&nearest);
        centres_release(&centres);
    }
}

/* Guesses lie at steps of the strength: the guess is off by no more than the best centre and twice a step. */
static void test_guesses_are_of_about_the_strength(void **state)
{
    (void)state;
    struct random_stream stream = random_stream_at(6, 0, 0);
    struct centres centres;
    struct nearest nearest;
    start(&stream, &metric_l1, 50, 2, 100, &centres, &nearest);
    int one = metric_one(&metric_l1);
    for (int strength = 0; strength <= one; strength++) {
        uint32_t guess = nearest_guess(&nearest, (feature)strength);
        assert_true(guess < centres.k);
        int least = one;
        for (uint32_t c = 0; c < centres.k; c++)
            least = abs(centres.strength[c] - strength) < least ? abs(centres.strength[c] - strength) : least;
        assert_true(abs(centres.strength[guess] - strength) <= least + 2 * one / NEAREST_GUESSES);
    }
    nearest_release(&nearest);
    centres_release(&centres);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_guess_finds_the_first_of_the_nearest),
        cmocka_unit_test(test_more_centres_than_lists_hold),
        cmocka_unit_test(test_centres_that_no_list_names),
        cmocka_unit_test(test_guesses_are_of_about_the_strength),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
