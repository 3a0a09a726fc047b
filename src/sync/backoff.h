/* Adaptive backoff: how long to wait for the next result, given how many waits in a row brought none.
 *
 * From the 5th empty poll in a row on, each one multiplies the wait by 1.5 up to the maximum; any result sets
 * it back to the base and the count to 0. The minimum bounds any wait from below. With base 100 and maximum
 * 500: 100 100 100 100 100 150 225 337.5 500 500 ... Pure numbers, no clock; belongs to one thread. */
#ifndef SYNC_BACKOFF_H
#define SYNC_BACKOFF_H

#include <stdbool.h>

struct backoff {
    double base_ms, min_ms, max_ms;
    double wait_ms;       /* what to wait next */
    unsigned empty_polls; /* in a row */
};

void backoff_init(struct backoff *backoff, double base_ms, double min_ms, double max_ms);

/* A poll brought a result. */
void backoff_result(struct backoff *backoff);

/* A poll brought none. True when this made the wait longer. */
bool backoff_empty(struct backoff *backoff);

#endif
