#include "buckets/board_buckets.h"

#include <string.h>

enum { MOST_HANDS = CARD_COUNT * (CARD_COUNT - 1) / 2 };

void board_buckets(const struct abstraction *abstraction, unsigned street, const struct board *board,
                   bucket_id bucket[])
{
    uint64_t index[MOST_HANDS];
    card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    bool seen[MOST_HANDS] = {false};
    memcpy(cards + abstraction->hole_cards, board->cards, abstraction->board_cards[street]);
    for (unsigned h = 0; h < board->hands; h++) {
        unsigned slot = board->slot[h];
        if (seen[slot])
            continue;
        seen[slot] = true;
        memcpy(cards, board->hole[h], abstraction->hole_cards);
        index[slot] = abstraction_index(abstraction, street, cards);
        abstraction_prefetch(abstraction, street, index[slot]);
    }
    for (unsigned s = 0; s < board->slots; s++)
        bucket[s] = abstraction_read(abstraction, street, index[s]);
}
