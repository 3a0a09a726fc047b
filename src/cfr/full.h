/* Full-width CFR by vector walks: every iteration goes over all boards and all hands, first for one player, then for the
 * other with what the first has just learned (alternating updates).
 *
 * Two kinds of rows. Without buckets a row belongs to one board: it is discounted and added to where it is, plain floats,
 * since one thread at a time works on a board. With buckets the hands of many boards share a row: the walks leave it as it
 * is and add up what they learn beside it (shared.h), one sum a worker, and full_merge puts an iteration's sums into the
 * rows when all boards are done. */
#ifndef CFR_FULL_H
#define CFR_FULL_H

#include "cfr/schedule.h"
#include "cfr/vector.h"

/* How an iteration enters the rows: regret = discounted regret + r, clipped at 0 when `plus`; sum = sum_discount * sum
 * + reach * strategy. `predict`: the strategy matches regret + the r of the last iteration (Farina, Kroer
 * and Sandholm 2021). */
struct full_update {
    float positive, negative; /* discounts of regrets by their sign */
    double sum_discount;
    bool plus, predict;
};

/* How iteration t enters the rows. */
struct full_update full_update_at(const struct schedule *schedule, uint64_t t);

/* The rows of one street. */
struct full_rows {
    float *regret, *sum; /* borrowed */
    float *prediction;   /* borrowed, NULL when nothing is predicted */
    float *carry;        /* borrowed, may be NULL: what rounding took from sum */
};

/* Context of the functions below: rows that belong to one board each, and one iteration. */
struct full_step {
    struct full_rows street[GAME_ROUNDS];
    struct full_update update;
};

/* The strategies of a walk: from the regrets, and the average. */
void full_current_strategy(void *context, const struct vector_part *part, float strategy[]);
void full_average_strategy(void *context, const struct vector_part *part, float strategy[]);

/* The rows of a node on a board learn, and record a strategy. */
void full_learn(void *context, const struct vector_part *part, const struct forest_node *node, const float gain[]);
void full_record(void *context, const struct vector_part *part, const struct forest_node *node, const float strategy[],
                 const float reach[]);

/* What the workers added up beside the rows enters these: regrets or strategy sums of entries begin .. end - 1 (of one
 * player's nodes). The first worker's sums have the shape of the rows, each other's lie `stride` floats behind; they are
 * 0 afterwards. */
void full_merge_gains(const struct full_rows *rows, const struct full_update *update, float gain[], unsigned workers,
                      size_t stride, size_t begin, size_t end);
void full_merge_sums(const struct full_rows *rows, const struct full_update *update, float sum[], unsigned workers,
                     size_t stride, size_t begin, size_t end);

#endif
