/* Samplers: Monte Carlo CFR (Lanctot, Waugh, Zinkevich and Bowling 2009) on the shared tables.
 *
 * One iteration is one deal and one traversal for each player. The plan is built by the main thread and const
 * afterwards; sampler_run may be called by any number of threads at once on disjoint iterations. It allocates nothing,
 * prints nothing and reads no clock. */
#ifndef CFR_SAMPLER_H
#define CFR_SAMPLER_H

#include "cfr/deal.h"
#include "cfr/pruning.h"
#include "cfr/schedule.h"
#include "cfr/tables.h"
#include "cfr/targets.h"
#include "cfr/walk.h"

/* FULL and PUBLIC walk whole boards and are not run by sampler_run: cfr/full.h, cfr/public.h. AUTO has yet to be
 * decided. */
enum sampler_kind { SAMPLER_EXTERNAL, SAMPLER_OUTCOME, SAMPLER_TARGETED, SAMPLER_FULL, SAMPLER_PUBLIC, SAMPLER_AUTO };

struct engine;

struct sampler_plan {
    enum sampler_kind kind;
    const struct engine *engine; /* engine.h */
    struct walk walk;
    struct tables tables;
    struct dealer dealer;
    struct schedule schedule;
    struct pruning pruning;
    struct targets targets; /* of SAMPLER_TARGETED */
    uint64_t seed;
};

struct sampler_counters {
    uint64_t iterations;
    uint64_t visits;       /* rows read or updated */
    uint64_t new_infosets; /* rows whose strategy sum was added to for the first time */
    double utility;        /* sum over iterations of the value of player 0's traversal, in chips */
};

/* Bytes that each thread needs, 64-byte aligned; 0 where none are. */
size_t sampler_bytes(const struct sampler_plan *plan);

/* Runs iterations first .. first + count - 1 and adds to *counters. `memory`: the thread's own, sampler_bytes long; holds
 * nothing between two calls. `epsilon` is the exploration of outcome sampling; the others do not use it.
 *
 * External and targeted sampling for two players take deals in batches that end at multiples of DEAL_BATCH (flight.h): calls that are
 * cut elsewhere give other results of the same quality. */
void sampler_run(const struct sampler_plan *plan, void *memory, uint64_t first, uint64_t count, float epsilon,
                 struct sampler_counters *counters);

/* What an iteration brings with it: its weight in regrets, the regrets that matter to pruning in units of that weight, and
 * its weight in strategy sums. */
struct sampler_weights {
    float weight, prune_below, regret_floor, average;
    uint32_t epoch;
};
struct sampler_weights sampler_weights(const struct sampler_plan *plan, uint64_t iteration);

/* True when the traverser tries all actions, at least on targeted streets. */
static inline bool sampler_is_external(const struct sampler_plan *plan)
{
    return plan->kind == SAMPLER_EXTERNAL || plan->kind == SAMPLER_TARGETED;
}

/* What an iteration draws for one player's traversal by external or targeted sampling: the key of sampled actions
 * (random_unit_at the node), whether actions are skipped, and the streets that are learnt on, which are those of the whole
 * batch of DEAL_BATCH iterations. */
struct sampler_draw {
    uint64_t key;
    bool prune;
    uint8_t targets; /* bits; TARGETS_ALL */
};
struct sampler_draw sampler_draw(const struct sampler_plan *plan, uint64_t iteration, unsigned player);

/* One traversal of each kind; sampler_run calls them. The value is an estimate of the traverser's expected chips. */
struct traversal;
float external_traverse(struct traversal *traversal);
float outcome_traverse(struct traversal *traversal);

#endif
