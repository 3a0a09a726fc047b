/* Hands settled with centres: buckets by strength, empty ones left out, and what is known of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/settling.h"
#include "support/pointing.h"

enum { HANDS = 1200 };

static struct progress progress;

/* A hand lies at ten times a number, its strength falls with it; 0 to 2 away from it. */
static unsigned number_of(uint64_t index, unsigned numbers)
{
    return (unsigned)(index * 7 % numbers);
}

static void add_hands(struct points *points, unsigned numbers)
{
    points_init(points, METRIC_PAD, HANDS);
    for (uint64_t index = 0; index < HANDS; index++) {
        unsigned number = number_of(index, numbers);
        size_t i = points_add(points, index, 1 + (uint32_t)(index % 3), (feature)(16000 - 20 * number));
        points->values[i * METRIC_PAD] = (feature)(10 * number + index % 3);
    }
}

static void settle(struct settling *settling, const struct points *points, unsigned workers)
{
    struct failure failure = {.text = ""};
    assert_true(settling_begin(settling, &progress, &failure));
    for (size_t i = 0; i < points->count; i++)
        settling_point(settling, (unsigned)(i % workers), points, i);
    settling_end(settling);
}

/* `centres` centres at tens, of which the last ones have no hands; two rounds, without a move and after one. */
static void expect_buckets(unsigned numbers, unsigned centre_count, unsigned workers)
{
    const struct metric metric = {&metric_l1, METRIC_PAD, 0.5};
    struct points points;
    struct centres centres;
    struct street_map map;
    struct settling settling;
    add_hands(&points, numbers);
    progress_start(&progress, &run_unattended, "test", 1);
    centres_init(&centres, &metric, centre_count);
    for (uint32_t c = 0; c < centre_count; c++)
        centre_values(&centres, c)[0] = (feature)(10 * c);
    street_map_init(&map, HANDS, centre_count);
    settling_init(&settling, &centres, &map, workers);
    settle(&settling, &points, workers);
    settling_move(&settling);
    settle(&settling, &points, workers);
    settling_finish(&settling);
    settling_release(&settling);
    centres_release(&centres);

    assert_int_equal(map.buckets, numbers);
    assert_int_equal(map.centres.k, numbers);
    assert_int_equal(map.map8 != NULL, numbers <= 256);
    assert_int_equal(street_map_bytes(&map), HANDS * (numbers <= 256 ? 1u : 2u));
    for (uint64_t index = 0; index < HANDS; index++)
        assert_int_equal(street_map_bucket(&map, index), numbers - 1 - number_of(index, numbers));
    for (uint32_t b = 0; b < numbers; b++) {
        unsigned number = numbers - 1 - b;
        uint64_t deals = 0, sum = 0, apart = 0, worst = 0;
        for (uint64_t index = 0; index < HANDS; index++)
            if (number_of(index, numbers) == number) {
                deals += 1 + index % 3;
                sum += (1 + index % 3) * (10 * number + index % 3);
            }
        uint64_t middle = (sum + deals / 2) / deals;
        for (uint64_t index = 0; index < HANDS; index++)
            if (number_of(index, numbers) == number) {
                uint64_t at = 10 * number + index % 3, distance = at > middle ? at - middle : middle - at;
                apart += (1 + index % 3) * distance;
                worst = distance > worst ? distance : worst;
            }
        assert_int_equal(map.deals[b], deals);
        assert_int_equal(centre_values(&map.centres, b)[0], middle);
        assert_int_equal(map.centres.strength[b], 16000 - 20 * number);
        assert_true(map.mean_distance[b] == (float)((double)apart * 0.5 / (double)deals));
        assert_true(map.worst_distance[b] == (float)worst * 0.5f);
    }
    street_map_release(&map);
    points_release(&points);
}

static void test_all_centres_have_hands(void **state)
{
    (void)state;
    expect_buckets(5, 5, 1);
    expect_buckets(300, 300, 2);
}

/* From two bytes a hand to two, from one to one, and from two to one. */
static void test_empty_ones_are_left_out(void **state)
{
    (void)state;
    expect_buckets(5, 9, 1);
    expect_buckets(300, 320, 3);
    expect_buckets(256, 257, 2);
    expect_buckets(100, 400, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_centres_have_hands),
        cmocka_unit_test(test_empty_ones_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
