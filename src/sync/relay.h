/* The relay: steps that must follow each other, each of them split among everybody.
 *
 * Step n is led by one worker, who claimed it. A worker whose step's turn has not come helps the one that is being led:
 * it takes items of the leader's loop until none is left, and blocks while there is nothing to take. So all workers are
 * busy with one step at a time, whoever claimed it, and no worker is special.
 *
 * Init and release by the main thread; the rest by the workers. */
#ifndef SYNC_RELAY_H
#define SYNC_RELAY_H

#include "platform/thread.h"

#include <stdbool.h>
#include <stdint.h>

/* One item of a leader's loop, done by `worker`. */
typedef void relay_item(void *context, unsigned worker, uint32_t item);

/* Private. */
struct relay {
    struct mutex mutex; /* guards everything */
    struct condition changed;
    uint64_t turn;
    relay_item *item; /* NULL while nobody leads a loop */
    void *context;
    uint32_t items, next, done;
};

/* `first`: the step whose turn is first. */
void relay_init(struct relay *relay, uint64_t first);
void relay_release(struct relay *relay);

/* Returns when it is `step`'s turn; helps until then. */
void relay_wait(struct relay *relay, uint64_t step, unsigned worker);

/* The leader: does items 0 .. items - 1 with everybody's help; all are done when it returns, and what they wrote is
 * visible. */
void relay_run(struct relay *relay, unsigned worker, relay_item *item, void *context, uint32_t items);

/* The leader: from now on it is the turn of `step`. */
void relay_pass(struct relay *relay, uint64_t step);

#endif
