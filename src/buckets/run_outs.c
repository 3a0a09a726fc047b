/* Features of run-outs: the distribution of the strength at the end over all boards to come, as the shares that stay
 * below each of RUN_OUT_STEPS levels: L1 is the earth mover's distance (Johanson et al. 2013). */
#include "buckets/bucket_methods.h"

#include "base/memory.h"
#include "buckets/board_strengths.h"
#include "buckets/hole_classes.h"
#include "buckets/street_boards.h"
#include "cards/subset.h"

#include <string.h>

static const double cost_of_look_up = 3, cost_of_hand = 150;

/* By pair of the deck. */
struct scratch {
    uint32_t sum[STRENGTH_PAIRS];
    uint32_t count[STRENGTH_PAIRS][RUN_OUT_STEPS];
};

struct source {
    const struct strength_tables *tables;
    struct street_boards boards;
    struct board_strengths strengths;
    unsigned to_come;
    uint32_t whole;
    uint8_t *step;           /* owned: of a doubled strength */
    struct scratch *scratch; /* owned: one a worker */
    struct points classes;   /* before the board */
};

/* The cards of the deck, by position, that a board leaves. */
static unsigned cards_left(const struct source *source, cardset board, uint8_t left[])
{
    unsigned count = 0;
    for (unsigned i = 0; i < source->tables->deck_cards; i++)
        if (!(board & cardset_of(source->tables->deck[i])))
            left[count++] = (uint8_t)i;
    return count;
}

static void add_run_out(const struct source *source, const card board[], struct scratch *scratch)
{
    const struct strength_tables *tables = source->tables;
    struct board_strengths_view view;
    uint8_t left[CARD_COUNT];
    unsigned cards = source->boards.cards + source->to_come;
    unsigned count = cards_left(source, cardset_of_all(board, cards), left);
    board_strengths_look(&source->strengths, board, &view);
    for (unsigned h = 1; h < count; h++) {
        for (unsigned l = 0; l < h; l++) {
            unsigned pair = strength_pair(left[l], left[h]);
            unsigned doubled = board_strengths_of(&view, tables->deck[left[l]], tables->deck[left[h]]);
            scratch->count[pair][source->step[doubled]]++;
            scratch->sum[pair] += doubled;
        }
    }
}

static double run_outs(const struct street_indices *indices, unsigned street)
{
    unsigned board = indices->board_cards[street], last = indices->board_cards[indices->streets - 1];
    return subset_count((unsigned)deck_size(indices->deck) - 2 - board, last - board);
}

static double cost_of_pass(const struct street_indices *indices, unsigned street)
{
    return (double)indices->hands[street] * (run_outs(indices, street) * cost_of_look_up + cost_of_hand);
}

static double features_cost(const struct street_indices *indices, unsigned street, unsigned passes)
{
    if (indices->board_cards[street] == 0)
        return hole_classes_cost(indices);
    return board_strengths_cost(indices->deck, indices->board_cards[indices->streets - 1]) +
           passes * cost_of_pass(indices, street);
}

static void fill_board(struct source *source, unsigned worker, uint64_t item, struct points *batch)
{
    struct scratch *scratch = &source->scratch[worker];
    struct street_board board;
    uint8_t left[CARD_COUNT];
    unsigned position[INDEXER_CARDS];
    memset(scratch->sum, 0, sizeof scratch->sum);
    memset(scratch->count, 0, sizeof scratch->count);
    street_boards_read(&source->boards, item, &board);
    unsigned count = cards_left(source, board.set, left);
    subset_first(position, source->to_come);
    do {
        card *last = board.cards + 2 + source->boards.cards;
        for (unsigned i = 0; i < source->to_come; i++)
            last[i] = source->tables->deck[left[position[i]]];
        add_run_out(source, board.cards + 2, scratch);
    } while (subset_next(position, source->to_come, count));

    uint64_t number = (uint64_t)run_outs(source->boards.indices, source->boards.street);
    float scale = (float)METRIC_L1_ONE / (float)(number * source->whole);
    for (unsigned p = 0; p < source->tables->pairs; p++) {
        uint64_t index, steps[RUN_OUT_STEPS];
        if (!street_board_index(&source->boards, &board, source->tables->low[p], source->tables->high[p], &index))
            continue;
        feature strength = (feature)((float)scratch->sum[p] * scale + 0.5f);
        size_t i = points_add(batch, index, board.deals, strength);
        for (unsigned s = 0; s < RUN_OUT_STEPS; s++)
            steps[s] = scratch->count[p][s];
        run_out_features(steps, number, batch->values + i * batch->dims);
    }
}

static void fill_class(struct source *source, unsigned worker, uint64_t item, struct points *batch)
{
    (void)worker;
    points_copy(batch, &source->classes, item);
}

static void release(struct source *source)
{
    street_boards_release(&source->boards);
    board_strengths_release(&source->strengths);
    points_release(&source->classes);
    memory_release(source->step);
    memory_release(source->scratch);
    memory_release(source);
}

static bool prepare_boards(struct source *source, const struct feature_frame *frame, struct features *features,
                           struct failure *failure)
{
    unsigned cards = source->boards.cards + source->to_come;
    source->whole = strength_whole(frame->tables, cards);
    source->step = memory_allocate(source->whole + 1, sizeof *source->step);
    for (uint32_t doubled = 0; doubled <= source->whole; doubled++)
        source->step[doubled] = (uint8_t)run_out_step(doubled, source->whole);
    source->scratch = memory_allocate(frame->workers, sizeof *source->scratch);
    features->items = source->boards.count;
    features->chunk = 1;
    features->points_most = frame->tables->pairs;
    features->cost = cost_of_pass(frame->indices, source->boards.street);
    features->doing = "run-outs of all boards";
    features->fill = fill_board;
    return board_strengths_init(&source->strengths, frame->tables, frame->indices->deck, cards, frame->workers,
                                frame->progress, failure);
}

static bool prepare_classes(struct source *source, const struct feature_frame *frame, struct features *features,
                            struct failure *failure)
{
    if (!hole_classes(frame, &source->classes, failure))
        return false;
    features->items = source->classes.count;
    features->chunk = features->points_most = 1;
    features->doing = "hole cards";
    features->fill = fill_class;
    return true;
}

/* The last street has nothing to come. */
static bool fits(const struct street_indices *indices, unsigned street)
{
    return !street_is_last(indices, street);
}

static bool open_features(const struct feature_frame *frame, unsigned street, const struct street_map *next,
                          struct features *features, struct failure *failure)
{
    (void)next;
    const struct street_indices *indices = frame->indices;
    struct source *source = memory_allocate(1, sizeof *source);
    *features = (struct features){.metric = run_out_metric(), .source = source, .release = release};
    source->tables = frame->tables;
    source->to_come = indices->board_cards[indices->streets - 1] - indices->board_cards[street];
    bool done = street_boards_init(&source->boards, indices, street, failure);
    if (done && source->boards.cards > 0)
        done = prepare_boards(source, frame, features, failure);
    else if (done)
        done = prepare_classes(source, frame, features, failure);
    if (!done)
        features_release(features);
    return done;
}

const struct bucket_method bucket_emd = {
    .choice = {"emd", "how strong the hand will be in the end, as a distribution"},
    .feature = "distribution of the final strength, earth mover's distance",
    .fits = fits,
    .fitting = "not for the last street",
    .instead = &bucket_ochs,
    .features = open_features,
    .features_cost = features_cost,
};
