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

/* Within so many standard errors of the mean of degrees + 1 samples, whose variance is estimated from them, the true
 * mean lies in 95 % of cases: the two-sided quantile of Student's t up to 39 degrees of freedom, of the normal
 * distribution (1.96) beyond. INFINITY for 0. */
double estimate_deviations(uint64_t degrees);

/* Half the width of the 95 % interval of the mean. INFINITY with fewer than two samples. */
double estimate_interval(const struct estimate *estimate);

#endif
