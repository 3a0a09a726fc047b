/* The rendezvous: where workers park while the coordinator needs a consistent picture.
 *
 *   request  the coordinator sets the fence (tickets_set_limit)
 *   arrive   each worker that is told to pause finishes its batch and parks, blocked, at rendezvous_arrive
 *   meet     the coordinator waits until all have arrived, or looks now and then; who is missing is named
 *   work     it does what is due
 *   release  all go on together
 *
 * A worker that ends says so with rendezvous_leave and is not waited for any more. Everything a worker wrote
 * before it arrived is visible to the coordinator after the meeting, and the other way round after the
 * release. A parked worker costs nothing: it blocks on a condition. */
#ifndef SYNC_RENDEZVOUS_H
#define SYNC_RENDEZVOUS_H

#include "base/failure.h"
#include "platform/thread.h"

#include <stdbool.h>
#include <stdint.h>

/* Private. */
struct rendezvous {
    struct mutex mutex; /* guards everything */
    struct condition arrived, released;
    unsigned workers, parked, left;
    unsigned char *state; /* owned: enum state of each worker */
    uint64_t meeting;     /* changes with each release */
    bool dismissed;
};

void rendezvous_init(struct rendezvous *rendezvous, unsigned workers);
/* When no worker can call any more. */
void rendezvous_release_memory(struct rendezvous *rendezvous);

/* The workers' side. Arrive returns when the coordinator releases, at once after a dismissal. */
void rendezvous_arrive(struct rendezvous *rendezvous, unsigned worker);
void rendezvous_leave(struct rendezvous *rendezvous, unsigned worker);

/* The coordinator's side, from here on. Waits until every worker has arrived or left, at most `wait_ms`; a
 * failure names those who are missing: "checkpoint: worker-1 and worker-3 did not arrive within 5.0 s". The
 * meeting goes on. */
bool rendezvous_meet(struct rendezvous *rendezvous, const char *name, double wait_ms, struct failure *failure);

/* Lets those who are parked now go on. */
void rendezvous_release(struct rendezvous *rendezvous);

/* Lets everybody go on and never parks anybody again: for the end of a run, when a worker may still be on its
 * way. */
void rendezvous_dismiss(struct rendezvous *rendezvous);

/* Somebody is parked and nobody is on the way; everybody has left; one worker is parked. */
bool rendezvous_is_complete(struct rendezvous *rendezvous);
bool rendezvous_is_empty(struct rendezvous *rendezvous);
bool rendezvous_is_parked(struct rendezvous *rendezvous, unsigned worker);

#endif
