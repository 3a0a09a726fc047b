#include "buckets/hole_classes.h"

#include "base/memory.h"
#include "buckets/street_boards.h"

enum { BOARDS_CLAIMED = 16 };

static const double cost_of_hand = 18;

struct counts {
    uint64_t step[RUN_OUT_STEPS], sum, deals;
};

struct counting {
    const struct strength_tables *tables;
    struct street_boards boards;
    unsigned classes;
    uint32_t whole;
    uint16_t class_of_pair[STRENGTH_PAIRS];
    struct strength_scratch *scratch; /* owned: one a worker */
    struct counts *counts;            /* owned: [worker][class] */
};

struct metric run_out_metric(void)
{
    double one = METRIC_L1_ONE;
    return (struct metric){&metric_l1, metric_dims(RUN_OUT_STEPS), 1 / (one * RUN_OUT_STEPS)};
}

void run_out_features(const uint64_t count[RUN_OUT_STEPS], uint64_t whole, feature values[])
{
    uint64_t below = 0, one = (uint64_t)METRIC_L1_ONE;
    for (unsigned s = 0; s < RUN_OUT_STEPS; s++) {
        below += count[s];
        values[s] = (feature)((below * one + whole / 2) / whole);
    }
}

static void count_boards(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct counting *counting = context;
    struct strength_scratch *scratch = &counting->scratch[worker];
    struct counts *counts = counting->counts + (size_t)worker * counting->classes;
    for (uint64_t b = first; b < end; b++) {
        struct street_board board;
        street_boards_read(&counting->boards, b, &board);
        strength_of_board(counting->tables, board.set, scratch);
        for (unsigned i = 0; i < scratch->count; i++) {
            struct counts *class = &counts[counting->class_of_pair[scratch->live[i]]];
            class->step[run_out_step(scratch->doubled[i], counting->whole)] += board.deals;
            class->sum += (uint64_t)board.deals * scratch->doubled[i];
            class->deals += board.deals;
        }
    }
}

static void find_classes(struct counting *counting, const struct street_indices *indices, unsigned pairs[])
{
    const struct strength_tables *tables = counting->tables;
    for (unsigned p = 0; p < tables->pairs; p++) {
        card cards[2] = {tables->low[p], tables->high[p]};
        counting->class_of_pair[p] = (uint16_t)indexer_index(indices->indexer[0], 0, cards);
        pairs[counting->class_of_pair[p]]++;
    }
}

static void add_points(const struct counting *counting, const unsigned pairs[], struct points *points)
{
    points_init(points, run_out_metric().dims, counting->classes);
    for (unsigned c = 0; c < counting->classes; c++) {
        const struct counts *counts = &counting->counts[c];
        double share = (double)counts->sum / ((double)counts->deals * counting->whole);
        size_t i = points_add(points, c, pairs[c], (feature)(share * METRIC_L1_ONE + 0.5));
        run_out_features(counts->step, counts->deals, points->values + i * points->dims);
    }
}

/* The first worker's counts become the sums of all. */
static void add_up(struct counting *counting, unsigned workers)
{
    for (unsigned w = 1; w < workers; w++) {
        for (unsigned c = 0; c < counting->classes; c++) {
            struct counts *sum = &counting->counts[c];
            const struct counts *more = &counting->counts[w * counting->classes + c];
            for (unsigned s = 0; s < RUN_OUT_STEPS; s++)
                sum->step[s] += more->step[s];
            sum->sum += more->sum;
            sum->deals += more->deals;
        }
    }
}

double hole_classes_cost(const struct street_indices *indices)
{
    return (double)indices->hands[indices->streets - 1] * cost_of_hand;
}

bool hole_classes(const struct feature_frame *frame, struct points *points, struct failure *failure)
{
    const struct street_indices *indices = frame->indices;
    struct counting *counting = memory_allocate(1, sizeof *counting);
    counting->tables = frame->tables;
    counting->classes = (unsigned)indexer_size(indices->indexer[0], 0);
    bool done = street_boards_init(&counting->boards, indices, indices->streets - 1, failure);
    if (done) {
        counting->whole = strength_whole(frame->tables, counting->boards.cards);
        counting->scratch = memory_allocate(frame->workers, sizeof *counting->scratch);
        counting->counts = memory_allocate((size_t)frame->workers * counting->classes, sizeof *counting->counts);
        unsigned *pairs = memory_allocate(counting->classes, sizeof *pairs);
        find_classes(counting, indices, pairs);
        done = parallel_for(frame->workers, counting->boards.count, BOARDS_CLAIMED, count_boards, counting,
                            frame->progress, "hole cards over all boards", hole_classes_cost(indices), failure);
        add_up(counting, frame->workers);
        if (done)
            add_points(counting, pairs, points);
        memory_release(pairs);
        memory_release(counting->scratch);
        memory_release(counting->counts);
    }
    street_boards_release(&counting->boards);
    memory_release(counting);
    return done;
}
