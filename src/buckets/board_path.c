#include "buckets/board_path.h"

#include "base/memory.h"
#include "cards/subset.h"

#include <string.h>

static void prepare(struct board_path *path, unsigned street)
{
    struct board *board = &path->board[street];
    unsigned hands = game_hands(path->game, street);
    unsigned left = (unsigned)deck_size(path->game->deck) - game_board_cards(path->game, street - 1);
    board->hole = memory_allocate(hands, sizeof *board->hole);
    board->slot = memory_allocate(hands, sizeof *board->slot);
    board->parent_slot = memory_allocate(hands, sizeof *board->parent_slot);
    if (street + 1u == path->game->rounds)
        board->rank = memory_allocate(hands, sizeof *board->rank);
    for (unsigned h = 0; h < hands; h++)
        board->slot[h] = (slot_id)h;
    path->count[street] = subset_count(left, path->game->board_cards[street]);
    board->weight = (uint32_t)path->count[street];
    board->hands = board->slots = (uint16_t)hands;
    path->boards.street[street] =
        (struct boards_street){.count = 1, .slots = hands, .most_hands = (uint16_t)hands, .board = board};
}

void board_path_init(struct board_path *path, const struct game *game, const struct boards *first, unsigned streets)
{
    memset(path, 0, sizeof *path);
    path->game = game;
    path->boards = *first;
    path->boards.streets = streets;
    path->board[0] = first->street[0].board[0];
    path->board[0].first_child = 0;
    path->boards.street[0].board = &path->board[0];
    for (unsigned s = 1; s < streets; s++) {
        prepare(path, s);
        path->board[s - 1].children = 1;
    }
}

void board_path_release(struct board_path *path)
{
    for (unsigned s = 1; s < path->boards.streets; s++) {
        memory_release(path->board[s].hole);
        memory_release(path->board[s].slot);
        memory_release(path->board[s].parent_slot);
        memory_release(path->board[s].rank);
    }
    memset(path, 0, sizeof *path);
}

static cardset deal_cards(const struct board_path *path, unsigned street, double index, struct board *board,
                          const struct board *parent)
{
    unsigned old = game_board_cards(path->game, street - 1), count = path->game->board_cards[street], cards = 0;
    unsigned position[GAME_BOARD_CARDS];
    card deck[CARD_COUNT], left[CARD_COUNT];
    cardset set = 0;
    for (unsigned i = 0; i < old; i++)
        set |= cardset_of(parent->cards[i]);
    deck_cards(path->game->deck, deck);
    for (unsigned i = 0; i < deck_size(path->game->deck); i++) {
        if (!(set & cardset_of(deck[i])))
            left[cards++] = deck[i];
    }
    subset_at(index, position, count, cards);
    memcpy(board->cards, parent->cards, old);
    for (unsigned i = 0; i < count; i++) {
        board->cards[old + i] = left[position[i]];
        set |= cardset_of(left[position[i]]);
    }
    return set;
}

/* The parent's hands without those that the new cards take away. */
static void keep_hands(struct board *board, const struct board *parent, cardset set,
                       slot_id slot_of[CARD_COUNT][CARD_COUNT])
{
    unsigned count = 0;
    for (unsigned h = 0; h < parent->hands; h++) {
        const card *hole = parent->hole[h];
        if (set & (cardset_of(hole[0]) | cardset_of(hole[1])))
            continue;
        memcpy(board->hole[count++], hole, sizeof *board->hole);
        slot_of[hole[0]][hole[1]] = parent->slot[h];
    }
}

void board_path_deal(struct board_path *path, const double index[GAME_ROUNDS])
{
    slot_id slot_of[CARD_COUNT][CARD_COUNT];
    for (unsigned s = 1; s < path->boards.streets; s++) {
        struct board *board = &path->board[s];
        const struct board *parent = &path->board[s - 1];
        cardset set = deal_cards(path, s, index[s], board, parent);
        keep_hands(board, parent, set, slot_of);
        if (board->rank)
            board_rank_hands(board, set);
        for (unsigned h = 0; h < board->hands; h++)
            board->parent_slot[h] = slot_of[board->hole[h][0]][board->hole[h][1]];
    }
}
