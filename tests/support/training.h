/* A small game trained in memory, for tests: what train/setup.c and the trainer do, without files and log. */
#ifndef SUPPORT_TRAINING_H
#define SUPPORT_TRAINING_H

#include "base/memory.h"
#include "cfr/engine.h"
#include "cfr/hands.h"
#include "cfr/schedules.h"
#include "eval/best_response.h"
#include "eval/tables_policy.h"
#include "platform/thread.h"
#include "support/red_zones.h"
#include "train/samplers.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct training {
    struct game game;
    struct menu menu;
    struct tree tree;
    struct abstraction abstraction;
    struct sampler_plan plan;
    void *walk_memory, *tables_memory, *sampler_memory;
    struct sampler_counters counters;
};

static inline void training_must(bool succeeded, const struct failure *failure)
{
    if (!succeeded) {
        fprintf(stderr, "%s\n", failure->text);
        abort();
    }
}

/* What a thread that samples needs, and no byte more; red_release. */
static inline void *training_desk(const struct sampler_plan *plan)
{
    return red_new(hands_bytes(plan));
}

/* What follows from training->game. */
static inline void training_prepare(struct training *training, const struct sampler *sampler,
                                    const struct schedule_rule *schedule, uint64_t seed)
{
    struct failure failure;
    uint32_t buckets[GAME_ROUNDS];
    evaluator_init();
    training_must(menu_named("three-sizes", &training->game, &training->menu, &failure), &failure);
    training_must(tree_build(&training->game, &training->menu, &training->tree, &failure), &failure);
    training_must(
        abstraction_lossless(&training->game, training->game.rounds, 1000000, &training->abstraction, &failure),
        &failure);
    for (unsigned s = 0; s < training->game.rounds; s++)
        buckets[s] = training->abstraction.street[s].buckets;
    struct sampler_plan *plan = &training->plan;
    plan->sampler = sampler;
    plan->engine = engine_in_use();
    plan->seed = seed;
    schedule_init(&plan->schedule, schedule, 1000, 1, 1, true);
    tables_shape(&plan->tables, &training->tree, buckets, schedule_is_stamped(&plan->schedule));
    size_t bytes = (size_t)tables_bytes(&plan->tables);
    training->tables_memory = red_new(bytes);
    memset(training->tables_memory, 0, bytes);
    tables_init(&plan->tables, training->tables_memory);
    training->walk_memory = memory_allocate(walk_bytes(&training->tree), 1);
    training_must(walk_init(&plan->walk, &training->tree, training->walk_memory, &failure), &failure);
    dealer_init(&plan->dealer, &training->tree, &training->abstraction, seed);
    training->sampler_memory = training_desk(plan);
}

/* Fresh tables for a game of games/, lossless, pruning off. */
static inline void training_open(struct training *training, const char *game, const struct sampler *sampler,
                                 const struct schedule_rule *schedule, uint64_t seed)
{
    struct failure failure;
    char path[512];
    memset(training, 0, sizeof *training);
    snprintf(path, sizeof path, "%s/games/%s", HOLDEM_ROOT, game);
    training_must(game_load(path, &training->game, &failure), &failure);
    training_prepare(training, sampler, schedule, seed);
}

/* The same for a game given as text. */
static inline void training_open_text(struct training *training, const char *text, const struct sampler *sampler,
                                      const struct schedule_rule *schedule, uint64_t seed)
{
    struct failure failure;
    memset(training, 0, sizeof *training);
    training_must(game_parse("test", text, &training->game, &failure), &failure);
    training_prepare(training, sampler, schedule, seed);
}

static inline void training_close(struct training *training)
{
    red_release(training->tables_memory);
    red_release(training->sampler_memory);
    memory_release(training->walk_memory);
    abstraction_release(&training->abstraction);
    tree_release(&training->tree);
}

/* Iterations first .. first + count - 1 on this thread. */
static inline void training_run(struct training *training, uint64_t first, uint64_t count, float epsilon)
{
    hands_run(&training->plan, training->sampler_memory, first, count, epsilon, &training->counters);
}

struct training_share {
    const struct training *training;
    struct thread thread;
    atomic_uint_least64_t *next;
    uint64_t end;
    float epsilon;
    struct sampler_counters counters;
};

static inline void training_work(void *argument)
{
    enum { BATCH = 100 };
    struct training_share *share = argument;
    uint64_t first;
    void *desk = training_desk(&share->training->plan);
    while ((first = atomic_fetch_add(share->next, BATCH)) < share->end)
        hands_run(&share->training->plan, desk, first, share->end - first < BATCH ? share->end - first : BATCH,
                  share->epsilon, &share->counters);
    red_release(desk);
}

/* The same by several threads at once on the shared tables. */
static inline void training_run_parallel(struct training *training, uint64_t first, uint64_t count, float epsilon,
                                         unsigned threads)
{
    struct training_share share[16];
    struct failure failure;
    atomic_uint_least64_t next = first;
    for (unsigned t = 0; t < threads; t++) {
        share[t] =
            (struct training_share){.training = training, .next = &next, .end = first + count, .epsilon = epsilon};
        training_must(thread_start(&share[t].thread, "training", training_work, &share[t], &failure), &failure);
    }
    for (unsigned t = 0; t < threads; t++) {
        thread_join(&share[t].thread);
        training->counters.iterations += share[t].counters.iterations;
        training->counters.visits += share[t].counters.visits;
    }
}

static inline struct best_response training_measure(const struct training *training)
{
    struct tables_view view = {&training->abstraction, &training->plan.tables};
    struct policy policy = tables_policy(&view);
    struct best_response result;
    best_response_compute(&run_unattended, &training->tree, &policy, &result);
    return result;
}

#endif
