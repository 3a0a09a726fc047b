/* A loop over many independent items on several threads.
 *
 * Chunks of items are claimed from an atomic counter, so that fast and slow cores stay busy alike; the
 * calling thread works too and shows progress between its chunks. What the items compute must not depend on
 * who runs them. One thread calls, that of the
 * work. */
#ifndef BUCKETS_PARALLEL_H
#define BUCKETS_PARALLEL_H

#include "base/failure.h"
#include "platform/progress.h"

#include <stdint.h>

/* Runs items first .. end - 1 as worker `worker` (0 .. workers - 1). */
typedef void parallel_body(void *context, unsigned worker, uint64_t first, uint64_t end);

/* Runs all items and counts `cost` as done afterwards. Fails when a thread cannot be started and when the
 * work is cancelled (platform/run_context.h): as soon as the chunks in hand are done, which a body may hasten by giving them
 * up. */
bool parallel_for(unsigned workers, uint64_t items, uint64_t chunk, parallel_body *body, void *context,
                  struct progress *progress, const char *doing, double cost, struct failure *failure);

#endif
