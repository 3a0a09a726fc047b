/* A loop that is cancelled ends with the chunks in hand, and says so also when those were the last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/parallel.h"
#include "platform/clock.h"

#include <stdatomic.h>

enum { ITEMS = 100 };

/* Asks for the end at one of the items. */
struct work {
    struct cancellation cancellation;
    uint64_t last, done;
};

static void work_on(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct work *work = context;
    (void)worker;
    work->done += end - first;
    if (work->last >= first && work->last < end)
        cancellation_request(&work->cancellation);
}

static bool run(struct work *work, struct failure *failure)
{
    const struct run_context context = {.cancellation = &work->cancellation};
    struct progress progress;
    progress_start(&progress, &context, "Work", 1);
    bool done = parallel_for(1, ITEMS, 5, work_on, work, &progress, "working", 1, failure);
    assert_true(progress.cost_done == 1);
    return done;
}

static void all_items_are_done(void **state)
{
    (void)state;
    struct failure failure;
    struct work work = {.last = UINT64_MAX};
    assert_true(run(&work, &failure));
    assert_int_equal(work.done, ITEMS);
}

static void a_cancellation_ends_with_the_chunk_in_hand(void **state)
{
    (void)state;
    static const uint64_t asked[] = {0, 12, ITEMS - 1};
    for (unsigned i = 0; i < 3; i++) {
        struct failure failure;
        struct work work = {.last = asked[i]};
        assert_false(run(&work, &failure));
        assert_string_equal(failure.text, "interrupted");
        assert_int_equal(work.done, asked[i] / 5 * 5 + 5);
    }
}

/* Two workers with an item each: the helper asks for the end when the caller has looked for the last time. */
static struct {
    struct cancellation cancellation;
    atomic_uint begun;
    atomic_bool shown; /* the caller's item is done */
} late;

static double note_and_look(void)
{
    atomic_store(&late.shown, atomic_load(&late.begun) == 2);
    return clock_seconds();
}

static void work_late(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    (void)context, (void)first, (void)end;
    atomic_fetch_add(&late.begun, 1);
    while (atomic_load(&late.begun) < 2 || (worker == 1 && !atomic_load(&late.shown)))
        clock_sleep(0.001);
    if (worker == 1) {
        clock_sleep(0.05);
        cancellation_request(&late.cancellation);
    }
}

static void a_cancellation_of_the_last_chunk_counts(void **state)
{
    (void)state;
    const struct run_context context = {.cancellation = &late.cancellation, .clock = note_and_look};
    struct progress progress;
    struct failure failure = {.text = ""};
    progress_start(&progress, &context, "Work", 1);
    assert_false(parallel_for(2, 2, 1, work_late, NULL, &progress, "working", 1, &failure));
    assert_string_equal(failure.text, "interrupted");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_items_are_done),
        cmocka_unit_test(a_cancellation_ends_with_the_chunk_in_hand),
        cmocka_unit_test(a_cancellation_of_the_last_chunk_counts),
    };
    return cmocka_run_group_tests_name("parallel", tests, NULL, NULL);
}
