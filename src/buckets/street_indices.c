#include "buckets/expectation.h"

#include <string.h>

bool street_indices_init(struct street_indices *indices, const struct game *game, struct failure *failure)
{
    memset(indices, 0, sizeof *indices);
    indices->deck = game->deck;
    indices->streets = game->rounds;
    for (unsigned s = 0; s < indices->streets; s++) {
        unsigned board = game_board_cards(game, s);
        uint8_t cards[2] = {game->hole_cards, (uint8_t)board};
        indices->board_cards[s] = board;
        indices->round[s] = board > 0;
        indices->indexer[s] = indexer_new(game->deck, 1 + indices->round[s], cards, failure);
        if (!indices->indexer[s]) {
            street_indices_release(indices);
            return false;
        }
        indices->hands[s] = indexer_size(indices->indexer[s], indices->round[s]);
    }
    return true;
}

void street_indices_release(struct street_indices *indices)
{
    for (unsigned s = 0; s < indices->streets; s++)
        indexer_free(indices->indexer[s]);
    memset(indices, 0, sizeof *indices);
}
