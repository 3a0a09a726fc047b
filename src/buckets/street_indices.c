#include "buckets/street_indices.h"

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

/* A set with its suits renamed: suit s becomes to[s]. Every fourth bit belongs to one suit. */
static cardset rename_suits(cardset cards, const uint8_t to[CARD_SUITS])
{
    const cardset one_suit = UINT64_C(0x1111111111111111);
    cardset renamed = 0;
    for (unsigned s = 0; s < CARD_SUITS; s++)
        renamed |= ((cards >> s) & one_suit) << to[s];
    return renamed;
}

static const uint8_t renamings[][CARD_SUITS] = {
    {0, 1, 2, 3}, {0, 1, 3, 2}, {0, 2, 1, 3}, {0, 2, 3, 1}, {0, 3, 1, 2}, {0, 3, 2, 1}, {1, 0, 2, 3}, {1, 0, 3, 2},
    {1, 2, 0, 3}, {1, 2, 3, 0}, {1, 3, 0, 2}, {1, 3, 2, 0}, {2, 0, 1, 3}, {2, 0, 3, 1}, {2, 1, 0, 3}, {2, 1, 3, 0},
    {2, 3, 0, 1}, {2, 3, 1, 0}, {3, 0, 1, 2}, {3, 0, 2, 1}, {3, 1, 0, 2}, {3, 1, 2, 0}, {3, 2, 0, 1}, {3, 2, 1, 0},
};

enum { RENAMINGS = sizeof renamings / sizeof *renamings };

/* The number of renamings is the number of images times the number of renamings that change nothing. A deck
 * of few suits has the last ones: the renamings of these leave the others alone. */
unsigned street_deals(struct deck deck, cardset hand, cardset board)
{
    unsigned possible = 0, unchanged = 0, suits_missing = CARD_SUITS - deck.suits;
    for (unsigned r = 0; r < RENAMINGS; r++) {
        bool of_deck = true;
        for (unsigned s = 0; s < suits_missing; s++)
            of_deck = of_deck && renamings[r][s] == s;
        if (!of_deck)
            continue;
        possible++;
        unchanged += rename_suits(hand, renamings[r]) == hand && rename_suits(board, renamings[r]) == board;
    }
    return possible / unchanged;
}
