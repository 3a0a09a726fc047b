#include "train/sweep.h"

#include "base/memory.h"
#include "platform/pages.h"

#include <string.h>

/* Below so many rows an iteration is a matter of microseconds. */
enum { SHARED_ROWS = 20000 };

/* Games up to this size are trained for many thousand iterations, and their sums keep more digits. */
enum { PRECISE_ENTRIES = 1 << 22 };

static void order_street(struct sweep *sweep, const struct abstraction *abstraction, unsigned street)
{
    const struct boards_street *boards = &sweep->game.boards.street[street];
    uint32_t *place = memory_allocate(boards->slots, sizeof *place);
    uint32_t *first = memory_allocate(boards->count + 1, sizeof *first);
    for (uint32_t b = 0; b < boards->count; b++) {
        const struct board *board = &boards->board[b];
        card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
        unsigned hole = abstraction->hole_cards;
        memcpy(cards + hole, board->cards, abstraction->board_cards[street]);
        first[b] = board->first_slot;
        for (unsigned h = 0; h < board->hands; h++) {
            memcpy(cards, board->hole[h], hole);
            place[abstraction_bucket(abstraction, street, cards)] = board->first_slot + board->slot[h];
        }
    }
    first[boards->count] = boards->slots;
    sweep->place[street] = place;
    sweep->first[street] = first;
    sweep->order[street] = (struct table_order){place, first, boards->count};
}

bool sweep_open(struct sweep *sweep, const struct tree *tree, const struct abstraction *abstraction,
                const struct schedule *schedule, uint64_t most, struct failure *failure)
{
    memset(sweep, 0, sizeof *sweep);
    if (!public_game_init(&sweep->game, tree, most, failure))
        return false;
    sweep->full = (struct full){.game = &sweep->game, .schedule = *schedule};
    for (unsigned s = 0; s < tree_streets(tree); s++)
        order_street(sweep, abstraction, s);
    return true;
}

void sweep_release(struct sweep *sweep)
{
    if (sweep->started)
        relay_release(&sweep->relay);
    memory_release(sweep->walk);
    if (sweep->memory)
        pages_release(sweep->memory, sweep->walk_bytes * sweep->workers);
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        memory_release(sweep->place[s]);
        memory_release(sweep->first[s]);
    }
    public_game_release(&sweep->game);
    memset(sweep, 0, sizeof *sweep);
}

void sweep_shape(const struct sweep *sweep, struct tables *tables)
{
    enum schedule_kind kind = sweep->full.schedule.kind;
    uint64_t entries = 0;
    for (unsigned s = 0; s < tables->streets; s++)
        entries += table_street_entries(&tables->street[s]);
    tables->precise = entries <= PRECISE_ENTRIES;
    tables->predicted = kind == SCHEDULE_PREDICTIVE || kind == SCHEDULE_HS_PREDICTIVE;
    for (unsigned s = 0; s < tables->streets; s++)
        tables->street[s].order = sweep->place[s] ? &sweep->order[s] : NULL;
}

uint64_t sweep_walk_bytes(const struct sweep *sweep, unsigned workers)
{
    return (uint64_t)workers * vector_walk_bytes(&sweep->game);
}

bool sweep_start(struct sweep *sweep, const struct tables *tables, unsigned workers, uint64_t first,
                 struct failure *failure)
{
    /* One thread at a time works on a board's rows, and the relay orders them: plain floats will do. */
    for (unsigned s = 0; s < tables->streets; s++) {
        sweep->full.rows.street[s].regret = (float *)(void *)tables->street[s].regret;
        sweep->full.rows.street[s].sum = (float *)(void *)tables->street[s].sum;
        sweep->full.rows.street[s].prediction = (float *)(void *)tables->street[s].prediction;
        sweep->full.rows.street[s].carry = (float *)(void *)tables->street[s].carry;
    }
    /* Whole pages for each, so that no two walks share a line. */
    sweep->walk_bytes = (vector_walk_bytes(&sweep->game) + 4095) / 4096 * 4096;
    sweep->workers = workers;
    sweep->memory = pages_allocate(sweep->walk_bytes * workers, failure);
    if (!sweep->memory)
        return false;
    sweep->walk = memory_allocate(workers, sizeof *sweep->walk);
    for (unsigned w = 0; w < workers; w++)
        vector_walk_init(&sweep->walk[w], &sweep->game, (char *)sweep->memory + w * sweep->walk_bytes);
    relay_init(&sweep->relay, first);
    sweep->started = true;
    return true;
}

uint64_t sweep_batch(const struct sweep *sweep, uint64_t asked)
{
    return full_visits(&sweep->full) > SHARED_ROWS ? 1 : asked;
}

struct shared_walk {
    struct sweep *sweep;
    unsigned leader;
    uint64_t iteration;
    unsigned player;
};

static void walk_board(void *context, unsigned worker, uint32_t board)
{
    const struct shared_walk *shared = context;
    struct vector_walk *own = &shared->sweep->walk[worker];
    if (worker != shared->leader)
        full_prepare(&shared->sweep->full, own, shared->iteration, shared->player);
    vector_walk_board(&shared->sweep->walk[shared->leader], own, board);
}

static double iterate(struct sweep *sweep, unsigned worker, uint64_t iteration, unsigned player)
{
    struct vector_walk *walk = &sweep->walk[worker];
    struct shared_walk shared = {sweep, worker, iteration, player};
    uint32_t boards = vector_walk_boards(&sweep->game);
    full_prepare(&sweep->full, walk, iteration, player);
    vector_walk_begin(walk);
    if (full_visits(&sweep->full) > SHARED_ROWS && sweep->workers > 1) {
        relay_run(&sweep->relay, worker, walk_board, &shared, boards);
        for (unsigned w = 0; w < sweep->workers; w++) {
            if (w != worker)
                vector_walk_gather(walk, &sweep->walk[w]);
        }
    } else {
        for (uint32_t b = 0; b < boards; b++)
            vector_walk_board(walk, walk, b);
    }
    return vector_walk_end(walk);
}

void sweep_run(struct sweep *sweep, unsigned worker, uint64_t first, uint64_t count, struct sampler_counters *counters)
{
    relay_wait(&sweep->relay, first, worker);
    for (uint64_t t = first; t < first + count; t++) {
        counters->utility += iterate(sweep, worker, t, 0);
        iterate(sweep, worker, t, 1);
        counters->visits += full_visits(&sweep->full);
        if (t == 0)
            counters->new_infosets += full_visits(&sweep->full) / 2;
    }
    counters->iterations += count;
    relay_pass(&sweep->relay, first + count);
}
