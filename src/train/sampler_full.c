/* Full-width training (sweep.h) as a sampler of the trainer. */
#include "base/memory.h"
#include "cfr/engine.h"
#include "cfr/vector_engines.h"
#include "train/driver.h"
#include "train/samplers.h"
#include "train/sweep.h"

static bool open(struct drive *drive, struct failure *failure)
{
    struct sweep *sweep = memory_allocate(1, sizeof *sweep);
    if (!sweep_open(drive->run, sweep, drive->tree, drive->abstraction, &drive->plan->schedule, DRIVER_MOST_HANDS,
                    failure)) {
        sweep_release(sweep);
        memory_release(sweep);
        return false;
    }
    sweep_shape(sweep, &drive->plan->tables);
    drive->state = sweep;
    return true;
}

static uint64_t bytes(const struct drive *drive, unsigned workers)
{
    return sweep_worker_bytes(drive->state, &drive->plan->tables, workers);
}

static bool start(struct drive *drive, unsigned workers, struct failure *failure)
{
    return sweep_start(drive->state, &drive->plan->tables, workers, failure);
}

static uint64_t batch(const struct drive *drive, uint64_t asked)
{
    return sweep_batch(drive->state, asked);
}

static void run(struct drive *drive, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                struct sampler_counters *counters)
{
    (void)epsilon;
    sweep_run(drive->state, worker, first, count, counters);
}

static void release(struct drive *drive)
{
    sweep_release(drive->state);
    memory_release(drive->state);
}

static struct relay *relay(const struct drive *drive)
{
    struct sweep *sweep = drive->state;
    return &sweep->relay;
}

static struct drive_boards boards(const struct drive *drive)
{
    struct sweep *sweep = drive->state;
    if (sweep->shared)
        return (struct drive_boards){.game = &sweep->game};
    return (struct drive_boards){&sweep->game, engine_in_use()->vector->single->average,
                                 sweep->started ? &sweep->worker[0].own : NULL};
}

static const struct driver driver = {
    .rows = "full",
    .most_players = 2,
    .is_full_width = true,
    .walks_boards = true,
    .open = open,
    .bytes = bytes,
    .start = start,
    .batch = batch,
    .run = run,
    .release = release,
    .relay = relay,
    .boards = boards,
};

const struct sampler sampler_full = {
    .choice = {"full", "two players: all boards and all hands at each iteration"},
    .driver = &driver,
};
