/* The first centres of k-means, drawn by k-means++ (Arthur and Vassilvitskii 2007). */
#ifndef BUCKETS_SEEDING_H
#define BUCKETS_SEEDING_H

#include "buckets/kmeans.h"

/* Fills centres->values and strength from points; bucket[i] and sum[i] become point i's nearest centre and how far it is.
 * centres->k shrinks when fewer points differ. `stream` gives the chance. */
bool seeding_draw(const struct points *points, const struct kmeans_options *options, uint64_t restart,
                  struct centres *centres, uint32_t bucket[], uint32_t sum[], struct failure *failure);

#endif
