/* External sampling of two-player games, a batch of deals in flight at once.
 *
 * The recursion (external.c) finishes one path before it looks at the next: each visit waits for its row to come from
 * memory, and guesses where it goes on. Here the traversals of a whole batch of deals are walked side by side, breadth
 * first. The nodes that wait are in two queues, the traverser's and the opponent's, so that each is worked off by a loop
 * without branches (octet.h), rows are asked for long before their turn, and the processor works on several visits at a
 * time. A traverser's node puts its children into the queues and keeps its strategy; when all nodes have been reached the
 * traverser's are settled in the opposite order, children before parents.
 *
 * What is computed is the recursion's, up to the order in which numbers are added: a sampled action is a function of
 * (seed, iteration, traverser, node), and within one traversal no row is visited twice. But the batch is traversed for
 * player 0 and then for player 1, and all of its traversals see the strategies from before it.
 *
 * The memory belongs to one thread and holds nothing between two calls. */
#ifndef CFR_FLIGHT_H
#define CFR_FLIGHT_H

#include "cfr/plan.h"

/* Two players, at most OCTET actions at a node, and a traversal that is sure to fit into memory. */
bool flight_suits(const struct walk *walk);

/* Bytes that flight_run needs, 64-byte aligned; flight_suits. */
size_t flight_bytes(const struct walk *walk);

/* Iterations first .. first + count - 1 on their deals; count <= DEAL_BATCH. Adds to visits, new_infosets and utility. */
void flight_run(const struct sampler_plan *plan, const struct deal deals[], uint64_t first, unsigned count,
                void *memory, struct sampler_counters *counters);

#endif
