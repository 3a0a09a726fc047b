/* A worker: a thread that claims batches of iterations, runs them on the shared tables and reports.
 *
 * It waits by blocking, never by polling: at the rendezvous while training is paused, in queue_put while the queue is
 * full. It owns nothing but its scratch memory and its counters. */
#ifndef TRAIN_WORKER_H
#define TRAIN_WORKER_H

#include "cfr/plan.h"
#include "platform/run_context.h"
#include "sync/queue.h"
#include "sync/relay.h"
#include "sync/rendezvous.h"
#include "sync/tickets.h"
#include "train/epsilon.h"

/* Does iterations first .. first + count - 1 as worker `worker`; false and a reason when it cannot go on. */
typedef bool work_function(void *context, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                           struct sampler_counters *counters, struct failure *failure);

/* Runs the sampler of a `struct setup`; fails when utilities stop being finite. */
work_function worker_sample;

/* What all workers share; built before they start. */
struct worker_shared {
    const struct run_context *run; /* borrowed, as all that follows */
    work_function *work;
    void *work_context;
    struct tickets *tickets;
    struct queue *queue;
    struct rendezvous *rendezvous;
    struct relay *relay; /* NULL unless iterations must follow each other */
    const struct epsilon *epsilon;
    uint64_t batch_size;
};

/* The thread's function (pool.h): returns when tickets say stop, or after a failure was reported. */
void worker_run(void *shared, unsigned index);

#endif
