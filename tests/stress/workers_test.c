/* Queue, tickets, rendezvous and pool with real threads; meant for the thread sanitizer too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sync/pool.h"
#include "sync/queue.h"
#include "sync/rendezvous.h"
#include "sync/tickets.h"

#include <string.h>

enum { PRODUCERS = 6, EACH = 5000, FENCES = 300, MEETINGS = 3000, INTERVAL = 1000, BATCH = 7, AHEAD = 10000 };

/* What is waited for comes long before. */
static const double LONG_MS = 3.6e6;

static struct failure failure;

static void put_many(void *argument, unsigned worker)
{
    for (uint64_t i = 0; i < EACH; i++) {
        uint64_t element = (uint64_t)worker << 32 | i;
        assert_true(queue_put(argument, &element, i + 1 == EACH));
    }
}

/* A small queue is full most of the time: nothing is lost, each producer's order holds, producers wait for room. */
static void a_full_queue_holds_producers_back(void **state)
{
    (void)state;
    struct queue queue;
    struct pool pool;
    uint64_t next[PRODUCERS] = {0}, total = 0, element[16];
    queue_init(&queue, 16, sizeof *element);
    assert_true(pool_start(&pool, PRODUCERS, "producer", put_many, &queue, &failure));
    while (total < PRODUCERS * EACH) {
        size_t count = queue_take(&queue, element, 16, 10);
        for (size_t i = 0; i < count; i++)
            assert_true((uint32_t)element[i] == next[element[i] >> 32]++);
        total += count;
    }
    pool_join(&pool);
    assert_true(queue_counters(&queue).puts == PRODUCERS * EACH);
    assert_true(queue_counters(&queue).full_waits > 0);
    queue_release(&queue);
}

/* Nobody sleeps and nothing is urgent: putting wakes nobody. */
static void putting_costs_no_wake_up(void **state)
{
    (void)state;
    struct queue queue;
    uint64_t element = 0, out[64];
    queue_init(&queue, 64, sizeof element);
    for (int round = 0; round < 100; round++) {
        for (int i = 0; i < 40; i++)
            queue_put(&queue, &element, false);
        assert_int_equal(queue_take(&queue, out, 64, 0), 40);
    }
    assert_int_equal(queue_counters(&queue).signals, 0);
    assert_int_equal(queue_counters(&queue).empty_polls, 0);
    assert_int_equal(queue_take(&queue, out, 64, 1), 0);
    assert_int_equal(queue_counters(&queue).empty_polls, 1);
    queue_release(&queue);
}

struct finish_line {
    struct queue queue;
    struct rendezvous start;
};

static void finish_together(void *argument, unsigned worker)
{
    struct finish_line *line = argument;
    rendezvous_arrive(&line->start, worker);
    uint64_t element = worker;
    queue_put(&line->queue, &element, true);
    rendezvous_leave(&line->start, worker);
}

static void workers_that_finish_together_wake_the_consumer_once_a_sleep(void **state)
{
    (void)state;
    struct finish_line line;
    struct pool pool;
    uint64_t out[64];
    size_t taken = 0;
    queue_init(&line.queue, 64, sizeof *out);
    rendezvous_init(&line.start, 8);
    assert_true(pool_start(&pool, 8, "finisher", finish_together, &line, &failure));
    assert_true(rendezvous_meet(&line.start, "start", LONG_MS, &failure));
    rendezvous_dismiss(&line.start);
    uint64_t takes = 0;
    for (; taken < 8; takes++)
        taken += queue_take(&line.queue, out, 64, 1000);
    pool_join(&pool);
    /* One signal for each time that the consumer lay down: again after each wake-up, or only just not, at the end of a
     * take, because something was there already. */
    struct queue_counters counters = queue_counters(&line.queue);
    assert_true(counters.signals <= counters.wake_ups + takes);
    rendezvous_release_memory(&line.start);
    queue_release(&line.queue);
}

static void an_urgent_element_ends_the_sleep(void **state)
{
    (void)state;
    struct queue queue;
    uint64_t element = 5, out;
    queue_init(&queue, 8, sizeof element);
    queue_put(&queue, &element, true);
    assert_int_equal(queue_take(&queue, &out, 1, LONG_MS), 1);
    assert_int_equal(out, 5);
    assert_int_equal(queue_counters(&queue).wake_ups, 0); /* it did not begin */
    queue_close(&queue);
    assert_false(queue_put(&queue, &element, false));
    assert_int_equal(queue_take(&queue, &out, 1, LONG_MS), 0);
    queue_release(&queue);
}

/* A producer that lost its core between claiming a position and filling it holds up what stands behind: meanwhile the
 * consumer sleeps, and it has not forgotten the urgent element when the gap closes. */
static void an_urgent_element_behind_a_gap_is_not_lost(void **state)
{
    (void)state;
    struct queue queue;
    uint64_t element = 5, out[8];
    queue_init(&queue, 8, sizeof element);
    atomic_fetch_add(&queue.tail, 1); /* claimed */
    queue_put(&queue, &element, true);
    assert_int_equal(queue_take(&queue, out, 8, 50), 0);
    uint64_t wake_ups = queue_counters(&queue).wake_ups;
    assert_in_range(wake_ups, 1, 2);                               /* it has slept */
    atomic_store((atomic_uint_least64_t *)(void *)queue.cells, 1); /* filled */
    assert_int_equal(queue_take(&queue, out, 8, LONG_MS), 2);
    assert_int_equal(out[1], 5);
    assert_int_equal(queue_counters(&queue).wake_ups, wake_ups);
    queue_release(&queue);
}

struct fenced {
    struct tickets tickets;
    struct rendezvous rendezvous;
    uint64_t done[PRODUCERS]; /* each worker's own: ordered by the rendezvous alone */
};

static void work_to_the_fence(void *argument, unsigned worker)
{
    struct fenced *fenced = argument;
    uint64_t first, count;
    for (;;) {
        enum ticket ticket = tickets_claim(&fenced->tickets, BATCH, &first, &count);
        if (ticket == TICKET_STOP)
            break;
        if (ticket == TICKET_PAUSE)
            rendezvous_arrive(&fenced->rendezvous, worker);
        else
            fenced->done[worker] += count;
    }
    rendezvous_leave(&fenced->rendezvous, worker);
}

/* However many workers there are, all iterations before the fence are done when they have met, and none after it. */
static void workers_meet_exactly_at_the_fence(void **state)
{
    (void)state;
    static struct fenced fenced;
    struct pool pool;
    tickets_init(&fenced.tickets, 0, INTERVAL);
    rendezvous_init(&fenced.rendezvous, PRODUCERS);
    assert_true(pool_start(&pool, PRODUCERS, "worker", work_to_the_fence, &fenced, &failure));
    for (uint64_t fence = 1; fence <= FENCES; fence++) {
        uint64_t sum = 0;
        assert_true(rendezvous_meet(&fenced.rendezvous, "fence", LONG_MS, &failure));
        for (unsigned w = 0; w < PRODUCERS; w++)
            sum += fenced.done[w];
        assert_true(sum == fence * INTERVAL && tickets_next(&fenced.tickets) == sum);
        tickets_set_limit(&fenced.tickets, (fence + 1) * INTERVAL);
        rendezvous_release(&fenced.rendezvous);
    }
    uint64_t limit = tickets_set_limit(&fenced.tickets, 0); /* from now on */
    assert_true(rendezvous_meet(&fenced.rendezvous, "now", LONG_MS, &failure));
    assert_true(tickets_next(&fenced.tickets) == limit);
    tickets_stop(&fenced.tickets);
    rendezvous_dismiss(&fenced.rendezvous);
    pool_join(&pool);
    assert_true(rendezvous_is_empty(&fenced.rendezvous));
    rendezvous_release_memory(&fenced.rendezvous);
}

/* A fence that is put in front of running workers, who would have gone on for ever, stops them where it says. */
static void a_fence_holds_workers_on_the_run(void **state)
{
    (void)state;
    static struct fenced fenced;
    struct pool pool;
    tickets_init(&fenced.tickets, 0, UINT64_MAX);
    rendezvous_init(&fenced.rendezvous, PRODUCERS);
    assert_true(pool_start(&pool, PRODUCERS, "worker", work_to_the_fence, &fenced, &failure));
    for (int meeting = 0; meeting < MEETINGS; meeting++) {
        uint64_t limit = tickets_next(&fenced.tickets) + AHEAD, sum = 0;
        uint64_t passed = tickets_set_limit(&fenced.tickets, limit);
        if (passed > limit) /* the workers were faster: they stop where they are */
            limit = passed;
        assert_true(rendezvous_meet(&fenced.rendezvous, "fence", LONG_MS, &failure));
        for (unsigned w = 0; w < PRODUCERS; w++)
            sum += fenced.done[w];
        assert_true(sum == limit && tickets_next(&fenced.tickets) == limit);
        tickets_set_limit(&fenced.tickets, UINT64_MAX);
        rendezvous_release(&fenced.rendezvous);
    }
    tickets_stop(&fenced.tickets);
    rendezvous_dismiss(&fenced.rendezvous);
    pool_join(&pool);
    rendezvous_release_memory(&fenced.rendezvous);
}

static void who_is_missing_is_named(void **state)
{
    (void)state;
    struct rendezvous rendezvous;
    rendezvous_init(&rendezvous, 3);
    rendezvous_leave(&rendezvous, 1);
    assert_false(rendezvous_meet(&rendezvous, "checkpoint", 20, &failure));
    assert_string_equal(failure.text, "checkpoint: worker-0 and worker-2 did not arrive within 0.0 s");
    rendezvous_release_memory(&rendezvous);
}

static uint64_t answer_wrongly(void *argument, unsigned worker)
{
    return pool_answer(worker) + (worker == *(unsigned *)argument);
}

static void the_diagnostic_finds_who_does_not_answer(void **state)
{
    (void)state;
    struct pool_diagnosis diagnosis;
    double seconds;
    unsigned broken = 2;
    assert_true(pool_diagnose(4, &seconds, &failure));
    do
        assert_false(pool_diagnose_task(4, answer_wrongly, &broken, 0.2, &diagnosis, &failure));
    while (diagnosis.answered < 3); /* this machine kept others from answering in time: once more */
    assert_int_equal(diagnosis.answered, 3);
    assert_non_null(strstr(failure.text, "worker-2 did not answer"));
}

static atomic_bool asleep, wake_the_sleeper, sleeper_woke;

static uint64_t hang(void *argument, unsigned worker)
{
    if (worker == *(unsigned *)argument)
        atomic_store(&asleep, true);
    while (worker == *(unsigned *)argument && !atomic_load(&wake_the_sleeper))
        continue;
    if (worker == *(unsigned *)argument)
        atomic_store(&sleeper_woke, true);
    return pool_answer(worker);
}

/* A diagnostic that waited for the thread that hangs would hang itself. */
static void the_diagnostic_returns_although_a_worker_hangs(void **state)
{
    (void)state;
    struct pool_diagnosis diagnosis;
    static unsigned hanging = 1;
    do {
        atomic_store(&asleep, false);
        atomic_store(&wake_the_sleeper, false);
        atomic_store(&sleeper_woke, false);
        assert_false(pool_diagnose_task(3, hang, &hanging, 0.5, &diagnosis, &failure));
        atomic_store(&wake_the_sleeper, true);
        while (atomic_load(&asleep) && !atomic_load(&sleeper_woke))
            continue;
    } while (diagnosis.answered < 2); /* as above */
    assert_int_equal(diagnosis.answered, 2);
    assert_string_equal(failure.text, "worker-1 did not answer within 0.5 s");
}

static void silence_is_measured_by_the_batch(void **state)
{
    (void)state;
    assert_true(pool_stall_seconds(1) == 300 && pool_stall_seconds(30) == 300 && pool_stall_seconds(100) == 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_queue_holds_producers_back),
        cmocka_unit_test(putting_costs_no_wake_up),
        cmocka_unit_test(workers_that_finish_together_wake_the_consumer_once_a_sleep),
        cmocka_unit_test(an_urgent_element_ends_the_sleep),
        cmocka_unit_test(an_urgent_element_behind_a_gap_is_not_lost),
        cmocka_unit_test(workers_meet_exactly_at_the_fence),
        cmocka_unit_test(a_fence_holds_workers_on_the_run),
        cmocka_unit_test(who_is_missing_is_named),
        cmocka_unit_test(the_diagnostic_finds_who_does_not_answer),
        cmocka_unit_test(the_diagnostic_returns_although_a_worker_hangs),
        cmocka_unit_test(silence_is_measured_by_the_batch),
    };
    return cmocka_run_group_tests_name("workers", tests, NULL, NULL);
}
