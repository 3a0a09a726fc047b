/* Full-width training by several workers: what the sampler `full` is to the trainer.
 *
 * A worker claims an iteration when it leads (sync/relay.h: worker.c takes and gives); the boards of its walks are shared out
 * among all workers. With buckets each worker adds up what its boards teach, and the sums enter the rows, shared out
 * too, when the boards are done. Opened by the main thread with the set-up; worker.c calls sweep_run. */
#ifndef TRAIN_SWEEP_H
#define TRAIN_SWEEP_H

#include "buckets/public_game.h"
#include "cfr/full.h"
#include "cfr/plan.h"
#include "cfr/shared.h"
#include "cfr/vector.h"
#include "sync/relay.h"
#include "train/order.h"

/* One worker's walk, and what it learns into. */
struct sweep_worker {
    struct vector_walk walk;
    struct full_step own;      /* without buckets */
    struct shared_step shared; /* with buckets: its targets are the worker's sums */
};

struct sweep {
    struct public_game game;
    struct schedule schedule;
    struct row_order order;
    bool shared;                    /* hands of many boards share rows: there are buckets */
    bool precise;                   /* rows carry what rounding takes from them; walks too are double, unless shared */
    uint32_t buckets[GAME_ROUNDS];  /* of each street */
    uint32_t *element[GAME_ROUNDS]; /* owned: the buckets of all slots; NULL unless shared */
    struct full_rows rows[GAME_ROUNDS];
    uint64_t visits;   /* rows that an iteration goes over: both players' walks */
    uint64_t infosets; /* rows in all */
    struct relay relay;
    unsigned workers;
    struct sweep_worker *worker; /* owned */
    void *memory;                /* owned: pages, the walks' and the sums' */
    size_t worker_bytes;
    bool started;
};

bool sweep_open(const struct run_context *run, struct sweep *sweep, const struct tree *tree,
                const struct abstraction *abstraction, const struct schedule *schedule, uint64_t most,
                struct failure *failure);
void sweep_release(struct sweep *sweep);

/* Sets the tables' order, and whether they hold predictions and carries; after tables_shape, before tables_bytes. */
void sweep_shape(const struct sweep *sweep, struct tables *tables);

/* Memory of the workers' walks and sums; after sweep_shape. */
uint64_t sweep_worker_bytes(const struct sweep *sweep, const struct tables *tables, unsigned workers);

/* When the tables have their memory. */
bool sweep_start(struct sweep *sweep, const struct tables *tables, unsigned workers, struct failure *failure);

/* Iterations that may be claimed at once: one unless they are so short that sharing them out costs more than it brings. */
uint64_t sweep_batch(const struct sweep *sweep, uint64_t asked);

/* The caller leads; iterations follow those that were done before. */
void sweep_run(struct sweep *sweep, unsigned worker, uint64_t first, uint64_t count, struct sampler_counters *counters);

#endif
