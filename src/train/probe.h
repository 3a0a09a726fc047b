/* A look into the tables while training goes on: the mean entropy of the average strategy and the mean size of the
 * regrets, per street, over a few hundred information sets drawn at random. The cost does not depend on the size of the
 * tables; reads are relaxed, as everybody's. The coordinator alone calls. */
#ifndef TRAIN_PROBE_H
#define TRAIN_PROBE_H

#include "cfr/plan.h"

enum { PROBE_NODES = 256 };

struct probe {
    unsigned count[GAME_ROUNDS];
    node_id node[GAME_ROUNDS][PROBE_NODES];
};

struct probe_street {
    unsigned visited;   /* information sets drawn that have a strategy */
    double entropy;     /* mean, nats, of the average strategy */
    double regret_norm; /* mean Euclidean norm of the regrets over the weight of an iteration, chips */
};

/* Draws the nodes of each street, once. */
void probe_init(struct probe *probe, const struct tree *tree, uint64_t seed);

/* Draws a bucket for each node and measures. `iteration` decides the draw. */
void probe_measure(const struct probe *probe, const struct sampler_plan *plan, uint64_t iteration,
                   struct probe_street street[GAME_ROUNDS]);

#endif
