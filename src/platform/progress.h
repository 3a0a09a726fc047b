/* How far work that takes long has come: a line on the terminal with the time that is left (base/log.h).
 *
 * What there is to do is measured in costs of any one unit; the time left follows from what was done in the time gone by.
 * Plain value; the main thread's. */
#ifndef PLATFORM_PROGRESS_H
#define PLATFORM_PROGRESS_H

#include <stdbool.h>

struct progress {
    const char *title; /* "Building buckets" */
    const char *doing; /* NULL: nothing more to say */
    /* Without a terminal, say so in the log every eight seconds: not where results go to standard output. */
    bool logged;
    double cost_done, cost_total;
    double started, shown; /* seconds of the monotonic clock */
};

void progress_start(struct progress *progress, const char *title, double cost_total);

/* Shows the line, now and then: call it as often as you like. `cost` is done besides cost_done; as long as nothing is, the
 * line says no time. */
void progress_show(struct progress *progress, double cost);

#endif
