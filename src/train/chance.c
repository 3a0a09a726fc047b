#include "train/chance.h"

#include "base/memory.h"
#include "buckets/runout.h"
#include "platform/pages.h"

#include <string.h>

/* Rows that are walked in some milliseconds. */
enum { BATCH_ROWS = 1000000 };

/* All boards are listed once, for the order of the tables alone. */
static bool order_rows(const struct run_context *run, struct chance *chance, const struct tree *tree,
                       const struct abstraction *abstraction, uint64_t most, struct failure *failure)
{
    unsigned streets = tree_streets(tree);
    if (!abstraction_is_lossless(abstraction)) {
        row_order_by_entry(&chance->order, abstraction, streets);
        return true;
    }
    struct boards all;
    if (!boards_init(run, &all, tree->game, streets, most, failure))
        return false;
    row_order_by_board(&chance->order, &all, abstraction, streets);
    boards_release(&all);
    return true;
}

bool chance_open(const struct run_context *run, struct chance *chance, const struct tree *tree,
                 const struct abstraction *abstraction, const struct sampler_plan *plan, uint64_t most,
                 struct failure *failure)
{
    memset(chance, 0, sizeof *chance);
    if (!forest_init(&chance->forest, tree, failure) ||
        !boards_init(run, &chance->first, tree->game, 1, most, failure) ||
        !order_rows(run, chance, tree, abstraction, most, failure)) {
        chance_release(chance);
        return false;
    }
    if (chance->forest.street[0].terminals[POINT_RUNOUT] > 0) {
        chance->runout = runout_new(run, tree->game, &chance->first.street[0].board[0], failure);
        if (!chance->runout) {
            chance_release(chance);
            return false;
        }
    }
    chance->plan = (struct public_plan){.game = tree->game,
                                        .forest = &chance->forest,
                                        .first = &chance->first,
                                        .runout = chance->runout,
                                        .abstraction = abstraction,
                                        .sampler = plan};
    chance->walk_bytes = pages_whole(public_walk_bytes(&chance->plan));
    return true;
}

void chance_release(struct chance *chance)
{
    for (unsigned w = 0; w < chance->workers; w++)
        public_worker_release(&chance->worker[w]);
    memory_release(chance->worker);
    if (chance->memory)
        pages_release(chance->memory, chance->walk_bytes * chance->workers);
    memory_release(chance->runout);
    row_order_release(&chance->order);
    boards_release(&chance->first);
    forest_release(&chance->forest);
    memset(chance, 0, sizeof *chance);
}

uint64_t chance_walk_bytes(const struct chance *chance, unsigned workers)
{
    return (uint64_t)workers * chance->walk_bytes;
}

bool chance_start(struct chance *chance, unsigned workers, struct failure *failure)
{
    chance->memory = pages_allocate(chance->walk_bytes * workers, failure);
    if (!chance->memory)
        return false;
    chance->worker = memory_allocate(workers, sizeof *chance->worker);
    chance->workers = workers;
    for (unsigned w = 0; w < workers; w++)
        public_worker_init(&chance->worker[w], &chance->plan, (char *)chance->memory + w * chance->walk_bytes);
    return true;
}

/* At most so many rows are read for each of the two walks. */
static uint64_t rows_of_iteration(const struct chance *chance)
{
    const struct tables *tables = &chance->plan.sampler->tables;
    uint64_t rows = 0;
    for (unsigned s = 0; s < chance->forest.streets; s++) {
        unsigned buckets = tables->street[s].buckets, hands = chance->first.street[0].most_hands;
        rows += 2 * (uint64_t)chance->forest.street[s].nodes * (buckets < hands ? buckets : hands);
    }
    return rows;
}

uint64_t chance_batch(const struct chance *chance, uint64_t asked)
{
    uint64_t most = BATCH_ROWS / (rows_of_iteration(chance) + 1) + 1;
    return asked < most ? asked : most;
}

void chance_run(struct chance *chance, unsigned worker, uint64_t first, uint64_t count,
                struct sampler_counters *counters)
{
    public_run(&chance->plan, &chance->worker[worker], first, count, counters);
}
