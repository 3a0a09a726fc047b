/* Public chance sampling by several workers: what the sampler `public` is to the trainer. Each worker has boards and a walk
 * of its own; the tables are shared. Opened by the main thread with the set-up; worker.c calls chance_run. */
#ifndef TRAIN_CHANCE_H
#define TRAIN_CHANCE_H

#include "cfr/public.h"
#include "platform/run_context.h"
#include "train/order.h"

struct chance {
    struct forest forest;
    struct boards first; /* the first street's */
    float *runout;       /* owned */
    struct row_order order;
    struct public_plan plan;
    unsigned workers;
    struct public_worker *worker; /* owned */
    void *memory;                 /* owned: pages, the walks' */
    size_t walk_bytes;
};

/* `plan` is borrowed, and its tables may not have their memory yet. Lossless rows are laid out board by board: then `most`
 * is the largest number of hands on a street. */
bool chance_open(const struct run_context *run, struct chance *chance, const struct tree *tree,
                 const struct abstraction *abstraction, const struct sampler_plan *plan, uint64_t most,
                 struct failure *failure);
void chance_release(struct chance *chance);

/* Memory of the workers' walks. */
uint64_t chance_walk_bytes(const struct chance *chance, unsigned workers);

/* When the tables have their memory. */
bool chance_start(struct chance *chance, unsigned workers, struct failure *failure);

/* Iterations that may be claimed at once: some milliseconds' worth. */
uint64_t chance_batch(const struct chance *chance, uint64_t asked);

void chance_run(struct chance *chance, unsigned worker, uint64_t first, uint64_t count,
                struct sampler_counters *counters);

#endif
