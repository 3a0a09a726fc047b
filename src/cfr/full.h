/* Full-width CFR by vector walks: every iteration goes over all boards and all hands, first for one player, then for the
 * other with what the first has just learned (alternating updates).
 *
 * Two kinds of rows. Without buckets a row belongs to one board: it is discounted and added to where it is
 * (board_rows.h). With buckets the hands of many boards share a row: the walks leave it as it
 * is and add up what they learn beside it (shared.h), one sum a worker, and full_merge puts an iteration's sums into the
 * rows when all boards are done. */
#ifndef CFR_FULL_H
#define CFR_FULL_H

#include "cfr/schedule.h"
#include "game/definition.h"

/* The rows of one street. */
struct full_rows {
    float *regret, *sum; /* borrowed */
    float *prediction;   /* borrowed, NULL when nothing is predicted */
    /* Borrowed, NULL in big tables: what rounding took from each (carry.h). */
    float *regret_carry, *sum_carry, *prediction_carry;
};

/* Context of the functions of board_rows.h: rows that belong to one board each, and one iteration. */
struct full_step {
    struct full_rows street[GAME_ROUNDS];
    struct full_update update;
};

/* What the workers added up beside the rows enters these: regrets or strategy sums of entries begin .. end - 1 (of one
 * player's nodes). The first worker's sums have the shape of the rows, each other's lie `stride` floats behind; they are
 * 0 afterwards. */
void full_merge_gains(const struct full_rows *rows, const struct full_update *update, float gain[], unsigned workers,
                      size_t stride, size_t begin, size_t end);
void full_merge_sums(const struct full_rows *rows, const struct full_update *update, float sum[], unsigned workers,
                     size_t stride, size_t begin, size_t end);

#endif
