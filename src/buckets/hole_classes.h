/* The distribution of final strength of each canonical hand before the board: over all boards, against a random hand.
 *
 * What clusters of opponents' hands are made from, and buckets before the board. Built by the main thread with help. */
#ifndef BUCKETS_HOLE_CLASSES_H
#define BUCKETS_HOLE_CLASSES_H

#include "buckets/features.h"

/* About nanoseconds of one core. */
double hole_classes_cost(const struct street_indices *indices);

/* A point for each canonical pair of hole cards, in order of index; released by the caller. */
bool hole_classes(const struct feature_frame *frame, struct points *points, struct failure *failure);

/* The metric of these points and of all run-outs. */
struct metric run_out_metric(void);

/* Writes the features of a distribution: count[s] of the `whole` outcomes are in step s. */
void run_out_features(const uint64_t count[RUN_OUT_STEPS], uint64_t whole, feature values[]);

/* The step of a strength of `doubled` from `whole`. */
static inline unsigned run_out_step(uint32_t doubled, uint32_t whole)
{
    unsigned step = doubled * RUN_OUT_STEPS / whole;
    return step < RUN_OUT_STEPS ? step : RUN_OUT_STEPS - 1;
}

#endif
