/* Rows that the hands of many boards share: strategies are read, and what a walk learns is added, element by element.
 *
 * What is added to may be the rows themselves (public chance sampling, all workers at once, as tables.h describes) or sums
 * beside them (full-width training, one set a worker). A shared step belongs to one worker; tables and schedule are
 * everybody's. */
#ifndef CFR_SHARED_H
#define CFR_SHARED_H

#include "cfr/schedule.h"
#include "cfr/tables.h"
#include "cfr/vector_part.h"
#include "platform/level.h"

/* Context of the functions below, which are for walks of floats. Callers take them from the engine (engine.h). */
struct shared_step {
    const struct tables *tables; /* borrowed: the rows */
    struct {
        table_entry *regret, *sum; /* borrowed: what is added to */
    } target[GAME_ROUNDS];
    float weight, average;           /* of the iteration: in regrets, in strategy sums */
    const struct schedule *schedule; /* borrowed; stamped tables: rows are discounted when they are touched */
    uint32_t epoch;
    bool counts;           /* new_infosets */
    uint64_t new_infosets; /* counted up: rows whose sum was 0 */
};

#define shared_strategy LEVEL(shared_strategy)
#define shared_learn    LEVEL(shared_learn)
#define shared_record   LEVEL(shared_record)

/* The strategies of a walk, from the regrets. */
void shared_strategy(void *context, const struct vector_part *part, void *strategy);

void shared_learn(void *context, const struct vector_part *part, const struct forest_node *node, const void *gain);
void shared_record(void *context, const struct vector_part *part, const struct forest_node *node, const void *strategy,
                   const void *reach);

#endif
