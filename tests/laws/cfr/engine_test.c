/* Engines: each level's table holds that level's functions, and all that this processor can run leave the same bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/flight_part.h"
#include "cfr/vector_engines.h"
#include "platform/level.h"
#include "support/sweeping.h"
#include "support/training.h"

/* What a table must hold. */
struct parts {
    const char *name;
    void (*flight)(struct flight *flight);
    const struct vector_engine *single, *precise;
    vector_strategy *strategy;
    vector_learn *learn;
    vector_record *record;
};

#define DECLARE(word, number)                                                                                          \
    extern void flight_walk_##word(struct flight *flight);                                                             \
    extern const struct vector_engine vector_engine_float_##word, vector_engine_double_##word;                         \
    extern vector_strategy shared_strategy_##word;                                                                     \
    extern vector_learn shared_learn_##word;                                                                           \
    extern vector_record shared_record_##word;
LEVEL_EACH(DECLARE)

#define LIST(word, number)                                                                                             \
    [number] = {#word,                                                                                                 \
                flight_walk_##word,                                                                                    \
                &vector_engine_float_##word,                                                                           \
                &vector_engine_double_##word,                                                                          \
                shared_strategy_##word,                                                                                \
                shared_learn_##word,                                                                                   \
                shared_record_##word},
static const struct parts parts[PROCESSOR_LEVELS] = {LEVEL_EACH(LIST)};

static void tables_hold_their_levels_functions(void **state)
{
    (void)state;
    for (enum processor_level level = 0; level < PROCESSOR_LEVELS; level++) {
        const struct engine *engine = engine_at(level);
        const struct parts *expected = &parts[level];
        if (!expected->name) {
            assert_null(engine);
            continue;
        }
        assert_string_equal(engine->name, processor_level_name(level));
        assert_string_equal(engine->name, expected->name);
        assert_int_equal(engine->level, level);
        assert_true(engine->flight == expected->flight);
        assert_ptr_equal(engine->vector->single, expected->single);
        assert_ptr_equal(engine->vector->precise, expected->precise);
        assert_string_equal(engine->vector->single->name, "float");
        assert_string_equal(engine->vector->precise->name, "double");
        assert_true(engine->vector->shared.strategy == expected->strategy);
        assert_true(engine->vector->shared.learn == expected->learn);
        assert_true(engine->vector->shared.record == expected->record);
    }
}

/* Every step of a walk, and what it calls, is of one build. */
static void builds_of_the_walk_share_nothing(void **state)
{
    (void)state;
    const struct vector_engine *engine[2 * PROCESSOR_LEVELS];
    unsigned count = 0;
    for (enum processor_level level = 0; level < PROCESSOR_LEVELS; level++) {
        if (!engine_at(level))
            continue;
        engine[count++] = engine_at(level)->vector->single;
        engine[count++] = engine_at(level)->vector->precise;
    }
    for (unsigned a = 0; a < count; a++) {
        for (unsigned b = 0; b < a; b++) {
            assert_true(engine[a]->init != engine[b]->init && engine[a]->begin != engine[b]->begin);
            assert_true(engine[a]->board != engine[b]->board && engine[a]->end != engine[b]->end);
            assert_true(engine[a]->current != engine[b]->current && engine[a]->learn != engine[b]->learn);
            assert_true(engine[a]->average != engine[b]->average && engine[a]->record != engine[b]->record);
        }
    }
}

static void use(enum processor_level level)
{
    struct failure failure;
    training_must(processor_use(processor_level_name(level), &failure), &failure);
    assert_ptr_equal(engine_in_use(), engine_at(level));
}

static void fly(struct training *training, enum processor_level level, const struct schedule_rule *schedule,
                struct pruning pruning)
{
    use(level);
    training_open(training, "leduc.game", &sampler_external, schedule, 9);
    assert_ptr_equal(training->plan.engine, engine_at(level));
    training->plan.pruning = pruning;
    schedule_init(&training->plan.schedule, schedule, 100, 1, 1, true);
    training_run(training, 0, 5000, 0);
}

static void flights_leave_the_same_bits(void **state)
{
    (void)state;
    const struct pruning each[] = {{0}, {.enabled = true, .threshold = -20, .floor = -30, .probability = 0.7F}};
    const struct schedule_rule *const rules[] = {&schedule_linear, &schedule_dcfr};
    for (unsigned i = 0; i < 4; i++) {
        struct training lowest;
        fly(&lowest, PROCESSOR_BASELINE, rules[i % 2], each[i / 2]);
        for (enum processor_level level = 1; level <= processor_best(); level++) {
            struct training training;
            fly(&training, level, rules[i % 2], each[i / 2]);
            assert_memory_equal(training.tables_memory, lowest.tables_memory,
                                (size_t)tables_bytes(&lowest.plan.tables));
            assert_int_equal(training.counters.visits, lowest.counters.visits);
            assert_int_equal(training.counters.new_infosets, lowest.counters.new_infosets);
            assert_true(training.counters.utility == lowest.counters.utility);
            training_close(&training);
        }
        training_close(&lowest);
    }
}

static void sweep(struct sweeping *sweeping, enum processor_level level, const char *game, bool precise,
                  unsigned iterations)
{
    use(level);
    sweeping_open(sweeping, game, "three-sizes", &schedule_pcfr_plus, 1);
    const struct engine *engine = engine_at(level);
    assert_ptr_equal(sweeping->sweep.worker[0].walk.engine, precise ? engine->vector->precise : engine->vector->single);
    sweeping_run(sweeping, 0, iterations);
}

static void check_sweeps(const char *game, bool precise, unsigned iterations)
{
    struct sweeping lowest;
    sweep(&lowest, PROCESSOR_BASELINE, game, precise, iterations);
    for (enum processor_level level = 1; level <= processor_best(); level++) {
        struct sweeping sweeping;
        sweep(&sweeping, level, game, precise, iterations);
        assert_memory_equal(sweeping.memory, lowest.memory, (size_t)tables_bytes(&lowest.tables));
        assert_true(sweeping.counters.utility == lowest.counters.utility);
        sweeping_close(&sweeping);
    }
    sweeping_close(&lowest);
}

static void walks_leave_the_same_bits(void **state)
{
    (void)state;
    check_sweeps("leduc.game", true, 300);
    check_sweeps("holdem.nolimit.2p.1board.game", false, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_hold_their_levels_functions),
        cmocka_unit_test(builds_of_the_walk_share_nothing),
        cmocka_unit_test(flights_leave_the_same_bits),
        cmocka_unit_test(walks_leave_the_same_bits),
    };
    return cmocka_run_group_tests_name("engine", tests, NULL, NULL);
}
