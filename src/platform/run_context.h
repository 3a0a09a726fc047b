/* What a piece of long work is given by whoever asks for it, and all that it knows of the world around it: where it says
 * what happens and how far it has come, whether it is still wanted, and what time it is.
 *
 * Handed down as the first argument, never kept in a place that another piece of work reaches: two trainings in one
 * process have a context each and do not see each other. Plain value, const while the work goes on; the work may look at
 * it from any thread, but only the thread that runs the work writes to the log. */
#ifndef PLATFORM_RUN_CONTEXT_H
#define PLATFORM_RUN_CONTEXT_H

#include "base/cancellation.h"
#include "base/failure.h"
#include "base/log.h"

struct run_context {
    struct log *log;                         /* borrowed; NULL: nothing is said */
    const struct cancellation *cancellation; /* borrowed; NULL: nobody asks for the end */
    double (*clock)(void);                   /* seconds, as clock_seconds, which it is when NULL */
};

/* Of work that nobody hears, ends or watches. */
extern const struct run_context run_unattended;

/* Somebody has asked for the end: the work gives up what it does within a second. Costs two loads. */
static inline bool run_is_cancelled(const struct run_context *run)
{
    return run->cancellation && cancellation_is_requested(run->cancellation);
}

/* True unless it is cancelled; else the failure says "interrupted". */
bool run_goes_on(const struct run_context *run, struct failure *failure);

/* Monotonic; only differences mean something. */
double run_seconds(const struct run_context *run);

#endif
