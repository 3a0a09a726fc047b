/* Estimates: the mean of independent samples with its 95 % confidence interval.
 *
 * Running sums by Welford's recurrence, merged by Chan's; merging in a fixed order gives the same bits however many
 * threads sampled. Zeroed memory is an empty estimate. Plain values; any thread may call. */
#ifndef EVAL_ESTIMATE_H
#define EVAL_ESTIMATE_H

#include <stdint.h>

struct estimate {
    uint64_t count;
    double mean;
    double squares; /* sum of squared distances from the mean */
};

void estimate_add(struct estimate *estimate, double sample);

/* As if every sample of `other` had been added. */
void estimate_merge(struct estimate *estimate, const struct estimate *other);

/* Of one sample, unbiased; 0 with fewer than two. */
double estimate_variance(const struct estimate *estimate);

/* Half the width of the 95 % interval of the mean, 1.96 standard errors: for thousands of samples. INFINITY with fewer than
 * two. */
double estimate_interval(const struct estimate *estimate);

#endif
