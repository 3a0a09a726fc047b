/* Stamps have half the shape of the entries: each row has one of its own, in bucket-major order and in blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "support/sweeping.h"

/* Of every row by its first entry; in the order of the tables. */
static void check(const struct tree *tree, const struct tables *tables)
{
    for (unsigned s = 0; s < tables->streets; s++) {
        const struct table_street *street = &tables->street[s];
        size_t count = (size_t)table_stamps(street);
        bool *taken = memory_allocate(count, sizeof *taken);
        for (node_id n = 0; n < tree->nodes_count; n++) {
            const struct node *node = &tree->nodes[n];
            for (uint32_t b = 0; node->street == s && b < street->buckets; b++) {
                struct table_place place = table_find(street, b, node->row);
                size_t stamp = table_stamp_of_entry(street, place.index);
                if (stamp >= count || taken[stamp])
                    fail_msg("street %u, bucket %u, row %u: stamp %zu of %zu", s, b, node->row, stamp, count);
                taken[stamp] = true;
                if (street->order) {
                    uint32_t at = street->order->place[b], block = table_block(street->order, at);
                    size_t first = street->order->first[block];
                    assert_int_equal(
                        table_stamp_in_block(street, first * street->rows, place.stride, node->row, at - first), stamp);
                } else {
                    assert_int_equal(table_stamp_at(place.index), stamp);
                }
            }
        }
        memory_release(taken);
    }
}

static void each_row_has_a_stamp_of_its_own(void **state)
{
    (void)state;
    static const char *const games[] = {"leduc.game", "kuhn.game"};
    for (size_t g = 0; g < sizeof games / sizeof *games; g++) {
        struct sweeping sweeping;
        struct tables tables;
        uint32_t buckets[GAME_ROUNDS];
        sweeping_open(&sweeping, games[g], "three-sizes", &schedule_linear, 1);
        for (unsigned s = 0; s < sweeping.game.rounds; s++)
            buckets[s] = sweeping.abstraction.street[s].buckets;
        tables_shape(&tables, &sweeping.tree, buckets, true);
        check(&sweeping.tree, &tables);
        row_order_apply(&sweeping.sweep.order, &tables);
        check(&sweeping.tree, &tables);
        sweeping_close(&sweeping);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_has_a_stamp_of_its_own),
    };
    return cmocka_run_group_tests_name("stamps", tests, NULL, NULL);
}
