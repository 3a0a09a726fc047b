/* What hands are worth against each other when nothing is left to decide before the flop: the exact outcome over all
 * boards to come, for each pair of slots of the first street. */
#ifndef BUCKETS_RUNOUT_H
#define BUCKETS_RUNOUT_H

#include "buckets/boards.h"

/* Owned by the caller: [slot * slots + other] = sum over the hands of the two slots that share no card of the share of
 * boards on which the first wins, less that on which the other wins. Goes over all canonical boards (hold'em: 134,459,
 * some seconds); shows a progress line. NULL when the work is cancelled. */
float *runout_new(const struct run_context *run, const struct game *game, const struct board *first,
                  struct failure *failure);

#endif
