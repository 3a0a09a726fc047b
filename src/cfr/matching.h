/* Regret matching over vectors: many rows at once, an action's numbers side by side. Pure functions. */
#ifndef CFR_MATCHING_H
#define CFR_MATCHING_H

#include "cards/card.h"

/* No board has more hands. */
enum { MATCHING_MOST = CARD_COUNT * (CARD_COUNT - 1) / 2 };

/* strategy[action * count + i] = the positive part of value + extra, as a share of the sum of row i; equal shares where no
 * part is positive (Zinkevich et al. 2007, eq. 8). `extra` may be NULL. Arrays of [actions][count]; `strategy` may be
 * `value` itself. */
void matching(unsigned actions, unsigned count, const float value[], const float extra[], float strategy[]);

#endif
