/* Features of a street by the next street's clusters: where a hand goes when the next cards come, as a distribution
 * over these clusters, under the earth mover's distance on a tree of them (potential-aware abstraction; Ganzfried
 * and Sandholm 2014, who approximate that distance otherwise). */
#include "buckets/bucket_methods.h"

#include "base/memory.h"
#include "buckets/cluster_tree.h"
#include "cards/subset.h"

enum { HANDS_CLAIMED = 256 };

static const double cost_of_successor = 60, cost_of_hand = 400;

struct source {
    const struct street_indices *indices;
    const struct strength_tables *tables;
    const struct street_map *next;
    unsigned street, held, to_come; /* held: hole cards and board */
    struct cluster_tree tree;
};

/* What the successors of a hand add up to. */
struct successors {
    uint64_t count, strength;
    uint32_t in_leaf[CLUSTER_LEAVES];
};

static void visit_successors(const struct source *source, card cards[], cardset held, struct successors *successors)
{
    const struct indexer *indexer = source->indices->indexer[source->street + 1];
    unsigned round = source->indices->round[source->street + 1], position[INDEXER_CARDS], count = 0;
    card left[CARD_COUNT];
    for (unsigned i = 0; i < source->tables->deck_cards; i++)
        if (!(held & cardset_of(source->tables->deck[i])))
            left[count++] = source->tables->deck[i];
    subset_first(position, source->to_come);
    do {
        for (unsigned i = 0; i < source->to_come; i++)
            cards[source->held + i] = left[position[i]];
        uint32_t bucket = street_map_bucket(source->next, indexer_index(indexer, round, cards));
        successors->count++;
        successors->strength += (uint64_t)source->next->centres.strength[bucket];
        successors->in_leaf[source->tree.leaf[bucket]]++;
    } while (subset_next(position, source->to_come, count));
}

static void write_features(const struct source *source, const struct successors *successors, feature values[])
{
    unsigned dims = source->tree.metric.dims;
    uint64_t sum[METRIC_MOST] = {0};
    for (unsigned leaf = 0; leaf < source->tree.leaves; leaf++)
        for (unsigned d = 0; successors->in_leaf[leaf] && d < dims; d++)
            sum[d] += (uint64_t)successors->in_leaf[leaf] * (uint64_t)source->tree.values[leaf][d];
    for (unsigned d = 0; d < dims; d++)
        values[d] = (feature)((sum[d] + successors->count / 2) / successors->count);
}

static void fill_hand(struct source *source, unsigned worker, uint64_t item, struct points *batch)
{
    (void)worker;
    card cards[INDEXER_CARDS];
    indexer_unindex(source->indices->indexer[source->street], source->indices->round[source->street], item, cards);
    cardset hand = cardset_of(cards[0]) | cardset_of(cards[1]), board = 0;
    for (unsigned i = 2; i < source->held; i++)
        board |= cardset_of(cards[i]);
    struct successors successors = {0};
    visit_successors(source, cards, hand | board, &successors);
    size_t i = points_add(batch, item, street_deals(source->indices->deck, hand, board),
                          (feature)((successors.strength + successors.count / 2) / successors.count));
    write_features(source, &successors, batch->values + i * batch->dims);
}

static void release(struct source *source)
{
    cluster_tree_release(&source->tree);
    memory_release(source);
}

static double features_cost(const struct street_indices *indices, unsigned street, unsigned passes)
{
    unsigned board = indices->board_cards[street], to_come = indices->board_cards[street + 1] - board;
    double successors = subset_count((unsigned)deck_size(indices->deck) - 2 - board, to_come);
    return passes * (double)indices->hands[street] * (successors * cost_of_successor + cost_of_hand);
}

/* The last street has no next one. */
static bool fits(const struct street_indices *indices, unsigned street)
{
    return !street_is_last(indices, street);
}

static bool open_features(const struct feature_frame *frame, unsigned street, const struct street_map *next,
                          struct features *features, struct failure *failure)
{
    const struct street_indices *indices = frame->indices;
    struct source *source = memory_allocate(1, sizeof *source);
    source->indices = indices;
    source->tables = frame->tables;
    source->next = next;
    source->street = street;
    source->held = 2 + indices->board_cards[street];
    source->to_come = indices->board_cards[street + 1] - indices->board_cards[street];
    *features = (struct features){
        .items = indices->hands[street],
        .chunk = indices->hands[street] > 64 * HANDS_CLAIMED ? HANDS_CLAIMED : 1,
        .points_most = 1,
        .cost = features_cost(indices, street, 1),
        .doing = "next street's clusters",
        .source = source,
        .fill = fill_hand,
        .release = release,
    };
    bool done = cluster_tree_init(&source->tree, next, frame->progress, failure);
    features->metric = source->tree.metric;
    if (!done)
        features_release(features);
    return done;
}

const struct bucket_method bucket_potential = {
    .choice = {"potential", "to which of the next street's buckets it goes"},
    .feature = "distribution over the next street's buckets, earth mover's distance on a tree",
    .fits = fits,
    .fitting = "not for the last street",
    .instead = &bucket_ochs,
    .wants_next = true,
    .features = open_features,
    .features_cost = features_cost,
};
