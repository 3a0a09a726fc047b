/* Octets against loops over eight numbers, to the bit: each level of instructions must agree with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "platform/octet.h"

#include <math.h>
#include <stdlib.h>

enum { MASKS = 1 << OCTET, ROUNDS = 2000 };

static float some(struct random_stream *random)
{
    float size = ldexpf(1 + random_unit_float(random), (int)random_below(random, 40) - 20);
    return random_below(random, 8) == 0 ? 0 : random_below(random, 2) ? size : -size;
}

static void draw(struct random_stream *random, float x[OCTET])
{
    for (unsigned l = 0; l < OCTET; l++)
        x[l] = some(random);
}

static void assert_lanes(octet found, const float expected[OCTET])
{
    float x[OCTET];
    octet_write(x, found);
    assert_memory_equal(x, expected, sizeof x);
}

static void numbers_are_written_as_they_were_read(void **state)
{
    (void)state;
    const float numbers[OCTET + 1] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    const float ones[OCTET] = {1, 1, 1, 1, 1, 1, 1, 1}, last[OCTET] = {8, 8, 8, 8, 8, 8, 8, 8};
    assert_lanes(octet_read(numbers + 1), numbers + 1);
    assert_lanes(octet_numbers(), numbers + 1);
    assert_lanes(octet_all(1), ones);
    assert_lanes(octet_last(octet_numbers()), last);
    assert_true(octet_lane(octet_read(numbers + 1)) == 1);
}

static void arithmetic_goes_lane_by_lane(void **state)
{
    (void)state;
    struct random_stream random = random_stream_at(1, 0, 0);
    for (unsigned i = 0; i < ROUNDS; i++) {
        float a[OCTET], b[OCTET], result[5][OCTET];
        draw(&random, a);
        draw(&random, b);
        for (unsigned l = 0; l < OCTET; l++) {
            b[l] = b[l] == 0 ? 1 : b[l];
            a[l] = i & 1 && l & 1 ? b[l] : a[l];
            result[0][l] = a[l] + b[l];
            result[1][l] = a[l] - b[l];
            result[2][l] = a[l] * b[l];
            result[3][l] = a[l] / b[l];
            result[4][l] = a[l] > b[l] ? a[l] : b[l];
        }
        octet x = octet_read(a), y = octet_read(b);
        assert_lanes(octet_add(x, y), result[0]);
        assert_lanes(octet_subtract(x, y), result[1]);
        assert_lanes(octet_multiply(x, y), result[2]);
        assert_lanes(octet_divide(x, y), result[3]);
        assert_lanes(octet_max(x, y), result[4]);
    }
}

static void sums_have_one_order(void **state)
{
    (void)state;
    struct random_stream random = random_stream_at(2, 0, 0);
    for (unsigned i = 0; i < ROUNDS; i++) {
        float x[OCTET], sums[OCTET], running[OCTET], before[OCTET];
        draw(&random, x);
        for (unsigned l = 0; l < OCTET; l++)
            sums[l] = ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
        assert_lanes(octet_sum(octet_read(x)), sums);
        for (unsigned l = 0; l < OCTET; l++)
            running[l] = x[l];
        for (unsigned step = 1; step < OCTET; step *= 2) {
            for (unsigned l = 0; l < OCTET; l++)
                before[l] = running[l];
            for (unsigned l = 0; l < OCTET; l++)
                running[l] = before[l] + (l < step ? 0 : before[l - step]);
        }
        assert_lanes(octet_running(octet_read(x)), running);
    }
}

static void assert_numbers(octet_int found, const int32_t expected[OCTET])
{
    uint32_t x[OCTET];
    assert_int_equal(octet_append(x, octet_mask_of(255), found), OCTET);
    assert_memory_equal(x, expected, sizeof x);
}

static void whole_numbers_go_lane_by_lane(void **state)
{
    (void)state;
    struct random_stream random = random_stream_at(3, 0, 0);
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint32_t x[OCTET];
        int32_t sum[OCTET], both[OCTET], left[OCTET], steps[OCTET];
        float converted[OCTET];
        int32_t other = (int32_t)random_below(&random, 1 << 20);
        for (unsigned l = 0; l < OCTET; l++) {
            x[l] = (uint32_t)((int32_t)(uint32_t)random_next(&random) / 2);
            sum[l] = (int32_t)(x[l] + (uint32_t)other);
            both[l] = (int32_t)(x[l] & (uint32_t)other);
            left[l] = (int32_t)(x[l] << 5);
            steps[l] = other + 32 * (int32_t)l;
            converted[l] = (float)(int32_t)x[l];
        }
        octet_int y = octet_read_int(x);
        assert_numbers(octet_int_add(y, octet_int_all(other)), sum);
        assert_numbers(octet_int_and(y, octet_int_all(other)), both);
        assert_numbers(octet_int_left(y, 5), left);
        assert_numbers(octet_steps(other, 32), steps);
        assert_lanes(octet_convert(y), converted);
    }
}

/* A mask keeps the lanes of its bits, in whatever way it came about. */
static void assert_mask(octet_mask mask, uint32_t bits)
{
    float kept[OCTET];
    for (unsigned l = 0; l < OCTET; l++)
        kept[l] = bits >> l & 1 ? 7 : 0;
    assert_int_equal(octet_bits(mask), bits);
    assert_lanes(octet_keep(mask, octet_all(7)), kept);
}

static void masks_are_sets_of_lanes(void **state)
{
    (void)state;
    for (unsigned n = 0; n <= OCTET; n++)
        assert_mask(octet_first(n), (1U << n) - 1);
    for (uint32_t a = 0; a < MASKS; a++) {
        uint32_t signs[OCTET];
        float x[OCTET], selected[OCTET];
        for (unsigned l = 0; l < OCTET; l++) {
            signs[l] = (a >> l & 1) << 31 | 0x7fffffff >> l;
            x[l] = a >> l & 1 ? 0x1p-100F : -0.0F;
            selected[l] = a >> l & 1 ? 1 : 2;
        }
        assert_mask(octet_mask_of(a), a);
        assert_mask(octet_negative(octet_read_int(signs)), a);
        assert_mask(octet_above(octet_read(x), octet_all(0)), a);
        assert_lanes(octet_select(octet_mask_of(a), octet_all(1), octet_all(2)), selected);
        for (uint32_t b = 0; b < MASKS; b += 1 + b % 5) {
            assert_mask(octet_both(octet_mask_of(a), octet_mask_of(b)), a & b);
            assert_mask(octet_without(octet_mask_of(a), octet_mask_of(b)), a & ~b);
        }
    }
}

/* What is not a number is above nothing, and loses to whatever comes second. */
static void comparisons_with_what_is_no_number(void **state)
{
    (void)state;
    const float ones[OCTET] = {1, 1, 1, 1, 1, 1, 1, 1};
    assert_mask(octet_above(octet_all(NAN), octet_all(0)), 0);
    assert_mask(octet_above(octet_all(0), octet_all(NAN)), 0);
    assert_lanes(octet_max(octet_all(NAN), octet_all(1)), ones);
}

/* A row of its own memory, no longer than its last lane needs: address sanitizers see what is read behind it. Entries
 * outside of the mask are no numbers on the way in, and must be the same afterwards. */
static void tables_are_touched_inside_masks_only(void **state)
{
    (void)state;
    struct random_stream random = random_stream_at(4, 0, 0);
    for (uint32_t bits = 0; bits < MASKS; bits++) {
        unsigned length = 0;
        while (bits >> length)
            length++;
        _Atomic float *row = malloc((length ? length : 1) * sizeof *row);
        float expected[OCTET] = {0}, stored[OCTET];
        draw(&random, stored);
        for (unsigned l = 0; l < length; l++) {
            float x = bits >> l & 1 ? some(&random) : NAN;
            atomic_store_explicit(&row[l], x, memory_order_relaxed);
            expected[l] = bits >> l & 1 ? x : 0;
        }
        assert_lanes(octet_load(row, octet_mask_of(bits)), expected);
        octet_store(row, octet_mask_of(bits), octet_read(stored));
        for (unsigned l = 0; l < length; l++) {
            float x = atomic_load_explicit(&row[l], memory_order_relaxed);
            assert_true(bits >> l & 1 ? x == stored[l] : isnan(x));
        }
        free((void *)row);
    }
}

static void appending_keeps_the_order_and_writes_eight(void **state)
{
    (void)state;
    const uint32_t numbers[OCTET] = {10, 11, 12, 13, 14, 15, 16, 17};
    for (uint32_t bits = 0; bits < MASKS; bits++) {
        uint32_t to[OCTET + 1], count = 0, expected[OCTET];
        for (unsigned l = 0; l < OCTET; l++) {
            if (bits >> l & 1)
                expected[count++] = numbers[l];
        }
        to[OCTET] = 99;
        assert_int_equal(octet_append(to, octet_mask_of(bits), octet_read_int(numbers)), count);
        assert_memory_equal(to, expected, count * sizeof *to);
        assert_int_equal(to[OCTET], 99);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_they_were_read),
        cmocka_unit_test(arithmetic_goes_lane_by_lane),
        cmocka_unit_test(sums_have_one_order),
        cmocka_unit_test(whole_numbers_go_lane_by_lane),
        cmocka_unit_test(masks_are_sets_of_lanes),
        cmocka_unit_test(comparisons_with_what_is_no_number),
        cmocka_unit_test(tables_are_touched_inside_masks_only),
        cmocka_unit_test(appending_keeps_the_order_and_writes_eight),
    };
    return cmocka_run_group_tests_name("octet", tests, NULL, NULL);
}
