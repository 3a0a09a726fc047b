#include "buckets/runout.h"

#include "base/memory.h"
#include "buckets/ranked.h"
#include "cards/renaming.h"
#include "cards/subset.h"
#include "platform/progress.h"

#include <string.h>

/* Hands passed on the way up in strength, counted by slot: all, and those that hold a card. */
struct passed {
    unsigned slots;
    int32_t *all;  /* owned: [slot] */
    int32_t *with; /* owned: [card * slots + slot] */
    int32_t *wins; /* owned: [slot * slots + other], over all boards */
};

static void count_wins(const struct passed *passed, const struct board *first, unsigned hand, int32_t weight)
{
    unsigned slots = passed->slots;
    card a = first->hole[hand][0], b = first->hole[hand][1];
    const int32_t *all = passed->all, *with_a = passed->with + a * slots, *with_b = passed->with + b * slots;
    int32_t *wins = passed->wins + (size_t)first->slot[hand] * slots;
    if (a == b) {
        for (unsigned s = 0; s < slots; s++)
            wins[s] += weight * (all[s] - with_a[s]);
    } else {
        for (unsigned s = 0; s < slots; s++)
            wins[s] += weight * (all[s] - with_a[s] - with_b[s]);
    }
}

static void pass(const struct passed *passed, const struct board *first, unsigned hand)
{
    unsigned slot = first->slot[hand];
    passed->all[slot]++;
    passed->with[first->hole[hand][0] * passed->slots + slot]++;
    if (first->hole[hand][0] != first->hole[hand][1])
        passed->with[first->hole[hand][1] * passed->slots + slot]++;
}

static void play_board(const struct passed *passed, const struct board *first, cardset board, int32_t weight)
{
    uint32_t hands[RANKED_MOST];
    unsigned count = 0;
    struct hand on_board = hand_of(board);
    for (unsigned h = 0; h < first->hands; h++) {
        card a = first->hole[h][0], b = first->hole[h][1];
        if ((cardset_of(a) | cardset_of(b)) & board)
            continue;
        struct hand hand = hand_add(on_board, a);
        hands[count++] = ranked_key(hand_evaluate(a == b ? hand : hand_add(hand, b)), h);
    }
    ranked_sort(hands, count);
    memset(passed->all, 0, passed->slots * sizeof *passed->all);
    memset(passed->with, 0, (size_t)CARD_COUNT * passed->slots * sizeof *passed->with);
    for (unsigned i = 0; i < count;) {
        unsigned end = i;
        for (; end < count && ranked_rank(hands[end]) == ranked_rank(hands[i]); end++)
            count_wins(passed, first, ranked_number(hands[end]), weight);
        for (; i < end; i++)
            pass(passed, first, ranked_number(hands[i]));
    }
}

/* Every set of cards that can lie in the end, one for all that a renaming of suits makes of it. */
static bool play_boards(const struct run_context *run, const struct passed *passed, const struct game *game,
                        const struct board *first, unsigned cards, struct failure *failure)
{
    struct symmetry all, left;
    card deck[CARD_COUNT];
    unsigned chosen[GAME_BOARD_CARDS];
    unsigned size = (unsigned)deck_size(game->deck);
    symmetry_of_deck(game->deck, &all);
    deck_cards(game->deck, deck);
    struct progress progress;
    progress_start(&progress, run, "Hands against hands before the flop", subset_count(size, cards));
    subset_first(chosen, cards);
    do {
        cardset board = 0;
        for (unsigned i = 0; i < cards; i++)
            board |= cardset_of(deck[chosen[i]]);
        unsigned alike = symmetry_divide(&all, board, &left);
        progress.cost_done++;
        if (alike == 0)
            continue;
        play_board(passed, first, board, (int32_t)alike);
        progress_show(&progress, 0);
        if (!run_goes_on(run, failure))
            return false;
    } while (subset_next(chosen, cards, size));
    return true;
}

float *runout_new(const struct run_context *run, const struct game *game, const struct board *first,
                  struct failure *failure)
{
    unsigned slots = first->slots, cards = game_board_cards(game, game->rounds - 1u);
    float *odds = memory_allocate((size_t)slots * slots, sizeof *odds);
    struct passed passed = {
        .slots = slots,
        .all = memory_allocate(slots, sizeof *passed.all),
        .with = memory_allocate((size_t)CARD_COUNT * slots, sizeof *passed.with),
        .wins = memory_allocate((size_t)slots * slots, sizeof *passed.wins),
    };
    bool played = play_boards(run, &passed, game, first, cards, failure);
    double boards = subset_count((unsigned)deck_size(game->deck) - 2u * game->hole_cards, cards);
    for (unsigned a = 0; a < slots; a++) {
        for (unsigned b = 0; b < slots; b++)
            odds[a * slots + b] = (float)((double)(passed.wins[a * slots + b] - passed.wins[b * slots + a]) / boards);
    }
    memory_release(passed.all);
    memory_release(passed.with);
    memory_release(passed.wins);
    if (played)
        return odds;
    memory_release(odds);
    return NULL;
}
