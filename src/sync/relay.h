/* The relay: steps that must follow each other, each of them split among everybody.
 *
 * One worker at a time leads. Who wants to lead helps until then: it takes items of the leader's loop until none is left, and
 * blocks while there is nothing to take. So all workers are busy with one step at a time, and no worker is special. A worker
 * claims its step when it leads, not before: when all are to stop none holds a step whose turn is still to come.
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
    bool led;
    relay_item *item; /* NULL while the leader has no loop */
    void *context;
    uint32_t items, next, done;
};

void relay_init(struct relay *relay);
void relay_release(struct relay *relay);

/* Returns when nobody else leads: from now on it is the caller. Helps until then. */
void relay_take(struct relay *relay, unsigned worker);

/* The leader: does items 0 .. items - 1 with everybody's help; all are done when it returns, and what they wrote is
 * visible. */
void relay_run(struct relay *relay, unsigned worker, relay_item *item, void *context, uint32_t items);

/* The leader: leads no more. */
void relay_give(struct relay *relay);

#endif
