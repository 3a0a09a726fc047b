/* A series of points that stays small however long it grows.
 *
 * Points come in the order of their times. One of an earlier step than those before it means that the run went back:
 * they are dropped, so that steps ascend. Kept are the first and every stride-th after it, and always the newest as the
 * last; when the series is full every second point is dropped and the stride doubles. So a whole series is even over
 * all its length, up to that last point. Zeroed memory is an empty series. A plain value of one thread. */
#ifndef SERVE_SERIES_H
#define SERVE_SERIES_H

#include <stdint.h>

enum { SERIES_POINTS = 2048 /* even */ };

struct series_point {
    double time; /* seconds since 1970 */
    int64_t step;
    float value;
};

struct series {
    uint64_t seen, stride; /* stride 0 is 1 */
    unsigned count, room;
    struct series_point *point; /* owned */
};

/* Points of later steps than this one's are dropped: that way was left. */
void series_add(struct series *series, struct series_point point);
/* Drops the points of this step and of later ones. */
void series_drop(struct series *series, int64_t step);
void series_release(struct series *series);

#endif
