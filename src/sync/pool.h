/* The worker pool: threads with names, started together, joined together; and the proof that threads work
 * here. */
#ifndef SYNC_POOL_H
#define SYNC_POOL_H

#include "base/failure.h"

#include <stdbool.h>
#include <stdint.h>

enum { POOL_WORKERS_MOST = 4096 };

/* What a worker does, from start to end. `argument` is the same for all, `worker` counts from 0. */
typedef void pool_function(void *argument, unsigned worker);

struct pool {
    struct pool_crew *crew; /* owned; NULL before start and after join */
};

/* Starts `workers` threads called "NAME-0", "NAME-1", ... None runs the function before all have started;
 * when one cannot be started none does, and the failure names it. */
bool pool_start(struct pool *pool, unsigned workers, const char *name, pool_function *function, void *argument,
                struct failure *failure);

/* Waits until all have returned, about so long at most: whether they have. By the thread that joins, before it does. */
bool pool_wait(struct pool *pool, double wait_ms);

/* Waits until all have returned. Nothing to do for a pool that was not started (zeroed) or is joined already. */
void pool_join(struct pool *pool);

/* Leaves the threads to themselves instead: for when one of them may never return. What they use must live on. */
void pool_abandon(struct pool *pool);

/* The start-up diagnostic: every worker thread starts, takes a task and answers, within 10 seconds, through
 * the same queue and rendezvous as in training. `*seconds` gets the time that took. A failure names who did
 * not. */
bool pool_diagnose(unsigned workers, double *seconds, struct failure *failure);

/* What the diagnostic is made of, for those who want another task or deadline. `task` gives the answer of a
 * worker, which must be pool_answer(worker). It returns after the deadline whatever the workers do: those who
 * hang are abandoned, and so `argument` must outlive them. */
typedef uint64_t pool_task(void *argument, unsigned worker);
struct pool_diagnosis {
    unsigned started, answered;
    double seconds;
};
uint64_t pool_answer(unsigned worker);
bool pool_diagnose_task(unsigned workers, pool_task *task, void *argument, double deadline_seconds,
                        struct pool_diagnosis *diagnosis, struct failure *failure);

/* For how long a worker may give no sign: max(300 s, 10 s x iterations in its batch). */
double pool_stall_seconds(uint64_t batch_size);

#endif
