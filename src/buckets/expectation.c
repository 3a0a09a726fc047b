#include "buckets/expectation.h"

#include "base/memory.h"
#include "cards/subset.h"

#include <assert.h>
#include <string.h>

/* Nanoseconds of one core, roughly. */
static const double cost_of_ranking = 12.0, cost_of_index = 60.0, cost_of_look_up = 90.0;

enum { BOARDS_CLAIMED = 8, HANDS_CLAIMED = 512, BOARD_MOST = INDEXER_CARDS - 2 };

/* Cards still to come after `street` until the next one begins. */
static unsigned cards_to_come(const struct street_indices *indices, unsigned street)
{
    return street_is_last(indices, street) ? 0 : indices->board_cards[street + 1] - indices->board_cards[street];
}

bool expectation_needs_next(const struct street_indices *indices, unsigned street)
{
    return !street_is_last(indices, street) && !(street + 2 == indices->streets && cards_to_come(indices, street) == 1);
}

double expectation_cost(const struct street_indices *indices, unsigned street)
{
    unsigned deck = (unsigned)deck_size(indices->deck), board = indices->board_cards[street];
    double hands = (double)indices->hands[street];
    if (expectation_needs_next(indices, street))
        return hands * subset_count(deck - 2 - board, cards_to_come(indices, street)) * cost_of_look_up;
    double rankings = hands * (street_is_last(indices, street) ? 1.0 : deck - board - 2.0);
    return rankings * cost_of_ranking + hands * cost_of_index;
}

struct sweeper {
    struct strength_scratch scratch;
    uint32_t sum[STRENGTH_PAIRS];
    uint64_t *histogram;
};

/* One pass over the canonical boards of a street, each completed in every way by at most one more card. */
struct sweep {
    const struct street_indices *indices;
    const struct strength_tables *tables;
    unsigned street, board_cards;
    bool ahead; /* one card is still to come */
    struct indexer *boards;
    struct expectation *out;
    struct sweeper *sweepers;
};

static void add_strengths(const struct sweep *sweep, cardset board, struct sweeper *worker)
{
    strength_of_board(sweep->tables, board, &worker->scratch);
    for (unsigned i = 0; i < worker->scratch.count; i++)
        worker->sum[worker->scratch.live[i]] += worker->scratch.doubled[i];
}

/* Files the sums of all hands of a board under their indices. */
static void store_sums(const struct sweep *sweep, struct sweeper *worker, card cards[], cardset board)
{
    const struct indexer *indexer = sweep->indices->indexer[sweep->street];
    unsigned round = sweep->indices->round[sweep->street];
    unsigned deals = street_deals(sweep->indices->deck, 0, board);
    for (unsigned p = 0; p < sweep->tables->pairs; p++) {
        cards[0] = sweep->tables->low[p];
        cards[1] = sweep->tables->high[p];
        if (board & (cardset_of(cards[0]) | cardset_of(cards[1])))
            continue;
        uint64_t index = indexer_index(indexer, round, cards);
        if (sweep->ahead)
            ((uint32_t *)sweep->out->values)[index] = worker->sum[p];
        else
            ((uint16_t *)sweep->out->values)[index] = (uint16_t)worker->sum[p];
        worker->histogram[worker->sum[p]] += deals;
    }
}

static void sweep_boards(void *context, unsigned worker_number, uint64_t first, uint64_t end)
{
    const struct sweep *sweep = context;
    struct sweeper *worker = &sweep->sweepers[worker_number];
    card cards[2 + BOARD_MOST];
    for (uint64_t b = first; b < end; b++) {
        if (sweep->boards)
            indexer_unindex(sweep->boards, 0, b, cards + 2);
        cardset board = 0;
        for (unsigned i = 0; i < sweep->board_cards; i++)
            board |= cardset_of(cards[2 + i]);
        memset(worker->sum, 0, sizeof worker->sum);
        if (!sweep->ahead)
            add_strengths(sweep, board, worker);
        for (unsigned i = 0; sweep->ahead && i < sweep->tables->deck_cards; i++)
            if (!(board & cardset_of(sweep->tables->deck[i])))
                add_strengths(sweep, board | cardset_of(sweep->tables->deck[i]), worker);
        store_sums(sweep, worker, cards, board);
    }
}

static bool run_sweep(struct sweep *sweep, unsigned workers, struct progress *progress, struct failure *failure)
{
    uint8_t cards = (uint8_t)sweep->board_cards;
    uint64_t boards = 1;
    if (cards > 0) {
        sweep->boards = indexer_new(sweep->indices->deck, 1, &cards, failure);
        if (!sweep->boards)
            return false;
        boards = indexer_size(sweep->boards, 0);
    }
    size_t values = (size_t)sweep->out->whole + 1;
    sweep->sweepers = memory_allocate(workers, sizeof *sweep->sweepers);
    for (unsigned w = 0; w < workers; w++)
        sweep->sweepers[w].histogram = memory_allocate(values, sizeof(uint64_t));
    bool done = parallel_for(workers, boards, BOARDS_CLAIMED, sweep_boards, sweep, progress, "ranking boards",
                             expectation_cost(sweep->indices, sweep->street), failure);
    sweep->out->histogram = memory_allocate(values, sizeof(uint64_t));
    for (unsigned w = 0; w < workers; w++) {
        for (size_t i = 0; i < values; i++)
            sweep->out->histogram[i] += sweep->sweepers[w].histogram[i];
        memory_release(sweep->sweepers[w].histogram);
    }
    memory_release(sweep->sweepers);
    indexer_free(sweep->boards);
    return done;
}

/* The mean over the next street's values for each canonical hand. */
struct mean {
    const struct street_indices *indices;
    const struct strength_tables *tables;
    unsigned street;
    const struct expectation *next;
    struct expectation *out;
};

/* The sum over every choice of `to_come` cards from left[0 .. count - 1] as the last board cards. */
static uint64_t sum_over_cards(const struct mean *mean, card cards[], unsigned held, const card left[], unsigned count,
                               unsigned to_come)
{
    unsigned street = mean->street + 1;
    if (to_come == 0)
        return expectation_value(mean->next,
                                 indexer_index(mean->indices->indexer[street], mean->indices->round[street], cards));
    uint64_t sum = 0;
    for (unsigned i = to_come; i <= count; i++) {
        cards[held] = left[i - 1];
        sum += sum_over_cards(mean, cards, held + 1, left, i - 1, to_come - 1);
    }
    return sum;
}

static void average_hands(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    (void)worker;
    const struct mean *mean = context;
    const struct street_indices *indices = mean->indices;
    unsigned street = mean->street, held = 2 + indices->board_cards[street];
    for (uint64_t h = first; h < end; h++) {
        card cards[2 + BOARD_MOST], left[CARD_COUNT];
        indexer_unindex(indices->indexer[street], indices->round[street], h, cards);
        cardset hand = cardset_of(cards[0]) | cardset_of(cards[1]), board = 0;
        for (unsigned i = 2; i < held; i++)
            board |= cardset_of(cards[i]);
        unsigned count = 0;
        for (unsigned i = 0; i < mean->tables->deck_cards; i++)
            if (!((hand | board) & cardset_of(mean->tables->deck[i])))
                left[count++] = mean->tables->deck[i];
        mean->out->deals[h] = (uint8_t)street_deals(indices->deck, hand, board);
        ((uint64_t *)mean->out->values)[h] =
            sum_over_cards(mean, cards, held, left, count, cards_to_come(indices, street));
    }
}

static bool compute_from_next(const struct street_indices *indices, const struct strength_tables *tables,
                              unsigned street, const struct expectation *next, unsigned workers,
                              struct progress *progress, struct expectation *out, struct failure *failure)
{
    unsigned left = tables->deck_cards - 2 - indices->board_cards[street];
    out->width = sizeof(uint64_t);
    out->whole = (uint64_t)subset_count(left, cards_to_come(indices, street)) * next->whole;
    out->values = memory_allocate((size_t)out->hands, out->width);
    out->deals = memory_allocate((size_t)out->hands, 1);
    struct mean mean = {indices, tables, street, next, out};
    uint64_t chunk = out->hands / 64 < HANDS_CLAIMED ? 1 : HANDS_CLAIMED;
    return parallel_for(workers, out->hands, chunk, average_hands, &mean, progress, "averaging over cards to come",
                        expectation_cost(indices, street), failure);
}

bool expectation_compute(const struct street_indices *indices, const struct strength_tables *tables, unsigned street,
                         const struct expectation *next, unsigned workers, struct progress *progress,
                         struct expectation *out, struct failure *failure)
{
    *out = (struct expectation){.hands = indices->hands[street]};
    if (expectation_needs_next(indices, street)) {
        assert(next);
        return compute_from_next(indices, tables, street, next, workers, progress, out, failure);
    }
    struct sweep sweep = {indices, tables, street, indices->board_cards[street], .out = out};
    sweep.ahead = !street_is_last(indices, street);
    out->width = sweep.ahead ? sizeof(uint32_t) : sizeof(uint16_t);
    out->whole = strength_whole(tables, sweep.board_cards + sweep.ahead) *
                 (sweep.ahead ? (uint64_t)tables->deck_cards - 2 - sweep.board_cards : 1);
    out->values = memory_allocate((size_t)out->hands, out->width);
    return run_sweep(&sweep, workers, progress, failure);
}

void expectation_release(struct expectation *expectation)
{
    memory_release(expectation->values);
    memory_release(expectation->histogram);
    memory_release(expectation->deals);
    *expectation = (struct expectation){0};
}
