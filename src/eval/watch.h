/* A vector_watch (cfr/vector.h) for whoever sees nothing but that the work is cancelled: the walk is given up soon after
 * it. The walk's watcher is the struct run_context. Any thread. */
#ifndef EVAL_WATCH_H
#define EVAL_WATCH_H

#include "cfr/vector_part.h"
#include "platform/run_context.h"

static inline bool watch_for_cancellation(void *context, const struct vector_part *part)
{
    const struct run_context *run = context;
    (void)part;
    return !run_is_cancelled(run);
}

#endif
