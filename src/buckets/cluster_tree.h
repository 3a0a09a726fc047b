/* A tree over clusters, on which the earth mover's distance is a sum over branches.
 *
 * Clusters, of many CLUSTER_LEAVES groups of them, are joined two by two, the nearest first (average linkage); a join is as
 * high as half of what it joins is apart, so that the way between two leaves is about their distance. Moving one
 * distribution over the leaves into another costs, branch by branch, its length times the difference of what is below it:
 * with these masses as features it is L1, a metric (Evans and Matsen 2012, "The phylogenetic Kantorovich-Rubinstein metric").
 * Built by the main thread, const afterwards. */
#ifndef BUCKETS_CLUSTER_TREE_H
#define BUCKETS_CLUSTER_TREE_H

#include "buckets/street_map.h"
#include "platform/progress.h"

enum { CLUSTER_LEAVES = 64 };

struct cluster_tree {
    struct metric metric;
    unsigned leaves;
    uint8_t *leaf;                               /* owned: of each bucket */
    feature values[CLUSTER_LEAVES][METRIC_MOST]; /* of a hand that always ends in a leaf */
};

/* Over the buckets of a street, which has centres. */
bool cluster_tree_init(struct cluster_tree *tree, const struct street_map *map, struct progress *progress,
                       struct failure *failure);
void cluster_tree_release(struct cluster_tree *tree);

#endif
