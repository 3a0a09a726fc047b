/* A policy: how a player acts, as a read-only view that evaluation code can ask.
 *
 * The same code evaluates blueprints, simple fixed strategies and whatever a test makes up: it only sees
 * this. `read` is a pure function; any thread may call it. */
#ifndef EVAL_POLICY_H
#define EVAL_POLICY_H

#include "game/tree.h"

struct policy {
    /* Writes the probability of each of the node's actions. `cards`: the acting player's hole cards, then the
     * board cards in deal order up to and including the node's street. */
    void (*read)(const void *context, const struct node *node, const card cards[], double probability[]);
    const void *context; /* borrowed */
};

/* Every offered action with the same probability. */
struct policy policy_uniform(void);

/* Always the first offered action: fold where folding is legal (there is something to call), else check. */
struct policy policy_first_action(void);

#endif
