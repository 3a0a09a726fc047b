/* The evaluator's tables are built once, whichever threads ask for them at the same time, and whoever has asked can use
 * them. A program of its own: nothing has built them before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cards/evaluator.h"
#include "support/cards.h"
#include "sync/pool.h"

#include <stdatomic.h>

enum { THREADS = 8 };

static atomic_uint waiting;
static unsigned ranks[THREADS]; /* of a royal flush */

static void evaluate_at_once(void *argument, unsigned worker)
{
    const cardset *royal = argument;
    atomic_fetch_sub(&waiting, 1);
    while (atomic_load(&waiting) > 0)
        continue;
    evaluator_init();
    ranks[worker] = evaluate(*royal);
}

static void all_threads_find_the_tables_built(void **state)
{
    (void)state;
    struct failure failure;
    struct pool pool;
    card cards[5];
    size_t count;
    cardset royal = 0;
    assert_true(cards_parse("AsKsQsJsTs", cards, 5, &count));
    for (size_t i = 0; i < count; i++)
        royal |= cardset_of(cards[i]);
    atomic_store(&waiting, THREADS);
    assert_true(pool_start(&pool, THREADS, "evaluator", evaluate_at_once, &royal, &failure));
    pool_join(&pool);
    for (unsigned t = 0; t < THREADS; t++) {
        assert_int_equal(hand_rank_category((hand_rank)ranks[t]), STRAIGHT_FLUSH);
        assert_int_equal(ranks[t], ranks[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_threads_find_the_tables_built),
    };
    return cmocka_run_group_tests_name("evaluator_threads", tests, NULL, NULL);
}
