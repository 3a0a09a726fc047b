/* The setting of a run: everything that is built once before the workers start and immutable afterwards, and the
 * tables.
 *
 * setup_open goes from the configuration to all that training needs but memory for the tables: game, menus, betting tree,
 * card abstraction, sampler. setup_allocate makes the memory plan, which is printed and checked against the machine before
 * anything big is allocated, and zeroed tables. One thread. */
#ifndef TRAIN_SETUP_H
#define TRAIN_SETUP_H

#include "platform/lock.h"
#include "train/checkpoint.h"
#include "train/config.h"
#include "train/driver.h"
#include "train/memory_plan.h"

struct setup {
    const struct run_context *run; /* borrowed: of all that is done with it */
    struct game game;
    struct menu menu;
    struct tree tree;
    struct abstraction abstraction;
    struct sampler_plan plan;
    struct drive drive;
    struct memory_plan memory;
    struct checkpoint_identity identity;
    struct lock *lock;   /* borrowed, set by who has it: keeps other runs out of the logdir; NULL: nothing does */
    void *walk_memory;   /* owned */
    void *tables_memory; /* owned: pages, not touched yet; NULL until setup_allocate */
    size_t tables_bytes;
};

/* What the configuration names is there, as far as can be told at once: game, menu, bucket file, opponent. Before
 * anything is said or made. `buckets` that names a run becomes the path of its bucket file. */
bool setup_check(struct train_config *config, struct failure *failure);

/* `workers`: threads that may build the default card abstraction. What the configuration leaves open until the game is known, a
 * sampler `auto` and its schedule, is decided here and stands in the plan. */
bool setup_open(const struct run_context *run, struct setup *setup, const struct train_config *config, unsigned workers,
                struct failure *failure);

/* The second half of it, the sampler, for a set-up whose game, menu, tree and abstraction come from elsewhere (bench/bed.c) and
 * whose context is set, and whose sampler is decided. After a failure the caller releases it. */
bool setup_prepare(struct setup *setup, const struct train_config *config, struct failure *failure);

/* Memory for `workers` threads that train; `evaluating_bytes`: what evaluations will take beside (judge_bytes). */
bool setup_allocate(struct setup *setup, uint64_t evaluating_bytes, unsigned workers, struct failure *failure);

void setup_release(struct setup *setup);

#endif
