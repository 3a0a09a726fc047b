/* Points put together: the same from any order, with deals added up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/pointing.h"

enum { HANDS = 300, DIMS = 32 };

/* What a hand has follows from its index; how many deals come each time does not. */
static void add_hand(struct points *points, uint64_t index, uint32_t deals)
{
    size_t i = points_add(points, index, deals, (feature)(index * 7 % 1000));
    for (unsigned d = 0; d < DIMS; d++) {
        assert_int_equal(points->values[i * DIMS + d], 0);
        points->values[i * DIMS + d] = (feature)(index * 31 + d);
    }
}

static void test_adding_and_copying(void **state)
{
    (void)state;
    struct points points, copies;
    points_init(&points, DIMS, 3);
    points_init(&copies, DIMS, 1);
    for (unsigned n = 0; n < HANDS; n++)
        add_hand(&points, n, n + 1);
    for (unsigned n = HANDS; n-- > 0;)
        points_copy(&copies, &points, n);
    assert_int_equal(copies.count, HANDS);
    for (unsigned n = 0; n < HANDS; n++) {
        unsigned from = HANDS - 1 - n;
        assert_int_equal(copies.index[n], from);
        assert_int_equal(copies.deals[n], from + 1);
        assert_int_equal(copies.strength[n], from * 7 % 1000);
        assert_memory_equal(points_values(&copies, n), points_values(&points, from), DIMS * sizeof(feature));
    }
    points_release(&points);
    points_release(&copies);
}

static void test_merging(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 200; trial++) {
        struct random_stream stream = random_stream_at(3, trial, 0);
        unsigned adds = random_below(&stream, 3 * HANDS), different = 0;
        uint64_t deals[HANDS] = {0}, stride = UINT64_C(1) << random_below(&stream, 40);
        struct points points;
        points_init(&points, DIMS, random_below(&stream, 10));
        for (unsigned n = 0; n < adds; n++) {
            uint32_t hand = random_below(&stream, HANDS), more = 1 + random_below(&stream, 24);
            add_hand(&points, hand * stride, more);
            deals[hand] += more;
        }
        points_merge(&points);
        for (unsigned hand = 0; hand < HANDS; hand++) {
            if (deals[hand] == 0)
                continue;
            assert_true(different < points.count);
            assert_true(points.index[different] == hand * stride);
            assert_int_equal(points.deals[different], deals[hand]);
            assert_int_equal(points.strength[different], hand * stride * 7 % 1000);
            for (unsigned d = 0; d < DIMS; d++)
                assert_int_equal(points_values(&points, different)[d], (feature)(hand * stride * 31 + d));
            different++;
        }
        assert_int_equal(points.count, different);
        points_release(&points);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adding_and_copying),
        cmocka_unit_test(test_merging),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
