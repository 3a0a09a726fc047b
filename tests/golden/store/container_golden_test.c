/* Containers of every layout stay readable: one compressed section, one raw. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/container.h"

static void test_layout_1(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    struct container_reader *reader =
        container_open(HOLDEM_ROOT "/tests/golden/store/layout1.holdem", CONTAINER_CHECKPOINT, 7, &failure);
    if (!reader)
        fail_msg("%s", failure.text);
    assert_int_equal(container_version(reader), 7);
    assert_int_equal(container_fingerprints_of(reader)->game, 0x0102030405060708);
    assert_int_equal(container_fingerprints_of(reader)->menu, 22);
    assert_int_equal(container_fingerprints_of(reader)->buckets, 33);
    assert_string_equal(container_description(reader), "{\"what\": \"a sample\"}");
    assert_int_equal(container_section_count(reader), 2);

    uint32_t squares[500];
    const struct container_section *section = container_find(reader, "squares", 3);
    assert_non_null(section);
    assert_true(container_read(reader, section, squares, sizeof squares, &failure));
    for (uint32_t i = 0; i < 500; i++)
        assert_int_equal(squares[i], i * i);
    section = container_find(reader, "text", 0);
    assert_non_null(section);
    assert_true(container_verify(reader, section, &failure));
    assert_memory_equal(container_map(reader, section), "raw text", 8);
    container_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_layout_1)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
