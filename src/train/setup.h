/* The setting of a run: everything that is built once before the workers start and immutable afterwards, and the
 * tables.
 *
 * setup_open goes the whole way from the configuration to zeroed tables: game, menus, betting tree, card abstraction,
 * memory plan (printed and checked against the machine before anything big is allocated). Main thread only. */
#ifndef TRAIN_SETUP_H
#define TRAIN_SETUP_H

#include "cfr/sampler.h"
#include "platform/lock.h"
#include "train/chance.h"
#include "train/checkpoint.h"
#include "train/config.h"
#include "train/desks.h"
#include "train/judge.h"
#include "train/memory_plan.h"
#include "train/sweep.h"

struct setup {
    struct game game;
    struct menu menu;
    struct tree tree;
    struct abstraction abstraction;
    struct sampler_plan plan;
    struct sweep sweep;   /* sampler full only */
    struct chance chance; /* sampler public only */
    struct desks desks;   /* other samplers; opened when workers start */
    struct judge judge;
    struct memory_plan memory;
    struct checkpoint_identity identity;
    struct lock *lock;   /* borrowed, set by who has it: keeps other runs out of the logdir; NULL: nothing does */
    void *walk_memory;   /* owned */
    void *tables_memory; /* owned: pages, not touched yet */
    size_t tables_bytes;
};

/* `workers`: threads that may build the default card abstraction, and that will train. The configuration's sampler is decided
 * here when it is `auto`. */
bool setup_open(struct setup *setup, struct train_config *config, unsigned workers, struct failure *failure);

/* The second half of it, from the memory plan on, for a set-up whose game, menu, tree and abstraction come from elsewhere
 * (bench/bed.c) and whose sampler is decided. After a failure the caller releases it. */
bool setup_prepare(struct setup *setup, const struct train_config *config, unsigned workers, struct failure *failure);

void setup_release(struct setup *setup);

#endif
