#include "eval/sampled.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "buckets/parallel.h"
#include "buckets/runout.h"
#include "cards/subset.h"
#include "cfr/engine.h"
#include "cfr/vector_engines.h"
#include "eval/exploit.h"
#include "eval/reading.h"
#include "eval/walk_memory.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

/* The walks of a board: the strategy's value, and each player's response. */
enum { PASS_VALUE, PASS_RESPOND, PASSES = PASS_RESPOND + 2 };

/* A walk with what it reads and its memory. */
struct walker {
    struct vector_walk walk;
    struct reading reading;
    /* Of a worker's. */
    struct sample *sample;       /* borrowed */
    uint64_t boards;             /* done */
    uint64_t roots, roots_total; /* of the last street: walked on the board in hand, and to walk there */
};

static const double TELL_SECONDS = 10;

/* What one worker has done, in millionths of a board: written by it, read by the main thread. Neighbours do not share a
 * cache line. */
struct pace {
    atomic_uint_least64_t millionths;
    char apart[64];
};

struct sample {
    const struct sampled_plan *plan;
    const struct tree *tree;
    struct forest forest;
    struct boards first;  /* the first street alone */
    struct boards second; /* two streets: what is drawn from */
    float *runout;        /* owned */
    cardset *drawn;       /* owned: [sample] */
    struct vector_size size;
    struct walk_memory memory;
    struct walker leader[PASSES]; /* the first street of each pass: workers read it */
    struct walker judge[PASSES];  /* the same for judging boards that are done while others are walked */
    struct walker *worker;        /* owned: [worker] */
    struct pace *pace;            /* owned: [worker] */
    size_t leaves;
    float *leaf[PASSES];  /* owned: [sample * leaves] */
    atomic_uchar *walked; /* owned: [sample] released when the leaves of all passes are there */
    struct progress progress;
    char doing[96];
    double started, told; /* seconds of the monotonic clock */
    uint64_t boards_told; /* that the last estimates were of */
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
    vector_walk_init(&walker->walk, engine_in_use()->vector->single, &sample->forest, &sample->size, memory);
    reading_init(&walker->reading, sample->plan->policy, sample->tree->game->hole_cards);
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
static void draw_boards(struct sample *sample)
{
    uint64_t boards = sample->plan->boards;
    const struct boards_street *from = &sample->second.street[1];
    unsigned cards = game_board_cards(sample->tree->game, 1);
    uint32_t all = 0;
    for (uint32_t b = 0; b < from->count; b++)
        all += from->board[b].weight;
    sample->drawn = memory_allocate(boards, sizeof *sample->drawn);
    for (uint64_t i = 0; i < boards; i++) {
        struct random_stream random = random_stream_at(sample->plan->seed, i, 0);
        uint32_t left = random_below(&random, all), b = 0;
        while (left >= from->board[b].weight)
            left -= from->board[b++].weight;
        for (unsigned c = 0; c < cards; c++)
            sample->drawn[i] |= cardset_of(from->board[b].cards[c]);
    }
}

/* The walks of the first street, PASSES of them. */
static void begin_passes(struct sample *sample, struct walker passes[], unsigned memory)
{
    for (unsigned pass = 0; pass < PASSES; pass++) {
        prepare_walker(sample, &passes[pass], walk_memory_at(&sample->memory, memory + pass));
        turn_to_pass(&passes[pass], pass);
        vector_walk_begin(&passes[pass].walk);
    }
}

static bool watch(void *context, const struct vector_part *part);

static void make_workers(struct sample *sample, unsigned memory)
{
    unsigned workers = sample->plan->workers;
    sample->worker = memory_allocate(workers, sizeof *sample->worker);
    sample->pace = memory_allocate(workers, sizeof *sample->pace);
    for (unsigned i = 0; i < workers; i++) {
        struct walker *worker = &sample->worker[i];
        prepare_walker(sample, worker, walk_memory_at(&sample->memory, memory + i));
        worker->sample = sample;
        worker->walk.watch = watch;
        worker->walk.watcher = worker;
    }
}

static bool open(struct sample *sample, struct failure *failure)
{
    const struct game *game = sample->tree->game;
    if (!forest_init(&sample->forest, sample->tree, failure) ||
        !boards_init(sample->plan->run, &sample->first, game, 1, EXPLOIT_MOST_HANDS, failure) ||
        !boards_init(sample->plan->run, &sample->second, game, 2, EXPLOIT_MOST_HANDS, failure))
        return false;
    draw_boards(sample);
    if (sample->forest.street[0].terminals[POINT_RUNOUT] > 0) {
        sample->runout = runout_new(sample->plan->run, game, &sample->first.street[0].board[0], failure);
        if (!sample->runout)
            return false;
    }
    sample->size = vector_size_of_deck(game, sample->forest.streets, sample->first.street[0].slots, NULL);
    walk_memory_init(&sample->memory, &sample->forest, &sample->size, 2 * PASSES + sample->plan->workers);
    begin_passes(sample, sample->leader, 0);
    begin_passes(sample, sample->judge, PASSES);
    make_workers(sample, 2 * PASSES);
    sample->leaves = vector_walk_leaves(&sample->leader[0].walk);
    for (unsigned pass = 0; pass < PASSES; pass++)
        sample->leaf[pass] = memory_allocate(sample->plan->boards * sample->leaves, sizeof(float));
    sample->walked = memory_allocate(sample->plan->boards, sizeof *sample->walked);
    return true;
}

static void release(struct sample *sample)
{
    for (unsigned pass = 0; pass < PASSES; pass++)
        memory_release(sample->leaf[pass]);
    memory_release(sample->walked);
    memory_release(sample->pace);
    memory_release(sample->worker);
    walk_memory_release(&sample->memory);
    memory_release(sample->runout);
    memory_release(sample->drawn);
    boards_release(&sample->first);
    boards_release(&sample->second);
    forest_release(&sample->forest);
}

/* --- judging what is done --- */

/* The first boards, as far as each of them is done. */
static uint64_t count_done(const struct sample *sample)
{
    uint64_t boards = 0;
    while (boards < sample->plan->boards && atomic_load_explicit(&sample->walked[boards], memory_order_acquire))
        boards++;
    return boards;
}

/* The mean of every second sample's leaves. */
static void average_half(const struct sample *sample, uint64_t boards, unsigned pass, unsigned half, float mean[])
{
    double count = (double)((boards + 1 - half) / 2);
    memset(mean, 0, sample->leaves * sizeof *mean);
    for (uint64_t i = half; i < boards; i += 2) {
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
static void judge(struct sample *sample, uint64_t boards, unsigned pass, double value[])
{
    struct vector_walk *walk = &sample->judge[pass].walk;
    float *mean = memory_allocate(sample->leaves, sizeof *mean);
    for (unsigned half = 0; half < 2; half++) {
        if (pass >= PASS_RESPOND) {
            average_half(sample, boards, pass, 1 - half, mean);
            walk->mode = VECTOR_RESPOND;
            end_with(walk, mean);
            vector_walk_keep_choices(walk);
            walk->mode = VECTOR_VALUE;
        }
        for (uint64_t i = half; i < boards; i += 2)
            value[i] = end_with(walk, sample->leaf[pass] + i * sample->leaves);
    }
    memory_release(mean);
}

static void judge_all(struct sample *sample, uint64_t boards, struct sampled *result)
{
    *result = (struct sampled){0};
    if (boards < SAMPLED_JUDGED_LEAST)
        return;
    double *value = memory_allocate(PASSES * boards, sizeof *value);
    for (unsigned pass = 0; pass < PASSES; pass++)
        judge(sample, boards, pass, value + pass * boards);
    result->boards = boards;
    for (uint64_t i = 0; i < boards; i++) {
        double best[2] = {value[PASS_RESPOND * boards + i], value[(PASS_RESPOND + 1) * boards + i]};
        estimate_add(&result->value, value[i]);
        estimate_add(&result->best[0], best[0]);
        estimate_add(&result->best[1], best[1]);
        estimate_add(&result->exploitability, (best[0] + best[1]) / 2);
    }
    memory_release(value);
}

/* --- walking --- */

/* Boards that are done, and parts of those in hand. */
static double count_pace(const struct sample *sample)
{
    uint64_t millionths = 0;
    for (unsigned i = 0; i < sample->plan->workers; i++)
        millionths += atomic_load_explicit(&sample->pace[i].millionths, memory_order_relaxed);
    return (double)millionths / 1e6;
}

/* The calling thread. */
static void tell(struct sample *sample)
{
    const struct sampled_plan *plan = sample->plan;
    double now = run_seconds(plan->run);
    sample->progress.cost_done = count_pace(sample);
    snprintf(sample->doing, sizeof sample->doing, "%s of %s boards of the second street",
             text_thousands((uint64_t)sample->progress.cost_done).text, text_thousands(plan->boards).text);
    progress_show(&sample->progress, 0);
    if (!plan->tell || now - sample->told < TELL_SECONDS || sample->progress.cost_done <= 0)
        return;
    uint64_t boards = count_done(sample);
    bool first = sample->told <= sample->started;
    if (!first && (boards < SAMPLED_JUDGED_LEAST || boards < 2 * sample->boards_told))
        return;
    struct sampled_news news = {.done = sample->progress.cost_done, .seconds = now - sample->started};
    judge_all(sample, boards, &news.so_far);
    sample->boards_told = news.so_far.boards;
    sample->told = now;
    plan->tell(plan->context, &news);
}

static void set_pace(const struct walker *walker, unsigned worker)
{
    double part = walker->roots_total > 0 ? (double)walker->roots / (double)walker->roots_total : 0;
    atomic_store_explicit(&walker->sample->pace[worker].millionths, (uint64_t)(1e6 * ((double)walker->boards + part)),
                          memory_order_relaxed);
}

/* Every root of the last street is walked once for every board of it. */
static bool watch(void *context, const struct vector_part *part)
{
    struct walker *walker = context;
    struct sample *sample = walker->sample;
    unsigned worker = (unsigned)(walker - sample->worker);
    if (part->street + 1u == sample->forest.streets) {
        walker->roots += part->roots;
        set_pace(walker, worker);
    }
    if (worker == 0)
        tell(sample);
    return !run_is_cancelled(sample->plan->run);
}

static void walk_sample(struct sample *sample, struct walker *walker, uint64_t i)
{
    struct boards below;
    unsigned last = sample->forest.streets - 1;
    boards_init_below(&below, sample->tree->game, sample->forest.streets, sample->drawn[i]);
    walker->walk.boards = &below;
    walker->roots = 0;
    walker->roots_total = (uint64_t)PASSES * sample->forest.street[last].roots * below.street[last].count;
    reading_forget(&walker->reading);
    for (unsigned pass = 0; pass < PASSES && !walker->walk.given_up; pass++) {
        turn_to_pass(walker, pass);
        vector_walk_board(&sample->leader[pass].walk, &walker->walk, 0);
        vector_walk_take(&walker->walk, sample->leaf[pass] + i * sample->leaves);
    }
    boards_release(&below);
}

static void walk_samples(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct sample *sample = context;
    struct walker *walker = &sample->worker[worker];
    for (uint64_t i = first; i < end && !walker->walk.given_up; i++) {
        walk_sample(sample, walker, i);
        if (walker->walk.given_up)
            return;
        walker->boards++;
        walker->roots = 0;
        set_pace(walker, worker);
        /* With count_done's acquire: whoever judges the board sees its leaves. */
        atomic_store_explicit(&sample->walked[i], 1, memory_order_release);
    }
}

bool sampled_compute(const struct sampled_plan *plan, struct sampled *result, struct failure *failure)
{
    struct sample sample = {.plan = plan, .tree = plan->tree};
    *result = (struct sampled){0};
    bool opened = sampled_feasible(plan->tree, failure) && open(&sample, failure), done = false;
    if (opened) {
        progress_start(&sample.progress, plan->run, "Evaluating", (double)plan->boards);
        sample.started = sample.told = run_seconds(plan->run);
        done = parallel_for(plan->workers, plan->boards, 1, walk_samples, &sample, &sample.progress, sample.doing, 0,
                            failure);
        judge_all(&sample, count_done(&sample), result);
    }
    release(&sample);
    return done;
}
