/* Full-width training by several workers: what the sampler `full` is to the trainer.
 *
 * A worker that has claimed an iteration leads it when its turn has come (sync/relay.h); the boards of its walks are shared
 * out among all workers. Opened by the main thread with the set-up; worker.c calls sweep_run. */
#ifndef TRAIN_SWEEP_H
#define TRAIN_SWEEP_H

#include "buckets/abstraction.h"
#include "cfr/full.h"
#include "cfr/sampler.h"
#include "sync/relay.h"

struct sweep {
    struct public_game game;
    struct full full;
    struct table_order order[GAME_ROUNDS];
    uint32_t *place[GAME_ROUNDS], *first[GAME_ROUNDS]; /* owned: what order points to */
    struct relay relay;
    unsigned workers;
    struct vector_walk *walk; /* owned: [worker] */
    void *memory;             /* owned: pages, the walks' */
    size_t walk_bytes;
    bool started;
};

/* Boards, betting forest and the order of the tables; `abstraction` is lossless. */
bool sweep_open(struct sweep *sweep, const struct tree *tree, const struct abstraction *abstraction,
                const struct schedule *schedule, uint64_t most, struct failure *failure);
void sweep_release(struct sweep *sweep);

/* Sets the tables' order, and whether they hold predictions and carries; after tables_shape, before tables_bytes. */
void sweep_shape(const struct sweep *sweep, struct tables *tables);

/* Memory of the workers' walks. */
uint64_t sweep_walk_bytes(const struct sweep *sweep, unsigned workers);

/* When the tables have their memory, and the first iteration to come is known. */
bool sweep_start(struct sweep *sweep, const struct tables *tables, unsigned workers, uint64_t first,
                 struct failure *failure);

/* Iterations that may be claimed at once: one unless they are so short that sharing them out costs more than it brings. */
uint64_t sweep_batch(const struct sweep *sweep, uint64_t asked);

void sweep_run(struct sweep *sweep, unsigned worker, uint64_t first, uint64_t count, struct sampler_counters *counters);

#endif
