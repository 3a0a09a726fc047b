#include "cfr/public.h"

#include "base/random.h"
#include "buckets/board_buckets.h"
#include "cfr/engine.h"
#include "cfr/purpose.h"
#include "cfr/vector_engines.h"

#include <string.h>

/* The recurrence x -> x + step mod 1, one step for each coordinate: powers of 1/g, where g^(d + 1) = g + 1 for d
 * coordinates, the generalised golden ratio; in units of 2^-64. */
static const uint64_t steps[GAME_ROUNDS][GAME_ROUNDS - 1] = {
    {0},
    {UINT64_C(0x9e3779b97f4a7c15)},
    {UINT64_C(0xc13fa9a902a6328f), UINT64_C(0x91e10da5c79e7b1c)},
    {UINT64_C(0xd1b54a32d192ed03), UINT64_C(0xabc98388fb8fac02), UINT64_C(0x8cb92ba72f3d8dd7)},
};

void public_board(uint64_t seed, uint64_t t, const struct board_path *path, double index[GAME_ROUNDS])
{
    struct random_stream start = random_stream_at(seed, 0, PURPOSE_DEAL);
    unsigned streets = path->boards.streets;
    index[0] = 0;
    for (unsigned s = 1; s < streets; s++) {
        uint64_t x = random_next(&start) + t * steps[streets - 1][s - 1];
        double at = (double)(x >> 11) * 0x1p-53 * path->count[s];
        index[s] = at < path->count[s] ? (double)(uint64_t)at : path->count[s] - 1;
    }
}

static struct vector_size size_of(const struct public_plan *plan)
{
    uint32_t buckets[GAME_ROUNDS] = {0};
    for (unsigned s = 0; s < plan->forest->streets; s++)
        buckets[s] = plan->abstraction->street[s].buckets;
    return vector_size_of_deck(plan->game, plan->forest->streets, plan->first->street[0].slots, buckets);
}

size_t public_walk_bytes(const struct public_plan *plan)
{
    struct vector_size size = size_of(plan);
    size_t elements = 0;
    for (unsigned s = 0; s < plan->forest->streets; s++)
        elements += size.street[s].slots;
    return plan->sampler->engine->vector->single->bytes(plan->forest, &size) + elements * sizeof(uint32_t);
}

void public_worker_init(struct public_worker *worker, const struct public_plan *plan, void *memory)
{
    struct vector_size size = size_of(plan);
    const struct tables *tables = &plan->sampler->tables;
    memset(worker, 0, sizeof *worker);
    board_path_init(&worker->path, plan->game, plan->first, plan->forest->streets);
    vector_walk_init(&worker->walk, plan->sampler->engine->vector->single, plan->forest, &size, memory);
    worker->walk.boards = &worker->path.boards;
    worker->walk.runout = plan->runout;
    worker->walk.mode = VECTOR_TRAIN;
    worker->walk.strategy = plan->sampler->engine->vector->shared.strategy;
    worker->walk.learn = plan->sampler->engine->vector->shared.learn;
    worker->walk.record = plan->sampler->engine->vector->shared.record;
    worker->walk.context = &worker->step;
    worker->step = (struct shared_step){.tables = tables, .schedule = &plan->sampler->schedule, .counts = true};
    uint32_t *element =
        (uint32_t *)(void *)((char *)memory + plan->sampler->engine->vector->single->bytes(plan->forest, &size));
    for (unsigned s = 0; s < plan->forest->streets; s++) {
        worker->element[s] = element;
        element += size.street[s].slots;
        worker->walk.rows[s].element = tables->street[s].order ? worker->element[s] : NULL;
        worker->step.target[s].regret = tables->street[s].regret;
        worker->step.target[s].sum = tables->street[s].sum;
    }
}

void public_worker_release(struct public_worker *worker)
{
    board_path_release(&worker->path);
}

/* Where the rows of a street's board are: all of its buckets lie in one block of the tables. Nothing is decided on a
 * street without an order. */
static void locate(const struct public_plan *plan, struct public_worker *worker, unsigned street)
{
    const struct table_order *order = plan->sampler->tables.street[street].order;
    const struct board *board = &worker->path.boards.street[street].board[0];
    uint32_t *element = worker->element[street];
    if (!order)
        return;
    board_buckets(plan->abstraction, street, board, element);
    uint32_t block = table_block(order, order->place[element[0]]), first = order->first[block];
    for (unsigned s = 0; s < board->slots; s++)
        element[s] = order->place[element[s]] - first;
    worker->walk.rows[street].base = (size_t)first * plan->forest->street[street].rows;
    worker->walk.rows[street].stride = order->first[block + 1] - first;
}

void public_deal(const struct public_plan *plan, struct public_worker *worker, const double index[GAME_ROUNDS])
{
    board_path_deal(&worker->path, index);
    for (unsigned s = 0; s < plan->forest->streets; s++)
        locate(plan, worker, s);
}

static uint64_t rows_of_walk(const struct public_plan *plan, const struct public_worker *worker)
{
    uint64_t rows = 0;
    for (unsigned s = 0; s < plan->forest->streets; s++)
        rows += (uint64_t)plan->forest->street[s].nodes * worker->walk.classes[s].count;
    return rows;
}

void public_run(const struct public_plan *plan, struct public_worker *worker, uint64_t first, uint64_t count,
                struct sampler_counters *counters)
{
    const struct schedule *schedule = &plan->sampler->schedule;
    for (uint64_t t = first; t < first + count; t++) {
        double index[GAME_ROUNDS];
        public_board(plan->sampler->seed, t, &worker->path, index);
        public_deal(plan, worker, index);
        worker->step.weight = schedule_weight(schedule, t);
        worker->step.average = schedule_average_weight(schedule, t);
        worker->step.epoch = schedule_epoch(schedule, t);
        for (unsigned p = 0; p < 2; p++) {
            worker->walk.traverser = p;
            double value = vector_walk_whole(&worker->walk);
            counters->utility += p == 0 ? value : 0;
            counters->visits += rows_of_walk(plan, worker);
        }
    }
    counters->iterations += count;
    counters->new_infosets += worker->step.new_infosets;
    worker->step.new_infosets = 0;
}
