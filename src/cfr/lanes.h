/* Folds and showdowns against all hands of a board at once, several ends of the betting side by side.
 *
 * A row of lanes holds a number for each of LANES ends. What each own hand meets at an end is a sum of reach over the
 * opponent's hands that share no card with it. Sums by card make that O(hands): all hands, less those with the first card,
 * less those with the second, plus the hand itself, which was taken away twice. A showdown keeps such sums of what it has
 * passed on the way up through the hands in order of strength (Johanson et al. 2011, "Accelerating best response
 * calculation in large extensive games"). Pure functions; any thread may call. */
#ifndef CFR_LANES_H
#define CFR_LANES_H

#include "buckets/boards.h"
#include "cfr/real.h"
#include "game/forest.h"

enum { LANES = FOREST_PART };

/* Fills vector registers; as many as the machine needs for it. 64-byte aligned. */
typedef real lanes __attribute__((vector_size(LANES * sizeof(real)), aligned(64)));

/* Reach comes in as a factor for each class of hands times a number for each slot; values leave as sums over the hands of
 * a class, and, times what they are worth to a slot, over those of a slot. */
struct lanes_hands {
    const struct board *board;
    unsigned hole_cards;
    const uint16_t *class_of; /* [hand] */
    const lanes *factor;      /* [class] */
    const lanes *enter;       /* [slot] */
    lanes *sum;               /* [class], added to */
    const lanes *own;         /* [class], NULL: slots get nothing */
    lanes *leave;             /* [slot], added to: own * value */
};

#define lanes_fold     REAL(lanes_fold)
#define lanes_showdown REAL(lanes_showdown)

/* The value of a hand is the sum of reach over hands that share no card with it. */
void lanes_fold(const struct lanes_hands *hands);

/* The same sum over weaker hands, less that over stronger hands. A board of the last street. */
void lanes_showdown(const struct lanes_hands *hands);

#endif
