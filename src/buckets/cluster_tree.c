#include "buckets/cluster_tree.h"

#include "base/memory.h"
#include "buckets/kmeans.h"

enum { NODES = 2 * CLUSTER_LEAVES - 1, RESTARTS = 5 };

/* Nodes 0 .. leaves - 1 are leaves, later ones joins of two earlier ones. */
struct joining {
    unsigned nodes;
    bool open[NODES]; /* not joined yet */
    unsigned parent[NODES];
    double height[NODES], weight[NODES];
    double apart[NODES][NODES];
};

/* Deals as weights of 32 bits. */
static void add_clusters(const struct street_map *map, struct points *points)
{
    uint64_t most = 1;
    for (uint32_t b = 0; b < map->buckets; b++)
        most = map->deals[b] > most ? map->deals[b] : most;
    unsigned shift = 0;
    while (most >> shift > 1 << 20)
        shift++;
    points_init(points, map->centres.metric.dims, map->buckets);
    for (uint32_t b = 0; b < map->buckets; b++) {
        size_t i = points_add(points, b, (uint32_t)(map->deals[b] >> shift) + 1, map->centres.strength[b]);
        for (unsigned d = 0; d < points->dims; d++)
            points->values[i * points->dims + d] = centre_values(&map->centres, b)[d];
    }
}

static void open_leaves(struct joining *joining, const struct centres *groups, const struct points *points,
                        const uint32_t group[])
{
    joining->nodes = groups->k;
    for (size_t i = 0; i < points->count; i++)
        joining->weight[group[i]] += points->deals[i];
    for (unsigned a = 0; a < groups->k; a++) {
        joining->open[a] = true;
        for (unsigned b = 0; b < groups->k; b++)
            joining->apart[a][b] = centres_distance(groups, a, b);
    }
}

/* False when only one is left. */
static bool find_nearest(const struct joining *joining, unsigned *first, unsigned *second)
{
    bool found = false;
    for (unsigned b = 1; b < joining->nodes; b++)
        for (unsigned a = 0; joining->open[b] && a < b; a++)
            if (joining->open[a] && (!found || joining->apart[a][b] < joining->apart[*first][*second])) {
                *first = a;
                *second = b;
                found = true;
            }
    return found;
}

static void join_all(struct joining *joining)
{
    unsigned a = 0, b = 0;
    while (find_nearest(joining, &a, &b)) {
        unsigned n = joining->nodes++;
        joining->parent[a] = joining->parent[b] = n;
        joining->open[a] = joining->open[b] = false;
        joining->open[n] = true;
        joining->height[n] = joining->apart[a][b] / 2;
        joining->weight[n] = joining->weight[a] + joining->weight[b];
        for (unsigned other = 0; other < n; other++)
            joining->apart[n][other] = joining->apart[other][n] =
                (joining->weight[a] * joining->apart[a][other] + joining->weight[b] * joining->apart[b][other]) /
                joining->weight[n];
    }
}

static double branch(const struct joining *joining, unsigned node)
{
    return joining->height[joining->parent[node]] - joining->height[node];
}

/* Each branch is a feature; the longest has all of METRIC_L1_ONE. */
static void write_features(struct cluster_tree *tree, const struct joining *joining)
{
    unsigned root = joining->nodes - 1;
    double longest = 0;
    for (unsigned n = 0; n < root; n++)
        longest = branch(joining, n) > longest ? branch(joining, n) : longest;
    double one = METRIC_L1_ONE, scale = longest > 0 ? one / longest : 1;
    tree->metric = (struct metric){&metric_l1, metric_dims(root > 0 ? root : 1), 1 / scale};
    for (unsigned leaf = 0; leaf < tree->leaves; leaf++)
        for (unsigned n = leaf; n < root; n = joining->parent[n])
            tree->values[leaf][n] = (feature)(branch(joining, n) * scale + 0.5);
}

bool cluster_tree_init(struct cluster_tree *tree, const struct street_map *map, struct progress *progress,
                       struct failure *failure)
{
    *tree = (struct cluster_tree){.leaf = memory_allocate(map->buckets, sizeof *tree->leaf)};
    struct points points;
    add_clusters(map, &points);
    struct kmeans_options options = {
        .k = CLUSTER_LEAVES, .fewer = true, .restarts = RESTARTS, .workers = 1, .progress = progress};
    options.k = options.k < map->buckets ? options.k : map->buckets;
    struct centres groups;
    uint32_t *group = memory_allocate(map->buckets, sizeof *group);
    bool done = kmeans(&points, &map->centres.metric, &options, &groups, group, failure);
    if (done) {
        struct joining *joining = memory_allocate(1, sizeof *joining);
        tree->leaves = groups.k;
        for (uint32_t b = 0; b < map->buckets; b++)
            tree->leaf[b] = (uint8_t)group[b];
        open_leaves(joining, &groups, &points, group);
        join_all(joining);
        write_features(tree, joining);
        memory_release(joining);
    }
    memory_release(group);
    centres_release(&groups);
    points_release(&points);
    return done;
}

void cluster_tree_release(struct cluster_tree *tree)
{
    memory_release(tree->leaf);
    *tree = (struct cluster_tree){0};
}
