/* Clustering: the buckets of a street from features of its hands.
 *
 * k-means on points in memory: all hands of a street that has few, else a sample of them, the same for every number of
 * workers. From a sample the centres are then moved by passes over all hands, whose features are made anew each time, so
 * that memory does not grow with the street; the last pass settles where each hand belongs. Every canonical hand gets the
 * bucket of the centre nearest to it. Main thread with help. */
#ifndef BUCKETS_CLUSTERING_H
#define BUCKETS_CLUSTERING_H

#include "buckets/features.h"
#include "buckets/kmeans.h"

/* So many canonical hands of a street are clustered in memory, about: all flops of the full deck. */
enum { CLUSTERING_SAMPLE = 1300000 };

/* Passes over all hands in which centres are moved while that helps. With a single one, which settles hands and moves nothing,
 * samples are of whole items of a source, as of all hands on some boards: half the work, and centres that are nearly as good. */
enum { CLUSTERING_PASSES = 5 };

/* Passes over the features of so many hands, as a rule, and what comes on top of them in about nanoseconds of one core. */
unsigned clustering_passes(uint64_t hands, unsigned passes_most);
double clustering_cost(uint64_t hands, unsigned passes_most, const struct kmeans_options *options);

/* Puts `hands` canonical hands in options->k buckets. A centre that ends without hands, as happens where few hands
 * differ, is left out. */
bool clustering_run(struct features *features, uint64_t hands, unsigned passes_most,
                    const struct kmeans_options *options, struct street_map *map, struct failure *failure);

#endif
