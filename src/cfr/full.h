/* Full-width CFR by vector walks: every iteration goes over all boards and all hands, first for one player, then for the
 * other with what the first has just learned (alternating updates).
 *
 * The rows of a street's board are next to each other, an entry's slots side by side. Two-player games whose boards can be
 * gone over; one row for each canonical hand (lossless). */
#ifndef CFR_FULL_H
#define CFR_FULL_H

#include "cfr/schedule.h"
#include "cfr/vector.h"

/* Const while it trains, but for what rows point to. */
struct full {
    const struct public_game *game; /* borrowed */
    struct vector_rows rows;
    struct schedule schedule;
};

/* Sets a walk up for iteration t (0-based) of `player`; one by this order: begin, boards, end (vector.h). */
void full_prepare(const struct full *full, struct vector_walk *walk, uint64_t t, unsigned player);

/* Rows that one iteration goes over: both players' walks. */
uint64_t full_visits(const struct full *full);

/* The strategies of a walk: from the regrets, and the average (context: struct full). */
void full_current_strategy(const void *context, unsigned street, uint32_t board, float strategy[]);
void full_average_strategy(const void *context, unsigned street, uint32_t board, float strategy[]);

/* How iteration t enters the rows. */
struct vector_update full_update(const struct schedule *schedule, uint64_t t);

#endif
