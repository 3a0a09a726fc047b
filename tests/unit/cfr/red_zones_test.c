/* Whoever works in arrays that were carved out of one block keeps within each of them: they are moved apart, red zones in
 * between (support/red_zones.h), and training there writes into no zone and leaves the bytes that it leaves in the block.
 *
 * Kuhn poker is among the games because it fills a flight's queues to the last entry: each of the traverser's two nodes has
 * its two children in the opponent's queue at one time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_build.h"
#include "cfr/flight_part.h"
#include "cfr/stage.h"
#include "support/sweeping.h"
#include "support/training.h"

static const char kuhn[] = "kuhn.game", leduc[] = "leduc.game", small[] = "../tests/support/small.game";

/* --- the zones themselves --- */

struct carved {
    unsigned char *first, *second;
};

/* Two arrays of 200 and 100 bytes; writes at one place behind the first of them. */
static bool stays_whole(unsigned at)
{
    unsigned char *block = red_new(300);
    memset(block, 0, 300);
    struct carved carved = {block, block + 200};
    const struct red_holder holder = {&carved, sizeof carved};
    static struct red_arrays arrays;
    red_move_apart(&arrays, block, 300, &holder, 1);
    assert_int_equal(arrays.count, 2);
    assert_true(carved.second - carved.first > 200 + RED_ZONE);
    carved.second[99] = 5;
#ifdef RED_ZONES_POISONED
    if (at >= 200)
        red_unpoison(carved.first + at, carved.first + at + 1);
#endif
    carved.first[at] = 7;
    bool whole = red_move_back(&arrays, &holder, 1);
    assert_ptr_equal(carved.first, block);
    assert_ptr_equal(carved.second, block + 200);
    assert_int_equal(block[299], 5);
    assert_int_equal(at < 200 ? block[at] : 7, 7);
    red_release(block);
    return whole;
}

static void a_write_behind_an_array_is_seen(void **state)
{
    (void)state;
    assert_true(stays_whole(0));
    assert_true(stays_whole(199));
    assert_false(stays_whole(200));
    assert_false(stays_whole(200 + RED_ZONE - 1));
}

/* --- flights --- */

/* Of the flights that go on: the engine whose work it is, and the memory that they are given. */
static struct {
    const struct engine *engine;
    void *memory;
    size_t bytes;
    unsigned done, damaged;
} flights;

static void fly_apart(struct flight *flight)
{
    static struct red_arrays arrays;
    const struct red_holder holder = {flight, sizeof *flight};
    red_move_apart(&arrays, flights.memory, flights.bytes, &holder, 1);
    assert_true(arrays.count >= 12);
    flights.engine->flight(flight);
    flights.damaged += !red_move_back(&arrays, &holder, 1);
    flights.done++;
}

static void open_flight(struct training *training, const char *game, const struct sampler *sampler)
{
    training_open(training, game, sampler, &schedule_dcfr, 9);
    schedule_init(&training->plan.schedule, &schedule_dcfr, 100, 1, 1, true);
    if (sampler == &sampler_targeted)
        targets_read(&training->plan.targets, "12:0.2 2:0.8", 2, NULL);
}

static void check_flight(const char *game, const struct sampler *sampler)
{
    enum { BATCHES = 40 };
    struct training plain, apart;
    open_flight(&plain, game, sampler);
    open_flight(&apart, game, sampler);
    struct engine engine = *plain.plan.engine;
    engine.flight = fly_apart;
    apart.plan.engine = &engine;
    flights.engine = plain.plan.engine;
    flights.memory = apart.sampler_memory;
    flights.bytes = hands_bytes(&apart.plan);
    flights.done = flights.damaged = 0;
    training_run(&apart, 0, BATCHES * DEAL_BATCH + 5, 0);
    assert_int_equal(flights.done, 2 * (BATCHES + 1));
    assert_int_equal(flights.damaged, 0);
    training_run(&plain, 0, BATCHES * DEAL_BATCH + 5, 0);
    assert_memory_equal(apart.tables_memory, plain.tables_memory, (size_t)tables_bytes(&plain.plan.tables));
    assert_int_equal(apart.counters.visits, plain.counters.visits);
    assert_true(apart.counters.utility == plain.counters.utility);
    training_close(&plain);
    training_close(&apart);
}

static void flights_keep_within_their_vectors(void **state)
{
    (void)state;
    for (enum processor_level level = 0; level <= processor_best(); level++) {
        struct failure failure;
        training_must(processor_use(processor_level_name(level), &failure), &failure);
        check_flight(kuhn, &sampler_external);
        check_flight(leduc, &sampler_external);
        check_flight(small, &sampler_external);
        check_flight(leduc, &sampler_targeted);
    }
}

/* --- tables --- */

static void check_tables(const char *game, const struct sampler *sampler, const struct schedule_rule *schedule)
{
    static struct red_arrays arrays;
    struct training plain, apart;
    training_open(&plain, game, sampler, schedule, 9);
    training_open(&apart, game, sampler, schedule, 9);
    const struct red_holder holder = {&apart.plan.tables, sizeof apart.plan.tables};
    size_t bytes = (size_t)tables_bytes(&plain.plan.tables);
    red_move_apart(&arrays, apart.tables_memory, bytes, &holder, 1);
    assert_int_equal(arrays.count, plain.plan.tables.streets * (plain.plan.tables.stamped ? 3 : 2));
    training_run(&apart, 0, 3000, 0.5F);
    assert_true(red_move_back(&arrays, &holder, 1));
    training_run(&plain, 0, 3000, 0.5F);
    assert_memory_equal(apart.tables_memory, plain.tables_memory, bytes);
    training_close(&plain);
    training_close(&apart);
}

static void samplers_keep_within_the_tables(void **state)
{
    (void)state;
    static const struct sampler *const sampled[] = {&sampler_external, &sampler_outcome};
    for (unsigned s = 0; s < 2; s++) {
        check_tables(leduc, sampled[s], &schedule_linear);
        check_tables(small, sampled[s], &schedule_linear);
        check_tables(small, sampled[s], &schedule_dcfr);
        check_tables("kuhn.3p.game", sampled[s], &schedule_dcfr);
    }
}

/* --- full-width training: walks and tables --- */

/* How the rows are kept: what rounding takes beside them, and shared by the hands of many boards. */
struct keeping {
    bool precise, buckets;
};

static void open_sweep(struct sweeping *sweeping, const char *game, struct keeping keeping)
{
    static const char path[] = "red_zones_test.holdem";
    const struct bucket_options options = {
        .k = {10, 20}, .method = {&bucket_percentile, &bucket_percentile}, .fewer = true, .workers = 1};
    char text[SWEEPING_TEXT];
    struct failure failure;
    struct game rules;
    sweeping_read(game, text);
    if (keeping.buckets) {
        sweeping_must(game_parse("test", text, &rules, &failure), &failure);
        sweeping_must(bucket_build(&run_unattended, &rules, &options, path, &failure), &failure);
    }
    sweeping_prepare(sweeping, text, "three-sizes", &schedule_pcfr_plus, keeping.buckets ? path : NULL);
    sweeping->sweep.precise = keeping.precise;
    sweeping_start(sweeping, 1);
    remove(path);
}

/* The vectors of the one worker, and behind them what it adds up beside rows that are shared. */
static size_t vector_bytes(const struct sweep *sweep)
{
    struct vector_size size = vector_size_of(&sweep->game.boards, NULL);
    return sweep->shared ? sweep->worker_bytes : sweep->worker[0].walk.engine->bytes(&sweep->game.forest, &size);
}

static void check_sweep(const char *game, struct keeping keeping)
{
    static struct red_arrays tables, vectors;
    struct sweeping plain, apart;
    open_sweep(&plain, game, keeping);
    open_sweep(&apart, game, keeping);
    struct sweep *sweep = &apart.sweep;
    struct vector_street *street = sweep->worker[0].walk.street;
    const struct red_holder of_vectors[] = {{sweep->worker, sizeof *sweep->worker},
                                            {street, GAME_ROUNDS * sizeof *street}};
    const struct red_holder of_tables[] = {
        {&apart.tables, sizeof apart.tables}, {sweep, sizeof *sweep}, {sweep->worker, sizeof *sweep->worker}};
    size_t bytes = (size_t)tables_bytes(&apart.tables);
    red_move_apart(&vectors, sweep->memory, vector_bytes(sweep), of_vectors, 2);
    red_move_apart(&tables, apart.memory, bytes, of_tables, 3);
    assert_true(vectors.count >= (keeping.buckets ? 28 : 17));
    assert_int_equal(tables.count, apart.tables.streets * (keeping.precise ? 6 : 3));
    sweeping_run(&apart, 0, 20);
    assert_true(red_move_back(&vectors, of_vectors, 2));
    assert_true(red_move_back(&tables, of_tables, 3));
    sweeping_run(&plain, 0, 20);
    assert_memory_equal(apart.memory, plain.memory, bytes);
    assert_true(apart.counters.utility == plain.counters.utility);
    sweeping_close(&plain);
    sweeping_close(&apart);
}

static void sweeps_keep_within_vectors_and_tables(void **state)
{
    (void)state;
    for (unsigned precise = 0; precise < 2; precise++) {
        check_sweep(leduc, (struct keeping){precise, false});
        check_sweep(small, (struct keeping){precise, false});
        check_sweep(small, (struct keeping){precise, true});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_write_behind_an_array_is_seen),
        cmocka_unit_test(flights_keep_within_their_vectors),
        cmocka_unit_test(samplers_keep_within_the_tables),
        cmocka_unit_test(sweeps_keep_within_vectors_and_tables),
    };
    return cmocka_run_group_tests_name("red zones", tests, NULL, NULL);
}
