/* The average strategy, which is what a run is for, as the tables hold it. Reads are relaxed; any thread may call. */
#ifndef CFR_AVERAGE_H
#define CFR_AVERAGE_H

#include "cfr/tables.h"

/* Of a row: its strategy sums normalised; uniform where nothing was summed. probability[node->actions] is written. */
void average_read(const struct tables *tables, const struct node *node, uint32_t bucket, float probability[]);

#endif
