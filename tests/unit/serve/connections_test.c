/* How long and how many connections may be: who is ended, by a clock of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "serve/connections.h"

static const struct connection_limits limits = {
    .all = 4, .address = 3, .wait_seconds = 10, .answer_seconds = 20, .answer_bytes_a_second = 100};

static void assert_ended(struct connections *connections, double now, const struct connection *expected)
{
    assert_ptr_equal(connections_next_to_end(connections, now), expected);
}

static void release(struct connections *connections)
{
    while (connections->first)
        connections_remove(connections, connections->first);
    assert_int_equal(connections->count, 0);
}

static void waiting_has_an_end(void **state)
{
    (void)state;
    struct connections connections = {.limits = limits};
    struct connection *a = connections_add(&connections, 1, 1, 100), *b = connections_add(&connections, 2, 1, 105);
    assert_ended(&connections, 109.9, NULL);
    assert_ended(&connections, 110, a);
    assert_ended(&connections, 110, NULL);
    connections_remove(&connections, a);
    connections_answer(&connections, b, 0, 114);
    assert_ended(&connections, 133.9, NULL);
    assert_ended(&connections, 134, b);
    release(&connections);
}

static void large_answers_may_take_longer(void **state)
{
    (void)state;
    struct connections connections = {.limits = limits};
    struct connection *a = connections_add(&connections, 1, 1, 0), *b = connections_add(&connections, 2, 1, 0);
    connections_answer(&connections, a, 1000, 1);
    connections_answer(&connections, b, 0, 1);
    assert_ended(&connections, 20.9, NULL);
    assert_ended(&connections, 21, b);
    assert_ended(&connections, 30.9, NULL);
    assert_ended(&connections, 31, a);
    release(&connections);
}

/* The one that has been at the same thing longest makes room for another of its address, whatever others have. */
static void an_address_has_its_share(void **state)
{
    (void)state;
    struct connections connections = {.limits = limits};
    struct connection *other = connections_add(&connections, 9, 2, 0);
    struct connection *a = connections_add(&connections, 1, 1, 1), *b = connections_add(&connections, 2, 1, 1);
    connections_add(&connections, 3, 1, 1);
    assert_ended(&connections, 2, NULL);
    connections_answer(&connections, a, 0, 2);
    connections_add(&connections, 4, 1, 2);
    assert_ended(&connections, 2, other); /* first five are more than four in all */
    assert_ended(&connections, 2, b);
    assert_ended(&connections, 2, NULL);
    release(&connections);
}

static void all_have_a_limit(void **state)
{
    (void)state;
    struct connections connections = {.limits = limits};
    struct connection *connection[7];
    for (unsigned i = 0; i < 7; i++)
        connection[i] = connections_add(&connections, i, i, i);
    connections_answer(&connections, connection[1], 0, 7);
    assert_ended(&connections, 7, connection[0]);
    assert_ended(&connections, 7, connection[2]);
    connections_remove(&connections, connection[2]);
    assert_ended(&connections, 7, connection[3]);
    assert_ended(&connections, 7, NULL);
    release(&connections);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waiting_has_an_end),
        cmocka_unit_test(large_answers_may_take_longer),
        cmocka_unit_test(an_address_has_its_share),
        cmocka_unit_test(all_have_a_limit),
    };
    return cmocka_run_group_tests_name("connections", tests, NULL, NULL);
}
