/* What waiting costs: how often a coordinator that does nothing but wait for its queue wakes up.
 *
 * Pure measurement, by the parts of a run: the queue of sync/queue.h, the waits of sync/backoff.h, taken as the trainer
 * takes them. One thread, the caller's, and no worker: what is counted is the waiting's alone, as long as no other
 * thread of the process runs. */
#ifndef SYNC_WAITING_H
#define SYNC_WAITING_H

#include "sync/backoff.h"

#include <stdbool.h>
#include <stdint.h>

struct waiting {
    double seconds;    /* that it took */
    uint64_t polls;    /* looks at the queue */
    uint64_t wake_ups; /* of the waits */
    uint64_t switches; /* of context; 0 where the system does not count them */
};

/* Waits for `seconds`, from the backoff's state on. `results`: one lies in the queue at each look, so that the wait stays
 * at its base; else the queue is empty all the time. The last wait is cut, so that it ends on time. */
struct waiting waiting_measure(struct backoff backoff, bool results, double seconds);

#endif
