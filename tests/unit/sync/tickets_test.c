/* Where claims begin and end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sync/tickets.h"

static void assert_claims(struct tickets *tickets, uint64_t first, uint64_t count)
{
    uint64_t found_first, found_count;
    assert_int_equal(tickets_claim(tickets, 64, &found_first, &found_count), TICKET_WORK);
    assert_int_equal(found_first, first);
    assert_int_equal(found_count, count);
}

static void claims_end_at_multiples_and_at_the_limit(void **state)
{
    (void)state;
    struct tickets tickets;
    uint64_t first, count;
    tickets_init(&tickets, 100, 300);
    assert_claims(&tickets, 100, 28);
    assert_claims(&tickets, 128, 64);
    assert_claims(&tickets, 192, 64);
    assert_claims(&tickets, 256, 44);
    assert_int_not_equal(tickets_claim(&tickets, 64, &first, &count), TICKET_WORK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_end_at_multiples_and_at_the_limit),
    };
    return cmocka_run_group_tests_name("tickets", tests, NULL, NULL);
}
