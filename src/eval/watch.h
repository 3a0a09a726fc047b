/* A vector_watch (cfr/vector.h) for whoever has nothing to see but Ctrl-C: the walk is given up soon after it. Any
 * thread. */
#ifndef EVAL_WATCH_H
#define EVAL_WATCH_H

#include "cfr/vector_part.h"
#include "platform/interrupt.h"

static inline bool watch_for_interrupt(void *context, const struct vector_part *part)
{
    (void)context, (void)part;
    return !interrupt_requested();
}

#endif
