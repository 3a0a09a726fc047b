/* The tree of clusters against average linkage by its definition, and its distances against transport by brute force. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/cluster_tree.h"
#include "support/pointing.h"

#include <math.h>
#include <string.h>

enum { FEW = 12 };

static struct progress progress;

static void start(struct street_map *map, const struct metric_kind *kind, uint32_t buckets)
{
    const double one = metric_one(kind);
    const struct metric metric = {kind, METRIC_PAD, kind == &metric_l1 ? 1 / one : 1 / (one * one)};
    street_map_init(map, 1, buckets);
    centres_init(&map->centres, &metric, buckets);
    progress_start(&progress, &run_unattended, "test", 1);
}

static void build(struct cluster_tree *tree, const struct street_map *map)
{
    struct failure failure = {.text = ""};
    assert_true(cluster_tree_init(tree, map, &progress, &failure));
    assert_ptr_equal(tree->metric.kind, &metric_l1);
    assert_true(tree->metric.dims % METRIC_PAD == 0 && tree->metric.dims <= METRIC_MOST);
}

/* Each branch is rounded to half a unit at most, and a distance goes over no more than all branches. */
static double rounding(const struct cluster_tree *tree)
{
    return (2.0 * tree->leaves - 2) * tree->metric.unit / 2 + 1e-12;
}

static double tree_distance(const struct cluster_tree *tree, uint32_t a, uint32_t b)
{
    return metric_distance(&tree->metric,
                           metric_sum(&tree->metric, tree->values[tree->leaf[a]], tree->values[tree->leaf[b]]));
}

static void expect_distance(const struct cluster_tree *tree, uint32_t a, uint32_t b, double wanted)
{
    double found = tree_distance(tree, a, b);
    if (fabs(found - wanted) > rounding(tree))
        fail_msg("%u and %u: %.6f instead of %.6f", a, b, found, wanted);
}

/* On a line at 0, 2, 10 and 14, of equal weight: 0 and 2 join at a distance of 2, 10 and 14 at 4, and these two at the
 * mean of 10, 14, 8 and 12. */
static void test_four_by_hand(void **state)
{
    (void)state;
    static const feature at[4] = {0, 2, 10, 14};
    struct street_map map;
    struct cluster_tree tree;
    start(&map, &metric_l1, 4);
    for (unsigned b = 0; b < 4; b++) {
        centre_values(&map.centres, b)[0] = at[b];
        map.deals[b] = 5;
    }
    build(&tree, &map);
    assert_int_equal(tree.leaves, 4);
    const double one = metric_one(&metric_l1);
    expect_distance(&tree, 0, 1, 2 / one);
    expect_distance(&tree, 2, 3, 4 / one);
    expect_distance(&tree, 0, 2, 11 / one);
    expect_distance(&tree, 1, 2, 11 / one);
    expect_distance(&tree, 0, 3, 11 / one);
    expect_distance(&tree, 1, 3, 11 / one);
    cluster_tree_release(&tree);
    street_map_release(&map);
}

/* Weights are deals: 0 and 2 are seen from 10 as lying where most of their deals are. They are kept to some millionths,
 * which these distances do not show. */
static void test_weights_by_hand(void **state)
{
    (void)state;
    static const feature at[3] = {0, 2000, 10000};
    static const uint64_t deals[3] = {UINT64_C(30000000000), UINT64_C(90000000000), 1};
    struct street_map map;
    struct cluster_tree tree;
    start(&map, &metric_l1, 3);
    for (unsigned b = 0; b < 3; b++) {
        centre_values(&map.centres, b)[0] = at[b];
        map.deals[b] = deals[b];
    }
    build(&tree, &map);
    const double one = metric_one(&metric_l1);
    expect_distance(&tree, 0, 1, 2000 / one);
    expect_distance(&tree, 0, 2, (0.25 * 10000 + 0.75 * 8000) / one);
    expect_distance(&tree, 1, 2, (0.25 * 10000 + 0.75 * 8000) / one);
    cluster_tree_release(&tree);
    street_map_release(&map);
}

/* Average linkage: two clusters are as far apart as their members on average. Members of a pair of clusters that are
 * joined get that distance. */
static void link_by_definition(const struct street_map *map, double wanted[FEW][FEW])
{
    unsigned cluster[FEW], clusters = map->buckets;
    for (unsigned b = 0; b < map->buckets; b++) {
        cluster[b] = b;
        wanted[b][b] = 0;
    }
    for (; clusters > 1; clusters--) {
        double least = INFINITY;
        unsigned first = 0, second = 0;
        for (unsigned x = 0; x < map->buckets; x++)
            for (unsigned y = 0; y < x; y++) {
                double sum = 0, weight = 0;
                for (unsigned a = 0; a < map->buckets; a++)
                    for (unsigned b = 0; b < map->buckets; b++) {
                        if (cluster[a] != x || cluster[b] != y)
                            continue;
                        double both = ((double)map->deals[a] + 1) * ((double)map->deals[b] + 1);
                        sum += both * centres_distance(&map->centres, a, b);
                        weight += both;
                    }
                if (weight > 0 && sum / weight < least) {
                    least = sum / weight;
                    first = x;
                    second = y;
                }
            }
        for (unsigned a = 0; a < map->buckets; a++)
            for (unsigned b = 0; b < map->buckets; b++)
                if (cluster[a] == first && cluster[b] == second)
                    wanted[a][b] = wanted[b][a] = least;
        for (unsigned a = 0; a < map->buckets; a++)
            cluster[a] = cluster[a] == second ? first : cluster[a];
    }
}

enum { UNITS = 5 };

/* The least cost of moving UNITS equal masses from places a to places b: the best of all ways to match them. */
static double transport(double distance[FEW][FEW], const unsigned a[UNITS], const unsigned b[UNITS], unsigned from,
                        unsigned taken)
{
    if (from == UNITS)
        return 0;
    double best = INFINITY;
    for (unsigned to = 0; to < UNITS; to++)
        if (!(taken >> to & 1)) {
            double cost = distance[a[from]][b[to]] + transport(distance, a, b, from + 1, taken | 1u << to);
            best = cost < best ? cost : best;
        }
    return best;
}

static void expect_transport(struct random_stream *stream, const struct cluster_tree *tree, uint32_t buckets,
                             double distance[FEW][FEW])
{
    unsigned a[UNITS], b[UNITS];
    int64_t more[METRIC_MOST] = {0};
    for (unsigned u = 0; u < UNITS; u++) {
        a[u] = random_below(stream, buckets);
        b[u] = random_below(stream, buckets);
        for (unsigned d = 0; d < tree->metric.dims; d++)
            more[d] += tree->values[tree->leaf[a[u]]][d] - tree->values[tree->leaf[b[u]]][d];
    }
    double sum = 0, wanted = transport(distance, a, b, 0, 0) / UNITS;
    for (unsigned d = 0; d < tree->metric.dims; d++)
        sum += (double)(more[d] < 0 ? -more[d] : more[d]) / UNITS;
    double found = metric_distance(&tree->metric, sum);
    if (fabs(found - wanted) > rounding(tree))
        fail_msg("%.6f instead of %.6f", found, wanted);
}

/* Centres at random, far enough from each other in many digits that no two distances are equal. */
static void test_random_trees(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < 300; trial++) {
        struct random_stream stream = random_stream_at(14, trial, 0);
        const struct metric_kind *kind = trial % 2 ? &metric_l2 : &metric_l1;
        uint32_t buckets = 1 + random_below(&stream, FEW);
        struct street_map map;
        struct cluster_tree tree;
        double wanted[FEW][FEW];
        start(&map, kind, buckets);
        for (uint32_t b = 0; b < buckets; b++) {
            pointing_fill(&stream, 6, (unsigned)metric_one(kind), centre_values(&map.centres, b));
            map.deals[b] = 1 + random_below(&stream, trial % 3 ? 1000 : 1);
        }
        build(&tree, &map);
        assert_int_equal(tree.leaves, buckets);
        link_by_definition(&map, wanted);
        for (uint32_t a = 0; a < buckets; a++)
            for (uint32_t b = 0; b < buckets; b++)
                expect_distance(&tree, a, b, wanted[a][b]);
        for (unsigned n = 0; n < 20; n++)
            expect_transport(&stream, &tree, buckets, wanted);
        cluster_tree_release(&tree);
        street_map_release(&map);
    }
}

/* Three buckets close to each other at each of as many places as there are leaves. */
static void test_groups_of_many(void **state)
{
    (void)state;
    enum { GROUP = 3, BUCKETS = GROUP * CLUSTER_LEAVES };
    struct random_stream stream = random_stream_at(15, 0, 0);
    struct street_map map;
    struct cluster_tree tree;
    start(&map, &metric_l1, BUCKETS);
    for (uint32_t b = 0; b < BUCKETS; b++) {
        unsigned place = b % CLUSTER_LEAVES;
        centre_values(&map.centres, b)[0] = (feature)(place % 8 * 2000 + random_below(&stream, 10));
        centre_values(&map.centres, b)[1] = (feature)(place / 8 * 2000 + random_below(&stream, 10));
        map.deals[b] = 1 + random_below(&stream, 50);
    }
    build(&tree, &map);
    assert_int_equal(tree.leaves, CLUSTER_LEAVES);
    assert_int_equal(tree.metric.dims, METRIC_MOST);
    for (uint32_t a = 0; a < BUCKETS; a++)
        for (uint32_t b = 0; b < BUCKETS; b++)
            assert_int_equal(tree.leaf[a] == tree.leaf[b], a % CLUSTER_LEAVES == b % CLUSTER_LEAVES);
    feature longest = 0;
    for (unsigned leaf = 0; leaf < tree.leaves; leaf++)
        for (unsigned d = 0; d < METRIC_MOST; d++) {
            assert_true(tree.values[leaf][d] >= 0);
            longest = tree.values[leaf][d] > longest ? tree.values[leaf][d] : longest;
        }
    assert_int_equal(longest, metric_one(&metric_l1));
    cluster_tree_release(&tree);
    street_map_release(&map);
}

/* Buckets that are all alike are one leaf, from which nothing is far. */
static void test_one_leaf(void **state)
{
    (void)state;
    for (uint32_t buckets = 1; buckets < 100; buckets += 33) {
        struct street_map map;
        struct cluster_tree tree;
        start(&map, &metric_l2, buckets);
        for (uint32_t b = 0; b < buckets; b++)
            map.deals[b] = b;
        build(&tree, &map);
        assert_int_equal(tree.leaves, 1);
        assert_int_equal(tree.metric.dims, METRIC_PAD);
        for (uint32_t b = 0; b < buckets; b++)
            assert_true(tree_distance(&tree, 0, b) == 0);
        cluster_tree_release(&tree);
        street_map_release(&map);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_four_by_hand), cmocka_unit_test(test_weights_by_hand),
        cmocka_unit_test(test_random_trees), cmocka_unit_test(test_groups_of_many),
        cmocka_unit_test(test_one_leaf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
