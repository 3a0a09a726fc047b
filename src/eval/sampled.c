#include "eval/sampled.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "buckets/parallel.h"
#include "buckets/runout.h"
#include "cards/subset.h"
#include "cfr/engine.h"
#include "eval/exploit.h"
#include "eval/reading.h"
#include "eval/walk_memory.h"

#include <string.h>

/* The walks of a board: the strategy's value, and each player's response. */
enum { PASS_VALUE, PASS_RESPOND, PASSES = PASS_RESPOND + 2 };

/* A walk with what it reads and its memory. */
struct walker {
    struct vector_walk walk;
    struct reading reading;
};

struct sample {
    const struct tree *tree;
    const struct policy *policy;
    struct forest forest;
    struct boards first;  /* the first street alone */
    struct boards second; /* two streets: what is drawn from */
    float *runout;        /* owned */
    uint64_t boards;
    cardset *drawn; /* owned: [sample] */
    struct vector_size size;
    struct walk_memory memory;
    struct walker leader[PASSES]; /* the first street of each pass */
    struct walker *worker;        /* owned: [worker] */
    size_t leaves;
    float *leaf[PASSES]; /* owned: [sample * leaves] */
    struct progress progress;
};

/* Canonical hands below one board of the second street at most. */
static double hands_below(const struct game *game, unsigned streets)
{
    unsigned left = (unsigned)deck_size(game->deck) - game_board_cards(game, 1);
    double boards = 1;
    for (unsigned s = 2; s < streets; s++) {
        boards *= subset_count(left, game->board_cards[s]);
        left -= game->board_cards[s];
    }
    return boards * subset_count(left, game->hole_cards);
}

bool sampled_feasible(const struct tree *tree, struct failure *failure)
{
    struct forest forest;
    if (!forest_init(&forest, tree, failure))
        return false;
    unsigned streets = forest.streets;
    forest_release(&forest);
    if (streets < 2)
        return failure_set(failure, "%s: nothing is decided after the first street", tree->game->name);
    if (!boards_feasible(tree->game, 2, EXPLOIT_MOST_HANDS, failure))
        return false;
    double hands = hands_below(tree->game, streets);
    return hands <= (double)EXPLOIT_MOST_HANDS ||
           failure_set(failure,
                       "%s has %s hands below each board of the second street: too many to go over (at most %s)",
                       tree->game->name, text_si(hands).text, text_thousands(EXPLOIT_MOST_HANDS).text);
}

static void prepare_walker(struct sample *sample, struct walker *walker, void *memory)
{
    vector_walk_init(&walker->walk, engine_in_use()->single, &sample->forest, &sample->size, memory);
    reading_init(&walker->reading, sample->policy, sample->tree->game->hole_cards);
    walker->walk.boards = &sample->first;
    walker->walk.runout = sample->runout;
    walker->walk.strategy = reading_strategy;
    walker->walk.context = &walker->reading;
}

static void turn_to_pass(struct walker *walker, unsigned pass)
{
    bool responds = pass >= PASS_RESPOND;
    walker->walk.mode = responds ? VECTOR_RESPOND : VECTOR_VALUE;
    walker->walk.traverser = responds ? pass - PASS_RESPOND : 0;
    walker->reading.skipped = responds ? walker->walk.traverser : 2;
}

/* Each board of the second street with its chance. */
static void draw_boards(struct sample *sample, uint64_t seed)
{
    const struct boards_street *from = &sample->second.street[1];
    unsigned cards = game_board_cards(sample->tree->game, 1);
    uint32_t all = 0;
    for (uint32_t b = 0; b < from->count; b++)
        all += from->board[b].weight;
    sample->drawn = memory_allocate(sample->boards, sizeof *sample->drawn);
    for (uint64_t i = 0; i < sample->boards; i++) {
        struct random_stream random = random_stream_at(seed, i, 0);
        uint32_t left = random_below(&random, all), b = 0;
        while (left >= from->board[b].weight)
            left -= from->board[b++].weight;
        for (unsigned c = 0; c < cards; c++)
            sample->drawn[i] |= cardset_of(from->board[b].cards[c]);
    }
}

static bool open(struct sample *sample, uint64_t seed, unsigned workers, struct failure *failure)
{
    const struct game *game = sample->tree->game;
    if (!forest_init(&sample->forest, sample->tree, failure) ||
        !boards_init(&sample->first, game, 1, EXPLOIT_MOST_HANDS, failure) ||
        !boards_init(&sample->second, game, 2, EXPLOIT_MOST_HANDS, failure))
        return false;
    draw_boards(sample, seed);
    if (sample->forest.street[0].terminals[POINT_RUNOUT] > 0)
        sample->runout = runout_new(game, &sample->first.street[0].board[0]);
    sample->size = vector_size_of_deck(game, sample->forest.streets, sample->first.street[0].slots, NULL);
    walk_memory_init(&sample->memory, &sample->forest, &sample->size, PASSES + workers);
    sample->worker = memory_allocate(workers, sizeof *sample->worker);
    for (unsigned i = 0; i < PASSES + workers; i++)
        prepare_walker(sample, i < PASSES ? &sample->leader[i] : &sample->worker[i - PASSES],
                       walk_memory_at(&sample->memory, i));
    sample->leaves = vector_walk_leaves(&sample->leader[0].walk);
    for (unsigned pass = 0; pass < PASSES; pass++) {
        sample->leaf[pass] = memory_allocate(sample->boards * sample->leaves, sizeof(float));
        turn_to_pass(&sample->leader[pass], pass);
        vector_walk_begin(&sample->leader[pass].walk);
    }
    return true;
}

static void release(struct sample *sample)
{
    for (unsigned pass = 0; pass < PASSES; pass++)
        memory_release(sample->leaf[pass]);
    memory_release(sample->worker);
    walk_memory_release(&sample->memory);
    memory_release(sample->runout);
    memory_release(sample->drawn);
    boards_release(&sample->first);
    boards_release(&sample->second);
    forest_release(&sample->forest);
}

static void walk_samples(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct sample *sample = context;
    struct walker *walker = &sample->worker[worker];
    for (uint64_t i = first; i < end; i++) {
        struct boards below;
        boards_init_below(&below, sample->tree->game, sample->forest.streets, sample->drawn[i]);
        walker->walk.boards = &below;
        reading_forget(&walker->reading);
        for (unsigned pass = 0; pass < PASSES; pass++) {
            turn_to_pass(walker, pass);
            vector_walk_board(&sample->leader[pass].walk, &walker->walk, 0);
            vector_walk_take(&walker->walk, sample->leaf[pass] + i * sample->leaves);
        }
        boards_release(&below);
    }
}

/* The mean of every second sample's leaves. */
static void average_half(const struct sample *sample, unsigned pass, unsigned half, float mean[])
{
    double count = (double)((sample->boards + 1 - half) / 2);
    memset(mean, 0, sample->leaves * sizeof *mean);
    for (uint64_t i = half; i < sample->boards; i += 2) {
        const float *leaf = sample->leaf[pass] + i * sample->leaves;
        for (size_t k = 0; k < sample->leaves; k++)
            mean[k] += (float)((double)leaf[k] / count);
    }
}

static double end_with(struct vector_walk *walk, const float leaves[])
{
    vector_walk_put(walk, leaves);
    return vector_walk_end(walk);
}

/* What each sample comes to: the response's first street is chosen on the other half. */
static void judge(struct sample *sample, unsigned pass, double value[])
{
    struct vector_walk *walk = &sample->leader[pass].walk;
    float *mean = memory_allocate(sample->leaves, sizeof *mean);
    for (unsigned half = 0; half < 2; half++) {
        if (pass >= PASS_RESPOND) {
            average_half(sample, pass, 1 - half, mean);
            walk->mode = VECTOR_RESPOND;
            end_with(walk, mean);
            vector_walk_keep_choices(walk);
            walk->mode = VECTOR_VALUE;
        }
        for (uint64_t i = half; i < sample->boards; i += 2)
            value[i] = end_with(walk, sample->leaf[pass] + i * sample->leaves);
    }
    memory_release(mean);
}

static void judge_all(struct sample *sample, struct sampled *result)
{
    double *value = memory_allocate(PASSES * sample->boards, sizeof *value);
    for (unsigned pass = 0; pass < PASSES; pass++)
        judge(sample, pass, value + pass * sample->boards);
    memset(result, 0, sizeof *result);
    for (uint64_t i = 0; i < sample->boards; i++) {
        double best[2] = {value[PASS_RESPOND * sample->boards + i], value[(PASS_RESPOND + 1) * sample->boards + i]};
        estimate_add(&result->value, value[i]);
        estimate_add(&result->best[0], best[0]);
        estimate_add(&result->best[1], best[1]);
        estimate_add(&result->exploitability, (best[0] + best[1]) / 2);
    }
    memory_release(value);
}

bool sampled_compute(const struct tree *tree, const struct policy *policy, uint64_t boards, uint64_t seed,
                     unsigned workers, struct sampled *result, struct failure *failure)
{
    struct sample sample = {.tree = tree, .policy = policy, .boards = boards};
    progress_start(&sample.progress, "Evaluating", 1);
    bool done = sampled_feasible(tree, failure) && open(&sample, seed, workers, failure) &&
                parallel_for(workers, boards, 1, walk_samples, &sample, &sample.progress, "boards of the second street",
                             1, failure);
    if (done)
        judge_all(&sample, result);
    release(&sample);
    return done;
}
