/* What holds for every subcommand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/commands.h"
#include "base/memory.h"

#include <cJSON.h>

static void json_comes_from_memory_that_is_checked(void **state)
{
    (void)state;
    char *argv[] = {"holdem", "--version", NULL};
    assert_int_equal(commands_run(2, argv), EXIT_DONE);
    uint64_t before = memory_allocation_calls();
    cJSON *json = cJSON_CreateObject();
    assert_int_equal(memory_allocation_calls() - before, 1);
    cJSON_AddStringToObject(json, "game", "leduc");
    assert_int_equal(memory_allocation_calls() - before, 4);
    char *text = cJSON_Print(json);
    assert_true(memory_allocation_calls() - before > 4);
    cJSON_free(text);
    cJSON_Delete(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(json_comes_from_memory_that_is_checked)};
    return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
