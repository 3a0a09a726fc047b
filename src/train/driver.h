/* Drivers: what the trainer asks of a sampler (cfr/sampler.h), whatever it is.
 *
 * Samplers of hands share one driver, that of desks.c; a sampler that walks boards has its own. The sampling of a run is a
 * struct drive: a driver's functions are called through those below, in this order:
 *
 *   drive_open     main thread, when the plan has its schedule and its tables their shape: orders the tables
 *   drive_bytes    how much memory the workers will need beside the tables
 *   drive_start    main thread, when the tables have their memory and before workers run
 *   drive_run      any worker
 *   drive_release  main thread; zeroed memory is released */
#ifndef TRAIN_DRIVER_H
#define TRAIN_DRIVER_H

#include "base/failure.h"
#include "cfr/plan.h"
#include "cfr/sampler.h"
#include "cfr/vector_part.h"
#include "platform/run_context.h"

struct public_game;
struct relay;

struct drive {
    const struct run_context *run; /* borrowed, as all that follows but the state */
    const struct driver *driver;
    const struct tree *tree;
    const struct abstraction *abstraction;
    struct sampler_plan *plan; /* `open` sets the order of its tables, and what else they hold */
    void *state;               /* owned by the driver; NULL: not open */
};

/* The boards of a sampler that has listed them, for who evaluates on them. */
struct drive_boards {
    const struct public_game *game;
    vector_strategy *average; /* the strategy in the tables, where rows lie as they are walked; NULL: they do not */
    void *context;            /* of `average`, when it is started */
};

struct driver {
    const char *rows;      /* samplers whose drivers say the same go on with each other's tables */
    unsigned most_players; /* that it can train; 0: any number */
    bool is_full_width;    /* an iteration is exact: schedules update the rows by it instead of weighing it */
    bool walks_boards;     /* an iteration may take seconds and is told of by itself */
    bool (*open)(struct drive *drive, struct failure *failure);
    uint64_t (*bytes)(const struct drive *drive, unsigned workers);
    bool (*start)(struct drive *drive, unsigned workers, struct failure *failure);
    uint64_t (*batch)(const struct drive *drive, uint64_t asked);
    void (*run)(struct drive *drive, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                struct sampler_counters *counters);
    void (*release)(struct drive *drive);
    /* NULL: none. A relay is for iterations that must follow each other (sync/relay.h), all workers on one; rows are plain
     * floats then, and are read only while no worker runs. */
    struct relay *(*relay)(const struct drive *drive);
    struct drive_boards (*boards)(const struct drive *drive);
};

/* Of a sampler. */
const struct driver *driver_of(const struct sampler *sampler);

/* Whether a sampler is for a game: known before anything is built. */
bool driver_check(const struct sampler *sampler, const struct game *game, struct failure *failure);

/* Lossless streets with more hands than this would need more tables than a machine has. */
#define DRIVER_MOST_HANDS (UINT64_C(100) * 1000 * 1000)

/* The driver is that of the plan's sampler. Fails when the sampler is not for the tree's game. */
bool drive_open(const struct run_context *run, struct drive *drive, const struct tree *tree,
                const struct abstraction *abstraction, struct sampler_plan *plan, struct failure *failure);

/* Iterations that are claimed at once where `asked` are asked for. */
static inline uint64_t drive_batch(const struct drive *drive, uint64_t asked)
{
    return drive->driver->batch(drive, asked);
}

static inline uint64_t drive_bytes(const struct drive *drive, unsigned workers)
{
    return drive->driver->bytes(drive, workers);
}

static inline bool drive_start(struct drive *drive, unsigned workers, struct failure *failure)
{
    return drive->driver->start(drive, workers, failure);
}

/* Iterations first .. first + count - 1, by worker number `worker`; `epsilon` is for samplers that explore. */
static inline void drive_run(struct drive *drive, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                             struct sampler_counters *counters)
{
    drive->driver->run(drive, worker, first, count, epsilon, counters);
}

/* NULL: iterations may be done in any order, by any number of workers at once. */
static inline struct relay *drive_relay(const struct drive *drive)
{
    return drive->driver->relay ? drive->driver->relay(drive) : NULL;
}

void drive_release(struct drive *drive);

#endif
