/* Features of the last street: the strength of a hand against each of some clusters of opponents' hands, L2 (opponent
 * cluster hand strength, OCHS; Johanson et al. 2013). */
#include "buckets/bucket_methods.h"

#include "base/memory.h"
#include "buckets/hole_classes.h"
#include "buckets/kmeans.h"
#include "buckets/ranked.h"
#include "buckets/street_boards.h"

#include <string.h>

enum { BOARDS_CLAIMED = 16 };

static const double cost_of_hand = 95;
static const uint64_t cluster_seed = 0; /* of its own, so that another --seed does not change what is measured */

/* A number for each cluster; one register. */
typedef uint16_t by_cluster[OPPONENT_CLUSTERS];

struct source {
    const struct strength_tables *tables;
    struct street_boards boards;
    uint32_t whole;
    uint8_t cluster[STRENGTH_PAIRS]; /* of a pair as an opponent's hand */
    by_cluster one[OPPONENT_CLUSTERS];
    struct scratch *scratch; /* owned: one a worker */
};

struct scratch {
    struct strength_scratch strength;
    by_cluster passed[CARD_COUNT];      /* of the hands passed so far, in the end all, those that hold a card */
    by_cluster doubled[STRENGTH_PAIRS]; /* by position: 2 * wins + ties */
};

static void add(by_cluster to, const by_cluster more)
{
    for (unsigned c = 0; c < OPPONENT_CLUSTERS; c++)
        to[c] = (uint16_t)(to[c] + more[c]);
}

/* What is in `all` and meets neither of two cards; a hand that holds both was taken out twice: `both`. */
static void subtract(by_cluster to, const by_cluster all, const by_cluster low, const by_cluster high,
                     const by_cluster both)
{
    for (unsigned c = 0; c < OPPONENT_CLUSTERS; c++)
        to[c] = (uint16_t)(all[c] - low[c] - high[c] + both[c]);
}

/* As strength.c counts weaker hands, for each cluster of opponents: (hands below) + (hands below or equal). */
static void count_weaker(const struct source *source, struct scratch *scratch)
{
    static const by_cluster nothing = {0};
    struct strength_scratch *s = &scratch->strength;
    by_cluster below = {0};
    memset(scratch->passed, 0, sizeof scratch->passed);
    unsigned end;
    for (unsigned begin = 0; begin < s->count; begin = end) {
        hand_rank rank = ranked_rank(s->keys[begin]);
        for (end = begin; end < s->count && ranked_rank(s->keys[end]) == rank; end++) {
            unsigned i = ranked_number(s->keys[end]);
            subtract(scratch->doubled[i], below, scratch->passed[s->low[i]], scratch->passed[s->high[i]], nothing);
        }
        for (unsigned k = begin; k < end; k++) {
            unsigned i = ranked_number(s->keys[k]);
            const uint16_t *one = source->one[source->cluster[s->live[i]]];
            add(below, one);
            add(scratch->passed[s->low[i]], one);
            add(scratch->passed[s->high[i]], one);
        }
        for (unsigned k = begin; k < end; k++) {
            unsigned i = ranked_number(s->keys[k]);
            by_cluster up_to_equal;
            subtract(up_to_equal, below, scratch->passed[s->low[i]], scratch->passed[s->high[i]],
                     source->one[source->cluster[s->live[i]]]);
            add(scratch->doubled[i], up_to_equal);
        }
    }
}

static void write_features(const struct source *source, const struct scratch *scratch, const by_cluster all, unsigned i,
                           feature values[])
{
    const struct strength_scratch *s = &scratch->strength;
    float half = (float)METRIC_L2_ONE / 2;
    float overall = (float)s->doubled[i] / (float)source->whole;
    by_cluster hands;
    subtract(hands, all, scratch->passed[s->low[i]], scratch->passed[s->high[i]],
             source->one[source->cluster[s->live[i]]]);
    for (unsigned c = 0; c < OPPONENT_CLUSTERS; c++) {
        float value = (float)scratch->doubled[i][c] * half / (float)(hands[c] ? hands[c] : 1);
        values[c] = (feature)((hands[c] ? value : overall * 2 * half) + 0.5f);
    }
}

static void fill_board(struct source *source, unsigned worker, uint64_t item, struct points *batch)
{
    struct scratch *scratch = &source->scratch[worker];
    struct strength_scratch *s = &scratch->strength;
    struct street_board board;
    street_boards_read(&source->boards, item, &board);
    strength_of_board(source->tables, board.set, s);
    count_weaker(source, scratch);
    by_cluster all = {0};
    for (unsigned i = 0; i < s->count; i++)
        add(all, source->one[source->cluster[s->live[i]]]);
    unsigned one = (unsigned)METRIC_L1_ONE;
    for (unsigned i = 0; i < s->count; i++) {
        uint64_t index = 0;
        street_board_index(&source->boards, &board, s->low[i], s->high[i], &index);
        size_t p =
            points_add(batch, index, board.deals, (feature)((s->doubled[i] * one + source->whole / 2) / source->whole));
        write_features(source, scratch, all, i, batch->values + p * batch->dims);
    }
}

/* Hole cards by how their strength is distributed at the end, as against a random hand. */
static bool cluster_opponents(struct source *source, const struct feature_frame *frame, struct failure *failure)
{
    struct points classes;
    if (!hole_classes(frame, &classes, failure))
        return false;
    struct metric metric = run_out_metric();
    struct kmeans_options options = {
        .k = OPPONENT_CLUSTERS, .restarts = 10, .seed = cluster_seed, .workers = 1, .progress = frame->progress};
    struct centres centres;
    uint32_t *cluster = memory_allocate(classes.count, sizeof *cluster);
    bool done = kmeans(&classes, &metric, &options, &centres, cluster, failure);
    for (unsigned p = 0; done && p < frame->tables->pairs; p++) {
        card cards[2] = {frame->tables->low[p], frame->tables->high[p]};
        source->cluster[p] = (uint8_t)cluster[indexer_index(frame->indices->indexer[0], 0, cards)];
    }
    centres_release(&centres);
    memory_release(cluster);
    points_release(&classes);
    return done;
}

static void release(struct source *source)
{
    street_boards_release(&source->boards);
    memory_release(source->scratch);
    memory_release(source);
}

static double features_cost(const struct street_indices *indices, unsigned street, unsigned passes)
{
    return hole_classes_cost(indices) + passes * (double)indices->hands[street] * cost_of_hand;
}

static bool open_features(const struct feature_frame *frame, unsigned street, const struct street_map *next,
                          struct features *features, struct failure *failure)
{
    (void)next;
    const struct street_indices *indices = frame->indices;
    double one = METRIC_L2_ONE;
    struct source *source = memory_allocate(1, sizeof *source);
    *features = (struct features){
        .metric = {&metric_l2, metric_dims(OPPONENT_CLUSTERS), 1 / (one * one * OPPONENT_CLUSTERS)},
        .chunk = BOARDS_CLAIMED,
        .points_most = frame->tables->pairs,
        .cost = (double)indices->hands[street] * cost_of_hand,
        .doing = "strength against opponents' clusters",
        .source = source,
        .fill = fill_board,
        .release = release,
    };
    source->tables = frame->tables;
    source->scratch = memory_allocate(frame->workers, sizeof *source->scratch);
    for (unsigned c = 0; c < OPPONENT_CLUSTERS; c++)
        source->one[c][c] = 1;
    bool done =
        street_boards_init(&source->boards, indices, street, failure) && cluster_opponents(source, frame, failure);
    features->items = source->boards.count;
    source->whole = strength_whole(frame->tables, source->boards.cards);
    if (!done)
        features_release(features);
    return done;
}

const struct bucket_method bucket_ochs = {
    .choice = {"ochs", "strength against eight clusters of opponents' hands, on the last street"},
    .feature = "strength against eight clusters of opponents' hands",
    .fits = street_is_last,
    .fitting = "for the last street",
    .features = open_features,
    .features_cost = features_cost,
};
