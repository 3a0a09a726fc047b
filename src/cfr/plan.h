/* What samplers work on: the plan of a run, and what they count.
 *
 * The plan is built by the main thread and const afterwards, but for what its tables point to. */
#ifndef CFR_PLAN_H
#define CFR_PLAN_H

#include "cfr/deal.h"
#include "cfr/pruning.h"
#include "cfr/schedule.h"
#include "cfr/tables.h"
#include "cfr/targets.h"
#include "cfr/walk.h"

struct engine;
struct sampler;

struct sampler_plan {
    const struct sampler *sampler; /* sampler.h */
    const struct engine *engine;   /* engine.h */
    struct walk walk;
    struct tables tables;
    struct dealer dealer;
    struct schedule schedule;
    struct pruning pruning;
    struct targets targets; /* of samplers that are targeted */
    uint64_t seed;
};

struct sampler_counters {
    uint64_t iterations;
    uint64_t visits;       /* rows read or updated */
    uint64_t new_infosets; /* rows whose strategy sum was added to for the first time */
    double utility;        /* sum over iterations of the value of player 0's traversal, in chips */
};

#endif
