/* A small two-player game trained full-width in memory, for tests: what train/setup.c and the trainer do. */
#ifndef SUPPORT_SWEEPING_H
#define SUPPORT_SWEEPING_H

#include "base/memory.h"
#include "base/random.h"
#include "cfr/schedules.h"
#include "eval/best_response.h"
#include "eval/tables_policy.h"
#include "support/red_zones.h"
#include "train/sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sweeping {
    struct game game;
    struct menu menu;
    struct tree tree;
    struct abstraction abstraction;
    struct tables tables;
    struct sweep sweep;
    void *memory;
    struct sampler_counters counters;
};

static inline void sweeping_must(bool succeeded, const struct failure *failure)
{
    if (!succeeded) {
        fprintf(stderr, "%s\n", failure->text);
        abort();
    }
}

/* A game that is given as text, without tables; `buckets_path`: a bucket file, NULL: lossless. */
static inline void sweeping_prepare(struct sweeping *sweeping, const char *text, const char *menu,
                                    const struct schedule_rule *kind, const char *buckets_path)
{
    struct failure failure;
    struct schedule schedule;
    memset(sweeping, 0, sizeof *sweeping);
    evaluator_init();
    sweeping_must(game_parse("test", text, &sweeping->game, &failure), &failure);
    sweeping_must(menu_named(menu, &sweeping->game, &sweeping->menu, &failure), &failure);
    sweeping_must(tree_build(&sweeping->game, &sweeping->menu, &sweeping->tree, &failure), &failure);
    sweeping_must(buckets_path ? abstraction_open(buckets_path, &sweeping->game, &sweeping->abstraction, &failure)
                               : abstraction_lossless(&sweeping->game, tree_streets(&sweeping->tree), 1000000,
                                                      &sweeping->abstraction, &failure),
                  &failure);
    schedule_init(&schedule, kind, 1000, 1.5, 2, true);
    sweeping_must(sweep_open(&run_unattended, &sweeping->sweep, &sweeping->tree, &sweeping->abstraction, &schedule,
                             1000000, &failure),
                  &failure);
}

/* Fresh tables. */
static inline void sweeping_start(struct sweeping *sweeping, unsigned workers)
{
    struct failure failure;
    uint32_t buckets[GAME_ROUNDS];
    for (unsigned s = 0; s < sweeping->game.rounds; s++)
        buckets[s] = sweeping->abstraction.street[s].buckets;
    tables_shape(&sweeping->tables, &sweeping->tree, buckets, false);
    sweep_shape(&sweeping->sweep, &sweeping->tables);
    size_t bytes = (size_t)tables_bytes(&sweeping->tables);
    sweeping->memory = red_new(bytes);
    memset(sweeping->memory, 0, bytes);
    tables_init(&sweeping->tables, sweeping->memory);
    sweeping_must(sweep_start(&sweeping->sweep, &sweeping->tables, workers, &failure), &failure);
}

static inline void sweeping_open_buckets(struct sweeping *sweeping, const char *text, const char *menu,
                                         const struct schedule_rule *kind, unsigned workers, const char *buckets_path)
{
    sweeping_prepare(sweeping, text, menu, kind, buckets_path);
    sweeping_start(sweeping, workers);
}

static inline void sweeping_open_text(struct sweeping *sweeping, const char *text, const char *menu,
                                      const struct schedule_rule *kind, unsigned workers)
{
    sweeping_open_buckets(sweeping, text, menu, kind, workers, NULL);
}

/* text[SWEEPING_TEXT]: a game of games/. */
enum { SWEEPING_TEXT = 4096 };
static inline void sweeping_read(const char *game, char text[])
{
    char path[512];
    snprintf(path, sizeof path, "%s/games/%s", HOLDEM_ROOT, game);
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, SWEEPING_TEXT - 1, file) : 0;
    if (file)
        fclose(file);
    text[length] = '\0';
}

static inline void sweeping_open(struct sweeping *sweeping, const char *game, const char *menu,
                                 const struct schedule_rule *kind, unsigned workers)
{
    char text[SWEEPING_TEXT];
    sweeping_read(game, text);
    sweeping_open_text(sweeping, text, menu, kind, workers);
}

static inline void sweeping_close(struct sweeping *sweeping)
{
    sweep_release(&sweeping->sweep);
    red_release(sweeping->memory);
    abstraction_release(&sweeping->abstraction);
    tree_release(&sweeping->tree);
}

/* Regrets in the proportions 0 to 3, at least one of a row above zero. */
static inline void sweeping_draw(struct sweeping *sweeping, struct random_stream *random)
{
    for (uint32_t n = 0; n < sweeping->tree.nodes_count; n++) {
        const struct node *node = &sweeping->tree.nodes[n];
        const struct table_street *street = &sweeping->tables.street[node->street];
        for (uint32_t b = 0; b < street->buckets; b++) {
            struct table_place place = table_find(street, b, node->row);
            for (unsigned a = 0; a < node->actions; a++)
                table_store(&street->regret[place.index + a * place.stride],
                            (float)(random_below(random, 4) + (a == 0)));
        }
    }
}

/* Iterations first .. first + count - 1 on this thread. */
static inline void sweeping_run(struct sweeping *sweeping, uint64_t first, uint64_t count)
{
    sweep_run(&sweeping->sweep, 0, first, count, &sweeping->counters);
}

/* By enumeration of all deals, which shares no code with the walk. */
static inline struct best_response sweeping_measure(const struct sweeping *sweeping)
{
    struct tables_view view = {&sweeping->abstraction, &sweeping->tables};
    struct policy policy = tables_policy(&view);
    struct best_response result;
    best_response_compute(&run_unattended, &sweeping->tree, &policy, &result);
    return result;
}

#endif
