#include "buckets/board_strengths.h"

#include "base/memory.h"
#include "cards/subset.h"

#include <string.h>

enum { BOARDS_CLAIMED = 16 };

static const double cost_of_hand = 12;

static uint64_t by_suit(const card cards[], unsigned count)
{
    uint64_t set = 0;
    for (unsigned i = 0; i < count; i++)
        set |= card_by_suit(cards[i]);
    return set;
}

static size_t hands_left(struct deck deck, unsigned cards)
{
    return (size_t)subset_count((unsigned)deck_size(deck) - cards, 2);
}

/* Boards of one suit's names: some 1 / 24 of all with four suits, more where suits are alike. */
double board_strengths_cost(struct deck deck, unsigned cards)
{
    double names = 1;
    for (unsigned suit = 2; suit <= deck.suits; suit++)
        names *= suit;
    return subset_count((unsigned)deck_size(deck), cards) / names * (double)hands_left(deck, cards) * cost_of_hand;
}

struct ranking {
    struct board_strengths *strengths;
    struct strength_scratch *scratch; /* owned: one a worker */
};

static void rank_boards(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct ranking *ranking = context;
    struct board_strengths *strengths = ranking->strengths;
    struct strength_scratch *scratch = &ranking->scratch[worker];
    for (uint64_t b = first; b < end; b++) {
        card board[INDEXER_CARDS];
        indexer_unindex(strengths->boards, 0, b, board);
        strengths->ranks_of_suits[b] = by_suit(board, strengths->cards);
        strength_of_board(strengths->tables, cardset_of_all(board, strengths->cards), scratch);
        memcpy(strengths->doubled + (size_t)b * strengths->hands, scratch->doubled,
               strengths->hands * sizeof *strengths->doubled);
    }
}

bool board_strengths_init(struct board_strengths *strengths, const struct strength_tables *tables, struct deck deck,
                          unsigned cards, unsigned workers, struct progress *progress, struct failure *failure)
{
    uint8_t round = (uint8_t)cards;
    *strengths = (struct board_strengths){.tables = tables, .deck = deck, .cards = cards};
    strengths->boards = indexer_new(deck, 1, &round, failure);
    if (!strengths->boards)
        return false;
    uint64_t boards = indexer_size(strengths->boards, 0);
    strengths->hands = hands_left(deck, cards);
    strengths->ranks_of_suits = memory_allocate((size_t)boards, sizeof *strengths->ranks_of_suits);
    strengths->doubled = memory_allocate((size_t)boards * strengths->hands, sizeof *strengths->doubled);
    struct ranking ranking = {strengths, memory_allocate(workers, sizeof *ranking.scratch)};
    bool done = parallel_for(workers, boards, BOARDS_CLAIMED, rank_boards, &ranking, progress, "ranking boards",
                             board_strengths_cost(deck, cards), failure);
    memory_release(ranking.scratch);
    return done;
}

void board_strengths_release(struct board_strengths *strengths)
{
    indexer_free(strengths->boards);
    memory_release(strengths->ranks_of_suits);
    memory_release(strengths->doubled);
    *strengths = (struct board_strengths){0};
}

/* Which suit of the representative each suit of a board is: one of the deck with the same ranks. Suits with the same ranks,
 * or with none, can be taken for each other. */
static void match_suits(struct deck deck, uint64_t board, uint64_t representative, unsigned suit_of[CARD_SUITS])
{
    const uint64_t all = (UINT64_C(1) << SUIT_BITS) - 1;
    unsigned taken = 0;
    for (unsigned s = CARD_SUITS - deck.suits; s < CARD_SUITS; s++) {
        unsigned r = CARD_SUITS - deck.suits;
        while ((taken >> r & 1) || ((representative >> (SUIT_BITS * r) ^ board >> (SUIT_BITS * s)) & all))
            r++;
        taken |= 1U << r;
        suit_of[s] = r;
    }
}

void board_strengths_look(const struct board_strengths *strengths, const card board[],
                          struct board_strengths_view *view)
{
    const struct strength_tables *tables = strengths->tables;
    uint64_t index = indexer_index(strengths->boards, 0, board);
    unsigned suit_of[CARD_SUITS], places = 0;
    uint8_t place[CARD_COUNT];
    match_suits(strengths->deck, by_suit(board, strengths->cards), strengths->ranks_of_suits[index], suit_of);
    for (unsigned i = 0; i < tables->deck_cards; i++) {
        place[tables->deck[i]] = (uint8_t)places;
        places += !(strengths->ranks_of_suits[index] & card_by_suit(tables->deck[i]));
    }
    for (unsigned i = 0; i < tables->deck_cards; i++) {
        card c = tables->deck[i];
        view->place[c] = place[card_make(card_rank(c), suit_of[card_suit(c)])];
    }
    view->doubled = strengths->doubled + (size_t)index * strengths->hands;
}
