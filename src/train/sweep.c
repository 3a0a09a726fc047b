#include "train/sweep.h"

#include "base/memory.h"
#include "buckets/board_buckets.h"
#include "cfr/engine.h"
#include "cfr/vector_engines.h"
#include "platform/pages.h"

#include <string.h>

/* Below so many rows an iteration is a matter of microseconds. */
enum { SHARED_ROWS = 20000 };

/* Games up to this size are trained for many thousand iterations, and nothing is lost to rounding in them. It costs as much
 * again. */
enum { PRECISE_ENTRIES = 1 << 20 };

/* Nodes whose rows are merged at a time. */
enum { MERGED_NODES = 64 };

/* The buckets of all slots; returns how many buckets the boards have, each board counted alone. */
static uint64_t read_buckets(struct sweep *sweep, const struct abstraction *abstraction, unsigned street)
{
    const struct boards_street *boards = &sweep->game.boards.street[street];
    uint32_t buckets = abstraction->street[street].buckets;
    uint32_t *element = memory_allocate(boards->slots, sizeof *element);
    uint32_t *seen = memory_allocate(buckets, sizeof *seen); /* board + 1 */
    uint64_t classes = 0;
    for (uint32_t b = 0; b < boards->count; b++) {
        const struct board *board = &boards->board[b];
        uint32_t *of_board = element + board->first_slot;
        board_buckets(abstraction, street, board, of_board);
        for (unsigned s = 0; s < board->slots; s++) {
            classes += seen[of_board[s]] != b + 1;
            seen[of_board[s]] = b + 1;
        }
    }
    memory_release(seen);
    sweep->element[street] = element;
    return classes;
}

bool sweep_open(const struct run_context *run, struct sweep *sweep, const struct tree *tree,
                const struct abstraction *abstraction, const struct schedule *schedule, uint64_t most,
                struct failure *failure)
{
    memset(sweep, 0, sizeof *sweep);
    sweep->schedule = *schedule;
    sweep->shared = !abstraction_is_lossless(abstraction);
    if (!public_game_init(run, &sweep->game, tree, most, failure))
        return false;
    unsigned streets = tree_streets(tree);
    uint64_t entries = 0;
    if (sweep->shared)
        row_order_by_entry(&sweep->order, abstraction, streets);
    else
        row_order_by_board(&sweep->order, &sweep->game.boards, abstraction, streets);
    for (unsigned s = 0; s < streets; s++) {
        uint64_t nodes = sweep->game.forest.street[s].nodes;
        sweep->visits +=
            2 * nodes * (sweep->shared ? read_buckets(sweep, abstraction, s) : sweep->game.boards.street[s].slots);
        sweep->buckets[s] = abstraction->street[s].buckets;
        sweep->infosets += nodes * abstraction->street[s].buckets;
        entries += (uint64_t)tree->street_rows[s] * abstraction->street[s].buckets;
    }
    sweep->precise = entries <= PRECISE_ENTRIES;
    return true;
}

void sweep_release(struct sweep *sweep)
{
    if (sweep->started)
        relay_release(&sweep->relay);
    memory_release(sweep->worker);
    if (sweep->memory)
        pages_release(sweep->memory, sweep->worker_bytes * sweep->workers);
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        memory_release(sweep->element[s]);
    row_order_release(&sweep->order);
    public_game_release(&sweep->game);
    memset(sweep, 0, sizeof *sweep);
}

void sweep_shape(const struct sweep *sweep, struct tables *tables)
{
    tables->precise = sweep->precise;
    tables->predicted = sweep->schedule.rule->predicts;
    row_order_apply(&sweep->order, tables);
}

static struct vector_size size_of(const struct sweep *sweep)
{
    return vector_size_of(&sweep->game.boards, sweep->shared ? sweep->buckets : NULL);
}

static const struct vector_engine *engine_of(const struct sweep *sweep)
{
    return sweep->precise && !sweep->shared ? engine_in_use()->vector->precise : engine_in_use()->vector->single;
}

static size_t bytes_of_walk(const struct sweep *sweep)
{
    struct vector_size size = size_of(sweep);
    return pages_whole(engine_of(sweep)->bytes(&sweep->game.forest, &size));
}

static size_t sums_bytes(const struct sweep *sweep, const struct tables *tables)
{
    size_t bytes = 0;
    for (unsigned s = 0; sweep->shared && s < tables->streets; s++)
        bytes += 2 * pages_whole((size_t)table_street_entries(&tables->street[s]) * sizeof(table_entry));
    return bytes;
}

uint64_t sweep_worker_bytes(const struct sweep *sweep, const struct tables *tables, unsigned workers)
{
    return (uint64_t)workers * (bytes_of_walk(sweep) + sums_bytes(sweep, tables));
}

static void start_worker(struct sweep *sweep, const struct tables *tables, struct sweep_worker *worker, char *memory)
{
    struct vector_size size = size_of(sweep);
    struct vector_walk *walk = &worker->walk;
    const struct vector_engine *engine = engine_of(sweep);
    const struct vector_engines *shared = sweep->shared ? engine_in_use()->vector : NULL;
    vector_walk_init(walk, engine, &sweep->game.forest, &size, memory);
    walk->boards = &sweep->game.boards;
    walk->runout = sweep->game.runout;
    walk->mode = VECTOR_TRAIN;
    walk->strategy = shared ? shared->shared.strategy : engine->current;
    walk->learn = shared ? shared->shared.learn : engine->learn;
    walk->record = shared ? shared->shared.record : engine->record;
    walk->context = sweep->shared ? (void *)&worker->shared : (void *)&worker->own;
    memcpy(worker->own.street, sweep->rows, sizeof sweep->rows);
    worker->shared = (struct shared_step){.tables = tables, .weight = 1, .average = 1};
    memory += bytes_of_walk(sweep);
    for (unsigned s = 0; sweep->shared && s < tables->streets; s++) {
        size_t bytes = pages_whole((size_t)table_street_entries(&tables->street[s]) * sizeof(table_entry));
        walk->rows[s] = (struct vector_rows){.element = sweep->element[s], .stride = tables->street[s].buckets};
        worker->shared.target[s].regret = (table_entry *)(void *)memory;
        worker->shared.target[s].sum = (table_entry *)(void *)(memory + bytes);
        memory += 2 * bytes;
    }
}

/* One thread at a time works on a row, and the relay orders them: plain floats will do. */
static struct full_rows rows_of(const struct table_street *street)
{
    return (struct full_rows){
        .regret = (float *)(void *)street->regret,
        .sum = (float *)(void *)street->sum,
        .prediction = (float *)(void *)street->prediction,
        .regret_carry = (float *)(void *)street->regret_carry,
        .sum_carry = (float *)(void *)street->sum_carry,
        .prediction_carry = (float *)(void *)street->prediction_carry,
    };
}

bool sweep_start(struct sweep *sweep, const struct tables *tables, unsigned workers, struct failure *failure)
{
    for (unsigned s = 0; s < tables->streets; s++)
        sweep->rows[s] = rows_of(&tables->street[s]);
    sweep->worker_bytes = bytes_of_walk(sweep) + sums_bytes(sweep, tables);
    sweep->workers = workers;
    sweep->memory = pages_allocate(sweep->worker_bytes * workers, failure);
    if (!sweep->memory)
        return false;
    sweep->worker = memory_allocate(workers, sizeof *sweep->worker);
    for (unsigned w = 0; w < workers; w++)
        start_worker(sweep, tables, &sweep->worker[w], (char *)sweep->memory + w * sweep->worker_bytes);
    relay_init(&sweep->relay);
    sweep->started = true;
    return true;
}

uint64_t sweep_batch(const struct sweep *sweep, uint64_t asked)
{
    return sweep->visits > SHARED_ROWS ? 1 : asked;
}

/* One player's walk of one iteration. */
struct shared_walk {
    struct sweep *sweep;
    unsigned leader, player;
    struct full_update update;
};

static bool is_shared_out(const struct sweep *sweep)
{
    return sweep->visits > SHARED_ROWS && sweep->workers > 1;
}

static void prepare(struct sweep_worker *worker, const struct shared_walk *shared)
{
    worker->walk.traverser = shared->player;
    worker->own.update = shared->update;
}

static void walk_board(void *context, unsigned worker, uint32_t board)
{
    const struct shared_walk *shared = context;
    struct sweep_worker *own = &shared->sweep->worker[worker];
    if (worker != shared->leader)
        prepare(own, shared);
    vector_walk_board(&shared->sweep->worker[shared->leader].walk, &own->walk, board);
}

/* What the workers added up beside the rows enters these, some nodes an item. */
static void merge_nodes(const struct shared_walk *shared, unsigned street, uint32_t first)
{
    struct sweep *sweep = shared->sweep;
    const struct forest_street *forest = &sweep->game.forest.street[street];
    size_t buckets = sweep->worker[0].walk.rows[street].stride;
    size_t stride = sweep->worker_bytes / sizeof(float);
    float *gain = (float *)(void *)sweep->worker[0].shared.target[street].regret;
    float *sum = (float *)(void *)sweep->worker[0].shared.target[street].sum;
    for (uint32_t n = first; n < forest->nodes && n < first + MERGED_NODES; n++) {
        const struct forest_node *node = &forest->node[n];
        size_t begin = node->row * buckets, end = begin + node->actions * buckets;
        if (node->player == shared->player)
            full_merge_gains(&sweep->rows[street], &shared->update, gain, sweep->workers, stride, begin, end);
        else
            full_merge_sums(&sweep->rows[street], &shared->update, sum, sweep->workers, stride, begin, end);
    }
}

static uint32_t merge_items(const struct sweep *sweep, unsigned street)
{
    return (sweep->game.forest.street[street].nodes + MERGED_NODES - 1) / MERGED_NODES;
}

static void merge_item(void *context, unsigned worker, uint32_t item)
{
    const struct shared_walk *shared = context;
    unsigned street = 0;
    (void)worker;
    while (item >= merge_items(shared->sweep, street))
        item -= merge_items(shared->sweep, street++);
    merge_nodes(shared, street, item * MERGED_NODES);
}

/* The leader's loops, by everybody or by the leader alone. */
static void run_items(struct shared_walk *shared, relay_item *item, uint32_t items)
{
    if (is_shared_out(shared->sweep)) {
        relay_run(&shared->sweep->relay, shared->leader, item, shared, items);
        return;
    }
    for (uint32_t i = 0; i < items; i++)
        item(shared, shared->leader, i);
}

static double iterate(struct sweep *sweep, unsigned worker, uint64_t iteration, unsigned player)
{
    struct vector_walk *walk = &sweep->worker[worker].walk;
    struct shared_walk shared = {sweep, worker, player, schedule_update(&sweep->schedule, iteration)};
    prepare(&sweep->worker[worker], &shared);
    vector_walk_begin(walk);
    run_items(&shared, walk_board, vector_walk_boards(walk));
    for (unsigned w = 0; is_shared_out(sweep) && w < sweep->workers; w++) {
        if (w != worker)
            vector_walk_gather(walk, &sweep->worker[w].walk);
    }
    double value = vector_walk_end(walk);
    if (sweep->shared) {
        uint32_t items = 0;
        for (unsigned s = 0; s < sweep->game.forest.streets; s++)
            items += merge_items(sweep, s);
        run_items(&shared, merge_item, items);
    }
    return value;
}

void sweep_run(struct sweep *sweep, unsigned worker, uint64_t first, uint64_t count, struct sampler_counters *counters)
{
    for (uint64_t t = first; t < first + count; t++) {
        counters->utility += iterate(sweep, worker, t, 0);
        iterate(sweep, worker, t, 1);
        counters->visits += sweep->visits;
        if (t == 0)
            counters->new_infosets += sweep->infosets;
    }
    counters->iterations += count;
}
