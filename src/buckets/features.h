/* Features: what clustering knows of a hand, computed exactly, without sampling.
 *
 * A source makes them item by item, an item being a canonical board with all its hands or some canonical hands, so that
 * nothing of a street's hands needs to be kept. Each method of bucket_methods.h that clusters has a source in a file of its
 * own: run_outs.c, opponents.c, potential.c.
 *
 * Sources are built by the main thread; each worker fills batches of its own. */
#ifndef BUCKETS_FEATURES_H
#define BUCKETS_FEATURES_H

#include "buckets/expectation.h"
#include "buckets/points.h"
#include "buckets/street_map.h"

/* What all sources are made from. */
struct feature_frame {
    const struct street_indices *indices;
    const struct strength_tables *tables;
    unsigned workers;
    struct progress *progress;
};

struct features {
    struct metric metric;
    uint64_t items;
    uint64_t chunk;        /* items to claim at a time */
    size_t points_most;    /* of one item */
    double cost;           /* of a pass over all items, in about nanoseconds of one core */
    const char *doing;     /* for the progress line */
    struct source *source; /* owned */
    void (*fill)(struct source *source, unsigned worker, uint64_t item, struct points *batch);
    void (*release)(struct source *source);
};

enum { RUN_OUT_STEPS = 64, OPPONENT_CLUSTERS = 8 };

void features_release(struct features *features);

#endif
