/* Who waits for a pool learns whether all of it has returned, and does not wait for longer than was said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/clock.h"
#include "platform/thread.h"
#include "sync/pool.h"

/* A gate that the first worker waits at; the others return at once. */
struct gate {
    struct mutex mutex;
    struct condition opened;
    bool open;
};

static void pass(void *argument, unsigned worker)
{
    struct gate *gate = argument;
    mutex_lock(&gate->mutex);
    while (worker == 0 && !gate->open)
        condition_wait(&gate->opened, &gate->mutex);
    mutex_unlock(&gate->mutex);
}

static void a_wait_tells_whether_all_have_returned(void **state)
{
    (void)state;
    struct failure failure;
    struct gate gate = {.open = false};
    struct pool pool;
    mutex_init(&gate.mutex);
    condition_init(&gate.opened);
    assert_true(pool_start(&pool, 3, "waiter", pass, &gate, &failure));
    assert_false(pool_wait(&pool, 0));
    assert_false(pool_wait(&pool, 20));
    mutex_lock(&gate.mutex);
    gate.open = true;
    condition_broadcast(&gate.opened);
    mutex_unlock(&gate.mutex);
    while (!pool_wait(&pool, 1000))
        continue;
    assert_true(pool_wait(&pool, 0));
    pool_join(&pool);
    condition_destroy(&gate.opened);
    mutex_destroy(&gate.mutex);
}

static void come_back_late(void *argument, unsigned worker)
{
    (void)argument;
    clock_sleep(0.03 * worker);
}

/* One that returns ends the wait only when it is the last. */
static void a_wait_is_for_all(void **state)
{
    (void)state;
    struct failure failure;
    struct pool pool;
    assert_true(pool_start(&pool, 3, "waiter", come_back_late, NULL, &failure));
    assert_true(pool_wait(&pool, 60000));
    pool_join(&pool);
}

static void come_back_later(void *argument, unsigned worker)
{
    (void)argument;
    clock_sleep(0.15 * (worker + 1));
}

/* Also when one after the other returns meanwhile. */
static void a_wait_is_not_much_longer_than_was_said(void **state)
{
    (void)state;
    struct failure failure;
    struct pool pool;
    assert_true(pool_start(&pool, 10, "waiter", come_back_later, NULL, &failure));
    double begin = clock_seconds();
    assert_false(pool_wait(&pool, 200));
    assert_true(clock_seconds() - begin < 1);
    pool_join(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wait_tells_whether_all_have_returned),
        cmocka_unit_test(a_wait_is_for_all),
        cmocka_unit_test(a_wait_is_not_much_longer_than_was_said),
    };
    return cmocka_run_group_tests_name("pool_wait", tests, NULL, NULL);
}
