/* Sampling of hands: one iteration is one deal and one traversal for each player, by the traversal of the plan's sampler.
 *
 * hands_run may be called by any number of threads at once on disjoint iterations. It allocates nothing, prints nothing
 * and reads no clock. */
#ifndef CFR_HANDS_H
#define CFR_HANDS_H

#include "cfr/plan.h"
#include "cfr/sampler.h"

/* Bytes that each thread needs, 64-byte aligned; 0 where none are. */
size_t hands_bytes(const struct sampler_plan *plan);

/* Runs iterations first .. first + count - 1 and adds to *counters. `memory`: the thread's own, hands_bytes long; holds
 * nothing between two calls. `epsilon` is for samplers that explore.
 *
 * Samplers that fly take deals in batches that end at multiples of DEAL_BATCH (flight.h): calls that are cut elsewhere give
 * other results of the same quality. */
void hands_run(const struct sampler_plan *plan, void *memory, uint64_t first, uint64_t count, float epsilon,
               struct sampler_counters *counters);

#endif
