/* A policy: how a player acts, as a read-only view that evaluation code can ask.
 *
 * The same code evaluates blueprints, simple fixed strategies and whatever a test makes up: it only sees
 * this. `read` is a pure function; any thread may call it. */
#ifndef EVAL_POLICY_H
#define EVAL_POLICY_H

#include "buckets/abstraction.h"
#include "game/tree.h"

struct policy {
    /* Writes the probability of each of the node's actions. `cards`: the acting player's hole cards, then the
     * board cards in deal order up to and including the node's street. */
    void (*read)(const void *context, const struct node *node, const card cards[], double probability[]);
    const void *context; /* borrowed */
    /* The same in two steps, for those who ask many nodes of a street about the same cards: where the cards are, and
     * what is played there. Both NULL: `read` has no first step of its own. */
    bucket_id (*locate)(const void *context, unsigned street, const card cards[]);
    void (*read_at)(const void *context, const struct node *node, bucket_id bucket, double probability[]);
};

/* Every offered action with the same probability. */
struct policy policy_uniform(void);

/* Always the first offered action: fold where folding is legal (there is something to call), else check. */
struct policy policy_first_action(void);

#endif
