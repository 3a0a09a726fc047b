/* Percentile cuts worked out by hand, and their promises on random populations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "buckets/percentile.h"

static void expect_cut(const uint64_t weight[], size_t count, uint32_t k, const uint16_t wanted[])
{
    uint16_t bucket[16];
    percentile_cut(weight, count, k, bucket);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(bucket[i], wanted[i]);
}

static void test_cuts_by_hand(void **state)
{
    (void)state;
    expect_cut((const uint64_t[]){1, 1, 1, 1, 1, 1}, 6, 3, (const uint16_t[]){0, 0, 1, 1, 2, 2});
    expect_cut((const uint64_t[]){5, 1, 7}, 3, 3, (const uint16_t[]){0, 1, 2});
    expect_cut((const uint64_t[]){5, 1, 7}, 3, 1, (const uint16_t[]){0, 0, 0});
    /* 90 of 100 have one value: it takes a bucket, the others share the rest. */
    expect_cut((const uint64_t[]){5, 90, 1, 2, 1, 1}, 6, 4, (const uint16_t[]){0, 1, 2, 2, 3, 3});
    expect_cut((const uint64_t[]){90, 5, 5}, 3, 2, (const uint16_t[]){0, 1, 1});
    /* The last buckets need a value each although the first is far below its share. */
    expect_cut((const uint64_t[]){1, 1, 1, 100}, 4, 4, (const uint16_t[]){0, 1, 2, 3});
    expect_cut((const uint64_t[]){1, 1, 1, 100}, 4, 2, (const uint16_t[]){0, 0, 0, 1});
}

enum { VALUES = 2000 };

static void test_promises(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct random_stream stream = random_stream_at(seed, 0, 0);
        uint64_t weight[VALUES], total = 0, heaviest = 0;
        size_t count = 1 + random_below(&stream, VALUES);
        uint32_t k = 1 + random_below(&stream, count < 100 ? (uint32_t)count : 100);
        for (size_t i = 0; i < count; i++) {
            weight[i] = 1 + random_below(&stream, 1000);
            total += weight[i];
            heaviest = weight[i] > heaviest ? weight[i] : heaviest;
        }
        uint16_t bucket[VALUES];
        percentile_cut(weight, count, k, bucket);
        uint64_t inside[100] = {0};
        for (size_t i = 0; i < count; i++) {
            assert_true(i == 0 ? bucket[i] == 0 : bucket[i] - bucket[i - 1] <= 1 && bucket[i] >= bucket[i - 1]);
            inside[bucket[i]] += weight[i];
        }
        assert_int_equal(bucket[count - 1], k - 1);
        for (uint32_t b = 0; b < k && count >= 10 * k; b++) {
            assert_true(inside[b] + 2 * heaviest >= total / k);
            assert_true(inside[b] <= total / k + 2 * heaviest);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts_by_hand),
        cmocka_unit_test(test_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
