/* Training runs below a logdir, and their scalars, read on as their event files grow.
 *
 * A run is a folder with a tensorboard/ folder in it: the logdir itself, or one right below it. Series are thinned so that
 * they stay below some thousand points, whatever the length of the run. One thread. */
#ifndef SERVE_RUNS_H
#define SERVE_RUNS_H

struct run;

struct runs {
    const char *logdir; /* borrowed; NULL: there are none */
    unsigned count;
    struct run **run; /* owned: those that were asked for */
};

void runs_close(struct runs *runs);

#endif
