/* Levels of instructions: names, what is refused, and what is in use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/processor.h"

#include <string.h>

static void levels_are_found_by_name(void **state)
{
    (void)state;
    struct failure failure;
    for (enum processor_level level = 0; level < PROCESSOR_LEVELS; level++) {
        enum processor_level found = PROCESSOR_LEVELS;
        assert_true(processor_find(processor_level_name(level), PROCESSOR_LEVELS - 1, &found, &failure));
        assert_int_equal(found, level);
    }
}

static void levels_above_the_processor_are_refused(void **state)
{
    (void)state;
    struct failure failure;
    for (enum processor_level best = 0; best < PROCESSOR_LEVELS; best++) {
        for (enum processor_level level = 0; level < PROCESSOR_LEVELS; level++) {
            enum processor_level found;
            failure.text[0] = '\0';
            assert_int_equal(processor_find(processor_level_name(level), best, &found, &failure), level <= best);
            assert_int_equal(strstr(failure.text, "lacks") != NULL, level > best);
        }
    }
}

static void other_names_are_refused(void **state)
{
    (void)state;
    struct failure failure;
    enum processor_level found;
    assert_false(processor_find("avx51", PROCESSOR_AVX512, &found, &failure));
    assert_non_null(strstr(failure.text, "did you mean 'avx512'?"));
    assert_false(processor_find("", PROCESSOR_AVX512, &found, &failure));
    assert_false(processor_find("AVX2", PROCESSOR_AVX512, &found, &failure));
}

static void the_best_is_in_use_until_another_is_chosen(void **state)
{
    (void)state;
    struct failure failure;
    assert_int_equal(processor_in_use(), processor_best());
    for (enum processor_level level = 0; level <= processor_best(); level++) {
        assert_true(processor_has(level));
        assert_true(processor_use(processor_level_name(level), &failure));
        assert_int_equal(processor_in_use(), level);
        assert_false(processor_use("no such", &failure));
        assert_int_equal(processor_in_use(), level);
    }
    assert_true(processor_use(NULL, &failure));
    assert_int_equal(processor_in_use(), processor_best());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_found_by_name),
        cmocka_unit_test(levels_above_the_processor_are_refused),
        cmocka_unit_test(other_names_are_refused),
        cmocka_unit_test(the_best_is_in_use_until_another_is_chosen),
    };
    return cmocka_run_group_tests_name("processor", tests, NULL, NULL);
}
