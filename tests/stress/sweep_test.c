/* Workers that share out steps: order, completeness, and full-width training that gives what one worker gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/engine.h"
#include "platform/thread.h"
#include "support/sweeping.h"
#include "train/chance.h"
#include "train/samplers.h"

#include <assert.h>
#include <math.h>

enum { WORKERS = 3, STEPS = 600, ITEMS = 40 };

/* A sum that only comes out right when each step sees all of the one before: x -> 3 x + 1, item by item. */
static struct relay relay;
static uint64_t chain[ITEMS], steps_done;
static bool leading; /* somebody does: written by leaders alone */

static void advance(void *context, unsigned worker, uint32_t item)
{
    (void)context, (void)worker;
    chain[item] = 3 * chain[item] + 1;
}

static void lead(void *argument)
{
    unsigned worker = *(unsigned *)argument;
    for (bool more = true; more;) {
        relay_take(&relay, worker);
        assert(!leading);
        leading = true;
        more = steps_done < STEPS;
        if (more) {
            relay_run(&relay, worker, advance, NULL, ITEMS);
            steps_done++;
        }
        leading = false;
        relay_give(&relay);
    }
}

static void steps_follow_each_other(void **state)
{
    (void)state;
    struct thread thread[WORKERS];
    unsigned number[WORKERS];
    struct failure failure;
    uint64_t expected = 0;
    relay_init(&relay);
    for (unsigned w = 0; w < WORKERS; w++) {
        number[w] = w;
        sweeping_must(thread_start(&thread[w], "worker", lead, &number[w], &failure), &failure);
    }
    for (unsigned w = 0; w < WORKERS; w++)
        thread_join(&thread[w]);
    for (unsigned s = 0; s < STEPS; s++)
        expected = 3 * expected + 1;
    for (unsigned i = 0; i < ITEMS; i++)
        assert_true(chain[i] == expected);
    assert_int_equal(steps_done, STEPS);
    relay_release(&relay);
}

struct share {
    struct sweeping *sweeping;
    unsigned worker;
    uint64_t *next; /* iteration; belongs to who leads */
    struct thread thread;
    struct sampler_counters counters;
};

static void work(void *argument)
{
    struct share *share = argument;
    struct relay *turns = &share->sweeping->sweep.relay;
    bool more = true;
    while (more) {
        relay_take(turns, share->worker);
        more = *share->next < 6;
        if (more)
            sweep_run(&share->sweeping->sweep, share->worker, (*share->next)++, 1, &share->counters);
        relay_give(turns);
    }
}

/* Workers that share out the boards of each iteration get what one gets, but for the order of sums. Actions that are
 * equally good may trade places by that; values may not. */
static void three_workers_do_what_one_does(void **state)
{
    (void)state;
    static const char *const text =
        "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 3\nstack = 20 20\nblind = 2 1\n"
        "firstPlayer = 2 1 1\nnumSuits = 4\nnumRanks = 3\nnumHoleCards = 2\nnumBoardCards = 0 2 1\nEND GAMEDEF\n";
    struct sweeping alone, together;
    struct failure failure;
    sweeping_open_text(&alone, text, "three-sizes", &schedule_cfr_plus, 1);
    sweeping_open_text(&together, text, "three-sizes", &schedule_cfr_plus, 3);
    assert_int_equal(sweep_batch(&together.sweep, 100), 1);
    sweeping_run(&alone, 0, 6);
    struct share share[3];
    uint64_t next = 0;
    for (unsigned w = 0; w < 3; w++) {
        share[w] = (struct share){.sweeping = &together, .worker = w, .next = &next};
        sweeping_must(thread_start(&share[w].thread, "worker", work, &share[w], &failure), &failure);
    }
    for (unsigned w = 0; w < 3; w++)
        thread_join(&share[w].thread);
    double value = 0;
    for (unsigned w = 0; w < 3; w++)
        value += share[w].counters.utility;
    print_message("values of player 1's walks, in all: %.6f and %.6f\n", alone.counters.utility, value);
    assert_true(fabs(value - alone.counters.utility) < 0.02);
    sweeping_close(&alone);
    sweeping_close(&together);
}

struct draw {
    struct chance *chance;
    unsigned worker;
    struct thread thread;
    struct sampler_counters counters;
};

static void draw_boards(void *argument)
{
    struct draw *draw = argument;
    for (uint64_t t = 0; t < 400; t++)
        chance_run(draw->chance, draw->worker, 3 * t + draw->worker, 1, &draw->counters);
}

/* Public chance sampling by three workers on the same rows: nobody waits for anybody, and the strategy is as good. */
static void three_workers_draw_boards(void **state)
{
    (void)state;
    struct sweeping sweeping;
    struct chance chance;
    struct draw draw[3];
    struct failure failure;
    sweeping_open(&sweeping, "leduc.game", "three-sizes", &schedule_linear, 1);
    struct sampler_plan plan = {
        .sampler = &sampler_public, .engine = engine_in_use(), .tables = sweeping.tables, .seed = 1};
    schedule_init(&plan.schedule, &schedule_linear, 1000, 1, 1, true);
    sweeping_must(chance_open(&run_unattended, &chance, &sweeping.tree, &sweeping.abstraction, &plan, 1000, &failure),
                  &failure);
    sweeping_must(chance_start(&chance, 3, &failure), &failure);
    for (unsigned w = 0; w < 3; w++) {
        draw[w] = (struct draw){.chance = &chance, .worker = w};
        sweeping_must(thread_start(&draw[w].thread, "worker", draw_boards, &draw[w], &failure), &failure);
    }
    for (unsigned w = 0; w < 3; w++)
        thread_join(&draw[w].thread);
    assert_int_equal(draw[0].counters.iterations, 400);
    double exploitability = sweeping_measure(&sweeping).exploitability;
    print_message("exploitability after 1,200 boards: %.4f\n", exploitability);
    assert_true(exploitability < 0.1);
    chance_release(&chance);
    sweeping_close(&sweeping);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_follow_each_other),
        cmocka_unit_test(three_workers_do_what_one_does),
        cmocka_unit_test(three_workers_draw_boards),
    };
    return cmocka_run_group_tests_name("sweep", tests, NULL, NULL);
}
