/* Features: what clustering knows of a hand, computed exactly, without sampling.
 *
 * A source makes them item by item, an item being a canonical board with all its hands or some canonical hands, so that
 * nothing of a street's hands needs to be kept. Three sources:
 *
 *   - run_outs: the distribution of the strength at the end over all boards to come, as the shares that stay below each of
 *     RUN_OUT_STEPS levels: L1 is the earth mover's distance (Johanson et al. 2013);
 *   - opponents: on the last street the strength against each of some clusters of opponents' hands, L2 (opponent cluster
 *     hand strength, OCHS; Johanson et al. 2013);
 *   - potential: the distribution over the clusters of the next street, under the earth mover's distance on a tree of them
 *     (potential-aware abstraction; Ganzfried and Sandholm 2014, who approximate that distance otherwise).
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

/* The last street has nothing to come. */
bool features_of_run_outs(const struct feature_frame *frame, unsigned street, struct features *features,
                          struct failure *failure);

/* The last street only. */
bool features_of_opponents(const struct feature_frame *frame, struct features *features, struct failure *failure);

/* `next` holds the buckets of street + 1 with their centres; it stays the caller's and outlives the source. */
bool features_of_next(const struct feature_frame *frame, unsigned street, const struct street_map *next,
                      struct features *features, struct failure *failure);

/* What a source costs, from building it to the end of `passes` passes, in about nanoseconds of one core. */
double features_cost_of_run_outs(const struct street_indices *indices, unsigned street, unsigned passes);
double features_cost_of_opponents(const struct street_indices *indices, unsigned passes);
double features_cost_of_next(const struct street_indices *indices, unsigned street, unsigned passes);

void features_release(struct features *features);

#endif
