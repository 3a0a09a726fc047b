/* The middles of k clusters. Const once made; any thread may read. */
#ifndef BUCKETS_CENTRES_H
#define BUCKETS_CENTRES_H

#include "buckets/metric.h"

#include <stddef.h>

struct centres {
    struct metric metric;
    uint32_t k;
    feature *values;   /* owned: [k][dims] */
    feature *strength; /* owned: [k] the mean strength of their hands, METRIC_L1_ONE for always winning */
};

static inline feature *centre_values(const struct centres *centres, uint32_t c)
{
    return centres->values + (size_t)c * centres->metric.dims;
}

void centres_init(struct centres *centres, const struct metric *metric, uint32_t k);
void centres_release(struct centres *centres);

/* How far centres a and b are apart, in shares of a pot. */
double centres_distance(const struct centres *centres, uint32_t a, uint32_t b);

#endif
