/* What the tests of this room share: a game with its tree, lossless buckets and tables that a test fills
 * itself. */
#ifndef TESTS_EVAL_FIXTURE_H
#define TESTS_EVAL_FIXTURE_H

#include "base/memory.h"
#include "buckets/abstraction.h"
#include "cards/evaluator.h"
#include "cfr/tables.h"
#include "eval/blueprint.h"
#include "game/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KUHN_TEXT                                                                                                      \
    "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 1\nblind = 1 1\nraiseSize = 1\nfirstPlayer = 1\nmaxRaises "           \
    "= 1\n"                                                                                                            \
    "numSuits = 1\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n"
#define KUHN_3P_TEXT                                                                                                   \
    "GAMEDEF\nlimit\nnumPlayers = 3\nnumRounds = 1\nblind = 1 1 1\nraiseSize = 1\nfirstPlayer = "                      \
    "1\nmaxRaises = 1\n"                                                                                               \
    "numSuits = 1\nnumRanks = 4\nnumHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n"
#define LEDUC_TEXT                                                                                                     \
    "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 1 1\nraiseSize = 2 4\nfirstPlayer = 1 "                    \
    "1\nmaxRaises = 2 2\n"                                                                                             \
    "numSuits = 2\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0 1\nEND GAMEDEF\n"
/* Hold'em before the flop only, with its full deck: 169 canonical hands. */
#define PREFLOP_TEXT                                                                                                   \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 1\nstack = 2000 2000\nblind = 100 50\nfirstPlayer = 2\n"            \
    "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0\nEND GAMEDEF\n"
/* Two hole cards and a flop of one card with a deck of twelve. */
#define SMALL_FLOP_TEXT                                                                                                \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 400 400\nblind = 100 50\nfirstPlayer = 2 1\n"            \
    "numSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

struct fixture {
    struct game game;
    struct menu menu;
    struct tree tree;
    struct abstraction abstraction;
    struct tables tables;
    void *memory;
    bool has_tables;
};

static inline void must(bool done, const struct failure *failure)
{
    if (!done) {
        fprintf(stderr, "%s\n", failure->text);
        abort();
    }
}

static inline void fixture_game_with(struct fixture *fixture, const char *name, const char *text, const char *menu)
{
    struct failure failure;
    memset(fixture, 0, sizeof *fixture);
    evaluator_init();
    must(game_parse(name, text, &fixture->game, &failure), &failure);
    snprintf(fixture->game.name, sizeof fixture->game.name, "%s", name);
    must(menu_named(menu, &fixture->game, &fixture->menu, &failure), &failure);
    must(tree_build(&fixture->game, &fixture->menu, &fixture->tree, &failure), &failure);
}

static inline void fixture_game(struct fixture *fixture, const char *name, const char *text)
{
    fixture_game_with(fixture, name, text, "three-sizes");
}

/* With fresh tables: uniform play. */
static inline void fixture_open_with(struct fixture *fixture, const char *name, const char *text, const char *menu)
{
    struct failure failure;
    uint32_t buckets[GAME_ROUNDS];
    fixture_game_with(fixture, name, text, menu);
    must(abstraction_lossless(&fixture->game, fixture->game.rounds, 1000000, &fixture->abstraction, &failure),
         &failure);
    for (unsigned s = 0; s < fixture->game.rounds; s++)
        buckets[s] = fixture->abstraction.street[s].buckets;
    tables_shape(&fixture->tables, &fixture->tree, buckets, false);
    fixture->memory = memory_allocate((size_t)tables_bytes(&fixture->tables), 1);
    tables_init(&fixture->tables, fixture->memory);
    fixture->has_tables = true;
}

static inline void fixture_open(struct fixture *fixture, const char *name, const char *text)
{
    fixture_open_with(fixture, name, text, "three-sizes");
}

static inline void fixture_close(struct fixture *fixture)
{
    if (fixture->has_tables)
        abstraction_release(&fixture->abstraction);
    memory_release(fixture->memory);
    tree_release(&fixture->tree);
}

/* The strategy sum of one action of one information set. */
static inline table_entry *fixture_sum(struct fixture *fixture, const struct node *node, bucket_id bucket,
                                       unsigned action)
{
    struct table_street *street = &fixture->tables.street[node->street];
    return street->sum + table_index(street, bucket, node->row) + action;
}

/* The node at a betting sequence. */
static inline const struct node *fixture_node(const struct fixture *fixture, const char *sequence)
{
    struct tree_position position;
    struct failure failure;
    must(tree_follow(&fixture->tree, sequence, &position, &failure), &failure);
    if (node_ref_is_terminal(position.at))
        abort();
    return &fixture->tree.nodes[position.at];
}

/* Writes the tables as a blueprint, 1,234 iterations, seed 7. */
static inline void fixture_write(const struct fixture *fixture, const char *path)
{
    struct failure failure;
    struct blueprint_facts facts = {
        .iterations = 1234, .seed = 7, .sampler = "external", .schedule = "linear", .config = "seed: 7\n"};
    must(blueprint_write(&run_unattended, path, &fixture->tree, &fixture->abstraction, &fixture->tables, &facts,
                         &failure),
         &failure);
}

/* Opens the tables as a blueprint, with its buckets, by way of a file that is gone afterwards. */
static inline void fixture_blueprint(const struct fixture *fixture, struct blueprint *blueprint)
{
    struct failure failure;
    char path[128];
    snprintf(path, sizeof path, "fixture_%p.holdem", (void *)blueprint);
    fixture_write(fixture, path);
    must(blueprint_open(path, blueprint, &failure), &failure);
    must(blueprint_open_buckets(blueprint, NULL, &failure), &failure);
    remove(path);
}

/* A deterministic filling: sums 0 .. 9, some rows all zero. */
static inline float fixture_filling(unsigned street, uint64_t index)
{
    return (float)((index * 2654435761u + street * 97u) >> 7 & 7);
}

static inline void fixture_fill(struct fixture *fixture)
{
    for (unsigned s = 0; s < fixture->tables.streets; s++) {
        struct table_street *street = &fixture->tables.street[s];
        for (uint64_t i = 0; i < table_street_entries(street); i++)
            table_store(&street->sum[i], fixture_filling(s, i));
    }
}

#endif
