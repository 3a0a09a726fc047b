/* What a run will have in RAM at most, found out, said and compared with what there is before anything big is asked
 * for.
 *
 * Every part is told by the function beside the one that takes it. What a part takes only for a while counts as if
 * it stayed: the plan is a bound of the peak, not a forecast. Main thread, when everything but the tables is built,
 * the tree for walking among it. */
#ifndef TRAIN_MEMORY_PLAN_H
#define TRAIN_MEMORY_PLAN_H

#include "base/failure.h"

#include <stdint.h>

struct setup;

struct memory_plan {
    /* To come. */
    uint64_t tables;
    uint64_t walking;    /* desks or walks of the workers */
    uint64_t evaluating; /* beyond what is there for it */
    uint64_t saving;     /* checkpoints and blueprints */
    uint64_t program;    /* stacks, queues, and what libraries ask for on the way */
    /* There already. */
    uint64_t own;    /* the process's */
    uint64_t mapped; /* pages of files, the card abstraction's and the program's, which the system may take back */
    uint64_t peak;   /* what was there at once until now */
};

/* `evaluating_bytes`: of evaluations, beyond what is there for them. Logs it, and refuses what the machine, a control group or a limit on addresses has no room for. */
bool memory_plan_make(struct memory_plan *plan, const struct setup *setup, uint64_t evaluating_bytes, unsigned workers,
                      struct failure *failure);

/* All parts together: what the run needs from now on. */
uint64_t memory_plan_bytes(const struct memory_plan *plan);

/* What came before took more: building a card abstraction may. */
bool memory_plan_was_surpassed(const struct memory_plan *plan);

/* Threads that save at a time. */
unsigned memory_plan_savers(const struct setup *setup, unsigned workers);

#endif
