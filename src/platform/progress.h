/* How far work that takes long has come, with the time that is left: on a terminal a line that is renewed (base/log.h),
 * else a line in the log every six seconds where that is wanted, and now and then a sign of life on standard error where
 * it is not.
 *
 * What there is to do is measured in costs of any one unit; the time left follows from what was done in the time gone by.
 * It also hands the context of the work on: whoever shows progress asks it whether the work is still wanted. Plain value;
 * the thread that runs the work. */
#ifndef PLATFORM_PROGRESS_H
#define PLATFORM_PROGRESS_H

#include "platform/run_context.h"

#include <stdbool.h>

struct progress {
    const struct run_context *run; /* borrowed */
    const char *title;             /* "Building buckets" */
    const char *doing;             /* NULL: nothing more to say */
    /* Without a terminal, say so in the log every six seconds: not where results go to standard output. */
    bool logged;
    double cost_done, cost_total;
    double started, shown; /* seconds of the run's clock */
};

void progress_start(struct progress *progress, const struct run_context *run, const char *title, double cost_total);

/* Shows the line, now and then: call it as often as you like, once a second at least. `cost` is done besides cost_done; as
 * long as nothing is, the line says no time. */
void progress_show(struct progress *progress, double cost);

#endif
