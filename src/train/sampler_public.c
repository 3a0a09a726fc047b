/* Public chance sampling (chance.h) as a sampler of the trainer. */
#include "base/memory.h"
#include "train/chance.h"
#include "train/driver.h"
#include "train/samplers.h"

static bool open(struct drive *drive, struct failure *failure)
{
    struct chance *chance = memory_allocate(1, sizeof *chance);
    if (!chance_open(drive->run, chance, drive->tree, drive->abstraction, drive->plan, DRIVER_MOST_HANDS, failure)) {
        memory_release(chance);
        return false;
    }
    row_order_apply(&chance->order, &drive->plan->tables);
    drive->state = chance;
    return true;
}

static uint64_t bytes(const struct drive *drive, unsigned workers)
{
    return chance_walk_bytes(drive->state, workers);
}

static bool start(struct drive *drive, unsigned workers, struct failure *failure)
{
    return chance_start(drive->state, workers, failure);
}

static uint64_t batch(const struct drive *drive, uint64_t asked)
{
    return chance_batch(drive->state, asked);
}

static void run(struct drive *drive, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                struct sampler_counters *counters)
{
    (void)epsilon;
    chance_run(drive->state, worker, first, count, counters);
}

static void release(struct drive *drive)
{
    chance_release(drive->state);
    memory_release(drive->state);
}

static const struct driver driver = {
    .rows = "public",
    .most_players = 2,
    .walks_boards = true,
    .open = open,
    .bytes = bytes,
    .start = start,
    .batch = batch,
    .run = run,
    .release = release,
};

const struct sampler sampler_public = {
    .choice = {"public", "two players: a board an iteration, with all hands of both"},
    .driver = &driver,
};
