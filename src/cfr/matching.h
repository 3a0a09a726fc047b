/* Regret matching over vectors: many rows at once, an action's numbers side by side. Pure functions. */
#ifndef CFR_MATCHING_H
#define CFR_MATCHING_H

#include "cards/card.h"
#include "cfr/real.h"

/* No board has more hands. */
enum { MATCHING_MOST = CARD_COUNT * (CARD_COUNT - 1) / 2 };

/* The numbers of some rows, [actions][count]: value + carry (carry.h), or value alone when carry is NULL. */
struct matching_rows {
    const float *value, *carry;
};

#define matching REAL(matching)

/* strategy[action * count + i] = the positive part of rows + extra, as a share of the sum of row i; equal shares where no
 * part is positive (Zinkevich et al. 2007, eq. 8). `extra` may have no value and counts as 0 then; it has a carry when rows
 * have one. Where numbers are floats `strategy` may be rows.value itself. */
void matching(unsigned actions, unsigned count, struct matching_rows rows, struct matching_rows extra, real strategy[]);

#endif
