/* Subsets in order: each once, counted right, found by its number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cards/subset.h"

#include <string.h>

static void numbers_find_what_the_order_lists(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= 9; n++) {
        for (unsigned k = 1; k <= n; k++) {
            unsigned listed[9], found[9];
            double index = 0;
            subset_first(listed, k);
            do {
                subset_at(index++, found, k, n);
                assert_memory_equal(listed, found, k * sizeof *listed);
            } while (subset_next(listed, k, n));
            assert_true(index == subset_count(n, k));
        }
    }
}

static void counts_are_the_known_ones(void **state)
{
    (void)state;
    assert_true(subset_count(52, 5) == 2598960 && subset_count(50, 3) == 19600 && subset_count(4, 0) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_find_what_the_order_lists),
        cmocka_unit_test(counts_are_the_known_ones),
    };
    return cmocka_run_group_tests_name("subset", tests, NULL, NULL);
}
