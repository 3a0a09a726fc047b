/* Medians and other quantiles of numbers. Any thread may call. */
#ifndef BASE_QUANTILE_H
#define BASE_QUANTILE_H

#include <stddef.h>

/* Puts the numbers in ascending order, as quantile wants them. */
void quantile_sort(double values[], size_t count);

/* Where `share` of the numbers, 0 to 1, lies below: between two of them as far as the share is between theirs. 0.5 is
 * the median. 0 when there are none. */
double quantile(const double values[], size_t count, double share);

#endif
