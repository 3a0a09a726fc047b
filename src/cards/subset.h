/* Subsets of k of n things, in order: positions ascending, the last one moving fastest. Pure functions. */
#ifndef CARDS_SUBSET_H
#define CARDS_SUBSET_H

#include <stdbool.h>

static inline void subset_first(unsigned position[], unsigned k)
{
    for (unsigned i = 0; i < k; i++)
        position[i] = i;
}

/* False after the last one. */
static inline bool subset_next(unsigned position[], unsigned k, unsigned n)
{
    unsigned i = k;
    while (i > 0 && position[i - 1] == n - k + i - 1)
        i--;
    if (i == 0)
        return false;
    position[i - 1]++;
    for (; i < k; i++)
        position[i] = position[i - 1] + 1;
    return true;
}

/* How many there are: n over k, exact up to 2^53. */
static inline double subset_count(unsigned n, unsigned k)
{
    double product = 1;
    for (unsigned i = 0; i < k; i++)
        product = product * (n - i) / (i + 1);
    return product;
}

/* The subset that has `index` others before it; index < subset_count(n, k). */
static inline void subset_at(double index, unsigned position[], unsigned k, unsigned n)
{
    unsigned at = 0;
    for (unsigned i = 0; i < k; i++, at++) {
        for (double behind; index >= (behind = subset_count(n - at - 1, k - i - 1)); at++)
            index -= behind;
        position[i] = at;
    }
}

#endif
