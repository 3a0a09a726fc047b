#include "eval/estimate.h"

#include <math.h>
#include <stdbool.h>

/* The normal distribution has 95 % of its mass within so many standard deviations. */
static const double DEVIATIONS = 1.959964;

/* With more degrees of freedom Student's distribution is the normal one to 3 %. */
enum { STUDENT_MOST = 39 };

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

/* P(|T| < sqrt(degrees) * tan(angle)) of Student's distribution: the finite series of Abramowitz and Stegun, 26.7.3 for
 * odd and 26.7.4 for even degrees of freedom. */
static double student_within(unsigned degrees, double angle)
{
    static const double pi = 3.14159265358979323846;
    bool odd = degrees % 2 == 1;
    double cosine = cos(angle), term = odd ? cosine : 1, sum = 0;
    for (unsigned k = odd ? 1 : 0; k + 2 <= degrees; k += 2) {
        sum += term;
        term *= cosine * cosine * (k + 1) / (k + 2);
    }
    return odd ? 2 / pi * (angle + sin(angle) * sum) : sin(angle) * sum;
}

double estimate_deviations(uint64_t degrees)
{
    if (degrees == 0)
        return INFINITY;
    if (degrees > STUDENT_MOST)
        return DEVIATIONS;
    double low = 0, high = 1.57079632679489661923; /* the angle is below a quarter of a turn */
    for (unsigned i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (student_within((unsigned)degrees, middle) < 0.95)
            low = middle;
        else
            high = middle;
    }
    return sqrt((double)degrees) * tan(low);
}

double estimate_interval(const struct estimate *estimate)
{
    if (estimate->count < 2)
        return INFINITY;
    return estimate_deviations(estimate->count - 1) * sqrt(estimate_variance(estimate) / (double)estimate->count);
}
