/* The training runs below a logdir (folders.h), as long as they are there.
 *
 * A run is only ever reached by a name that the listing of the logdir has, so that no request can name another path.
 * Zeroed memory with a logdir is ready for use. One thread. */
#ifndef SERVE_RUNS_H
#define SERVE_RUNS_H

#include "base/failure.h"
#include "serve/run.h"

struct runs {
    struct log *log;    /* borrowed */
    const char *logdir; /* borrowed; NULL: there are none */
    unsigned count;
    struct run **run; /* owned, in the order of their names; not read yet, or of the last reading */
};

/* Looks which runs there are now. What is known of those that stay is kept. */
void runs_look(struct runs *runs);

/* Looks, and finds a run by its name (NULL: the first), valid until the next look. NULL and a reason when there is
 * none. */
struct run *runs_find(struct runs *runs, const char *name, struct failure *failure);

void runs_close(struct runs *runs);

#endif
