#include "eval/estimate.h"

#include <math.h>

/* The normal distribution has 95 % of its mass within so many standard deviations. */
static const double DEVIATIONS = 1.959964;

void estimate_add(struct estimate *estimate, double sample)
{
    double distance = sample - estimate->mean;
    estimate->count++;
    estimate->mean += distance / (double)estimate->count;
    estimate->squares += distance * (sample - estimate->mean);
}

void estimate_merge(struct estimate *estimate, const struct estimate *other)
{
    if (other->count == 0)
        return;
    double total = (double)(estimate->count + other->count), share = (double)other->count / total;
    double distance = other->mean - estimate->mean;
    estimate->squares += other->squares + distance * distance * (double)estimate->count * share;
    estimate->mean += distance * share;
    estimate->count += other->count;
}

double estimate_variance(const struct estimate *estimate)
{
    return estimate->count > 1 ? estimate->squares / (double)(estimate->count - 1) : 0;
}

double estimate_interval(const struct estimate *estimate)
{
    return estimate->count > 1 ? DEVIATIONS * sqrt(estimate_variance(estimate) / (double)estimate->count) : INFINITY;
}
