#include "eval/inside.h"

#include "base/memory.h"
#include "buckets/board_buckets.h"
#include "buckets/parallel.h"
#include "cfr/engine.h"
#include "cfr/full.h"
#include "cfr/shared.h"
#include "cfr/vector_engines.h"
#include "eval/exploit.h"
#include "eval/walk_memory.h"
#include "eval/watch.h"

#include <string.h>

/* A worker's walk, and what it learns, beside the rows. */
struct learner {
    struct vector_walk walk;
    struct shared_step step;
};

struct inside {
    struct run_context run;
    const struct tree *tree;
    const struct policy *policy;
    struct public_game game;
    struct tables tables; /* regret: the responder's regrets, the other's probabilities; no sums */
    uint32_t *element[GAME_ROUNDS];
    float *rows;    /* owned: of all streets */
    size_t entries; /* of all streets */
    unsigned workers;
    struct learner *learner; /* owned: [worker] */
    float *gains;            /* owned: [worker][entries] */
    struct walk_memory memory;
    struct progress progress;
};

static void read_buckets(struct inside *inside, const struct abstraction *abstraction, unsigned street)
{
    const struct boards_street *boards = &inside->game.boards.street[street];
    inside->element[street] = memory_allocate(boards->slots, sizeof(uint32_t));
    for (uint32_t b = 0; b < boards->count; b++)
        board_buckets(abstraction, street, &boards->board[b], inside->element[street] + boards->board[b].first_slot);
}

static void make_rows(struct inside *inside, const struct abstraction *abstraction)
{
    uint32_t buckets[GAME_ROUNDS] = {0};
    for (unsigned s = 0; s < inside->tree->game->rounds; s++)
        buckets[s] = abstraction->street[s].buckets;
    tables_shape(&inside->tables, inside->tree, buckets, false);
    for (unsigned s = 0; s < inside->tables.streets; s++)
        inside->entries += table_street_entries(&inside->tables.street[s]);
    inside->rows = memory_allocate(inside->entries, sizeof *inside->rows);
    inside->gains = memory_allocate(inside->workers * inside->entries, sizeof *inside->gains);
    size_t at = 0;
    for (unsigned s = 0; s < inside->tables.streets; s++) {
        inside->tables.street[s].regret = (table_entry *)(void *)(inside->rows + at);
        at += table_street_entries(&inside->tables.street[s]);
    }
}

static void ignore(void *context, const struct vector_part *part, const struct forest_node *node, const void *strategy,
                   const void *reach)
{
    (void)context, (void)part, (void)node, (void)strategy, (void)reach;
}

static void make_learners(struct inside *inside)
{
    uint32_t buckets[GAME_ROUNDS];
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        buckets[s] = inside->element[s] ? inside->tables.street[s].buckets : 0;
    struct vector_size size = vector_size_of(&inside->game.boards, buckets);
    walk_memory_init(&inside->memory, &inside->game.forest, &size, inside->workers);
    inside->learner = memory_allocate(inside->workers, sizeof *inside->learner);
    for (unsigned w = 0; w < inside->workers; w++) {
        struct learner *learner = &inside->learner[w];
        struct vector_walk *walk = &learner->walk;
        vector_walk_init(walk, engine_in_use()->vector->single, &inside->game.forest, &size,
                         walk_memory_at(&inside->memory, w));
        walk->boards = &inside->game.boards;
        walk->runout = inside->game.runout;
        walk->mode = VECTOR_TRAIN;
        walk->watch = watch_for_cancellation;
        walk->watcher = &inside->run;
        walk->strategy = engine_in_use()->vector->shared.strategy;
        walk->learn = engine_in_use()->vector->shared.learn;
        walk->record = ignore;
        walk->context = &learner->step;
        learner->step = (struct shared_step){.tables = &inside->tables, .weight = 1, .average = 1};
        for (unsigned s = 0; s < inside->tables.streets; s++) {
            size_t offset = (size_t)(inside->tables.street[s].regret - inside->tables.street[0].regret);
            learner->step.target[s].regret = (table_entry *)(void *)(inside->gains + w * inside->entries + offset);
            walk->rows[s] =
                (struct vector_rows){.element = inside->element[s], .stride = inside->tables.street[s].buckets};
        }
    }
}

/* The other's rows hold his probabilities, which regret matching leaves as they are; the responder's begin at 0. */
static void fill_rows(struct inside *inside, unsigned responder)
{
    memset(inside->rows, 0, inside->entries * sizeof *inside->rows);
    for (node_id n = 0; n < inside->tree->nodes_count; n++) {
        const struct node *node = &inside->tree->nodes[n];
        const struct table_street *street = &inside->tables.street[node->street];
        for (uint32_t b = 0; node->player != responder && b < street->buckets; b++) {
            double probability[MENU_ACTIONS];
            inside->policy->read_at(inside->policy->context, node, b, probability);
            for (unsigned a = 0; a < node->actions; a++)
                table_store(&street->regret[(size_t)(node->row + a) * street->buckets + b], (float)probability[a]);
        }
    }
}

static void walk_boards(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct inside *inside = context;
    for (uint64_t b = first; b < end; b++)
        vector_walk_board(&inside->learner[0].walk, &inside->learner[worker].walk, (uint32_t)b);
}

/* What all boards taught enters the responder's rows. */
static void merge(struct inside *inside, unsigned responder)
{
    const struct full_update plus = {.positive = 1, .negative = 1, .plus = true};
    for (unsigned s = 0; s < inside->game.forest.streets; s++) {
        const struct forest_street *forest = &inside->game.forest.street[s];
        const struct full_rows rows = {.regret = (float *)(void *)inside->tables.street[s].regret};
        float *gain = (float *)(void *)inside->learner[0].step.target[s].regret;
        size_t buckets = inside->tables.street[s].buckets;
        for (uint32_t n = 0; n < forest->nodes; n++) {
            const struct forest_node *node = &forest->node[n];
            size_t begin = node->row * buckets;
            if (node->player == responder)
                full_merge_gains(&rows, &plus, gain, inside->workers, inside->entries, begin,
                                 begin + node->actions * buckets);
        }
    }
}

static bool iterate(struct inside *inside, unsigned responder, double *value, struct failure *failure)
{
    struct vector_walk *first = &inside->learner[0].walk;
    for (unsigned w = 0; w < inside->workers; w++)
        inside->learner[w].walk.traverser = responder;
    vector_walk_begin(first);
    if (!parallel_for(inside->workers, vector_walk_boards(first), 1, walk_boards, inside, &inside->progress,
                      responder == 0 ? "player 1 inside the abstraction" : "player 2 inside the abstraction", 1,
                      failure))
        return false;
    for (unsigned w = 1; w < inside->workers; w++)
        vector_walk_gather(first, &inside->learner[w].walk);
    *value = vector_walk_end(first);
    merge(inside, responder);
    return true;
}

static bool respond(struct inside *inside, unsigned responder, unsigned iterations, double *best,
                    struct failure *failure)
{
    fill_rows(inside, responder);
    for (unsigned t = 0; t < iterations; t++) {
        double value;
        if (!iterate(inside, responder, &value, failure))
            return false;
        *best = t == 0 || value > *best ? value : *best;
    }
    return true;
}

static void release(struct inside *inside)
{
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        memory_release(inside->element[s]);
    memory_release(inside->learner);
    walk_memory_release(&inside->memory);
    memory_release(inside->gains);
    memory_release(inside->rows);
    public_game_release(&inside->game);
}

bool inside_compute(const struct run_context *run, const struct tree *tree, const struct abstraction *abstraction,
                    const struct policy *policy, unsigned iterations, unsigned workers, struct best_response *result,
                    struct failure *failure)
{
    struct inside inside = {.run = *run, .tree = tree, .policy = policy, .workers = workers};
    if (abstraction_is_lossless(abstraction))
        return failure_set(failure, "without buckets the abstraction is the game itself");
    if (!public_game_init(run, &inside.game, tree, EXPLOIT_MOST_HANDS, failure))
        return false;
    memset(result, 0, sizeof *result);
    for (unsigned s = 0; s < tree_streets(tree); s++)
        read_buckets(&inside, abstraction, s);
    make_rows(&inside, abstraction);
    make_learners(&inside);
    progress_start(&inside.progress, run, "Evaluating", 2.0 * iterations);
    bool done = respond(&inside, 0, iterations, &result->best[0], failure) &&
                respond(&inside, 1, iterations, &result->best[1], failure);
    result->nashconv = result->best[0] + result->best[1];
    result->exploitability = result->nashconv / 2;
    release(&inside);
    return done;
}
