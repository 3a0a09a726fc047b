/* Which streets an iteration of targeted sampling learns on (Jackson 2017, "Targeted CFR").
 *
 * External sampling sees an early street's rows at every deal and most of a late street's rows hardly ever. Targeted
 * sampling is external sampling that on most iterations learns on some streets only, the late ones more often. On a street
 * that is not targeted the traverser's action is sampled from his strategy like everybody's, and nothing is learnt there:
 * what comes back is still an unbiased estimate of the value. Regrets are added as they are, not divided by the
 * probability of having come there: that would be unbiased, and was found to be worse for its variance. Strategy sums are
 * added to when all streets are targeted, which must happen now and then, so that whatever the opponent reaches is learnt.
 *
 * Plain storage; const once read. Any thread may ask. */
#ifndef CFR_TARGETS_H
#define CFR_TARGETS_H

#include "base/failure.h"

#include <stdbool.h>
#include <stdint.h>

enum { TARGETS_MOST = 8, TARGETS_ALL = 0xff, TARGETS_TEXT = 128 };

/* Sets of streets, as bits, each with the share of iterations that learns on it. */
struct targets {
    unsigned count;
    uint8_t streets[TARGETS_MOST];
    float until[TARGETS_MOST]; /* sum of the shares up to and including this one's */
};

/* Reads "1234:0.2 34:0.8": streets counted from 1, a colon and their share, for a game of `streets` streets. Shares are
 * above 0 and add up to 1; no set comes twice, and that of all streets must be there. */
bool targets_read(struct targets *targets, const char *text, unsigned streets, struct failure *failure);

/* The usual ones for a game of `streets` streets, in the form that targets_read reads. */
void targets_usual(unsigned streets, char out[TARGETS_TEXT]);

/* The set at `unit`, uniform in [0, 1): a bit for each street, TARGETS_ALL for all. */
static inline uint8_t targets_at(const struct targets *targets, float unit)
{
    unsigned i = 0;
    while (i + 1 < targets->count && unit >= targets->until[i])
        i++;
    return targets->streets[i];
}

#endif
