/* Which of k centres is nearest to a point, exactly, without looking at most of them.
 *
 * Each centre knows the others in order of their distance. A search goes from a guess to a nearer centre whenever it
 * meets one, and ends when the next in the list is more than twice as far from the best as the point is: by the triangle
 * inequality none further on can be nearer (Phillips 2002, "Acceleration of k-means and related clustering algorithms",
 * sort-means). Among centres at the same distance the lowest number wins, so that the answer does not depend on the
 * guess. Const between two calls of nearest_prepare; any thread may search. */
#ifndef BUCKETS_NEAREST_H
#define BUCKETS_NEAREST_H

#include "buckets/centres.h"
#include "buckets/parallel.h"

struct neighbour {
    uint32_t sum, centre;
};

/* Guesses by strength, one for so much of it. */
enum { NEAREST_GUESSES = 256 };

struct nearest {
    const struct centres *centres; /* borrowed */
    uint32_t reach;                /* neighbours listed of each centre: all, or of very many the nearest */
    struct neighbour *neighbour;   /* owned: [k][reach] */
    uint32_t guess[NEAREST_GUESSES + 1];
};

void nearest_init(struct nearest *nearest, const struct centres *centres);
void nearest_release(struct nearest *nearest);

/* After every change of the centres. */
bool nearest_prepare(struct nearest *nearest, unsigned workers, struct progress *progress, struct failure *failure);

/* The centre nearest to a point, searched from `guess`; *sum is how far it is. */
uint32_t nearest_find(const struct nearest *nearest, const feature point[], uint32_t guess, uint32_t *sum);

/* Where to begin when nothing else is known: a centre of about the same strength. */
static inline uint32_t nearest_guess(const struct nearest *nearest, feature strength)
{
    return nearest->guess[(unsigned)strength * NEAREST_GUESSES / (unsigned)METRIC_L1_ONE];
}

#endif
