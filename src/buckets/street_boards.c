#include "buckets/street_boards.h"

bool street_boards_init(struct street_boards *boards, const struct street_indices *indices, unsigned street,
                        struct failure *failure)
{
    uint8_t cards = (uint8_t)indices->board_cards[street];
    *boards = (struct street_boards){.indices = indices, .street = street, .cards = cards, .count = 1};
    if (cards == 0)
        return true;
    boards->indexer = indexer_new(indices->deck, 1, &cards, failure);
    if (!boards->indexer)
        return false;
    boards->count = indexer_size(boards->indexer, 0);
    return true;
}

void street_boards_release(struct street_boards *boards)
{
    indexer_free(boards->indexer);
    *boards = (struct street_boards){0};
}

void street_boards_read(const struct street_boards *boards, uint64_t number, struct street_board *board)
{
    if (boards->indexer)
        indexer_unindex(boards->indexer, 0, number, board->cards + 2);
    board->set = 0;
    for (unsigned i = 0; i < boards->cards; i++)
        board->set |= cardset_of(board->cards[2 + i]);
    board->deals = street_deals(boards->indices->deck, 0, board->set);
}
