/* The groups of `holdem bench`, one function a group; suite.c has the table. */
#ifndef BENCH_GROUPS_H
#define BENCH_GROUPS_H

#include "bench/suite.h"

typedef bool group_function(struct suite *suite, struct failure *failure);

group_function group_evaluator, group_index;  /* cards.c */
group_function group_lookup, group_deal;      /* deals.c */
group_function group_external, group_outcome; /* samplers.c */
group_function group_vector;                  /* walks.c */
group_function group_queue;                   /* traffic.c */
group_function group_checkpoint;              /* saves.c */

#endif
