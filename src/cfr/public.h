/* Public chance sampling (Johanson, Bard, Lanctot, Gibson and Bowling 2012, "Efficient Nash equilibrium approximation
 * through Monte Carlo counterfactual regret minimization"): one board an iteration, and on it a vector walk for each
 * player, exact over both players' hands and actions.
 *
 * Boards are not drawn independently: iteration t takes point t of an additive recurrence with one coordinate a street,
 * which fills the space of boards more evenly (docs/benchmarks.md). A pure function of (seed, t), as all randomness here.
 *
 * The plan is everybody's and const; a public_worker belongs to one thread. The rows are shared as tables.h describes. */
#ifndef CFR_PUBLIC_H
#define CFR_PUBLIC_H

#include "buckets/abstraction.h"
#include "buckets/board_path.h"
#include "cfr/plan.h"
#include "cfr/shared.h"
#include "cfr/vector.h"

struct public_plan {
    const struct game *game;     /* borrowed, as all that follows */
    const struct forest *forest; /* of the tree */
    const struct boards *first;  /* the first street alone */
    const float *runout;         /* runout.h; NULL without POINT_RUNOUT */
    const struct abstraction *abstraction;
    const struct sampler_plan *sampler; /* tables in node-major blocks (tables.h), schedule, seed */
};

struct public_worker {
    struct board_path path; /* owned */
    struct vector_walk walk;
    struct shared_step step;
    uint32_t *element[GAME_ROUNDS]; /* owned: of each slot */
};

/* `memory`: zeroed, public_walk_bytes long, 64-byte aligned, borrowed. */
size_t public_walk_bytes(const struct public_plan *plan);
void public_worker_init(struct public_worker *worker, const struct public_plan *plan, void *memory);
void public_worker_release(struct public_worker *worker);

/* Runs iterations first .. first + count - 1 and adds to *counters; any number of workers at once on disjoint ones. */
void public_run(const struct public_plan *plan, struct public_worker *worker, uint64_t first, uint64_t count,
                struct sampler_counters *counters);

/* Deals the worker's boards (board_path_deal) and finds their rows; then worker->walk is ready for either traverser. */
void public_deal(const struct public_plan *plan, struct public_worker *worker, const double index[GAME_ROUNDS]);

/* The boards of iteration t: which set of the new cards that can come on each street. */
void public_board(uint64_t seed, uint64_t t, const struct board_path *path, double index[GAME_ROUNDS]);

#endif
