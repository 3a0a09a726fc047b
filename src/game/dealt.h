/* Cards that somebody names: of a hand, and of the board that is dealt to it. Plain values; any thread may call. */
#ifndef GAME_DEALT_H
#define GAME_DEALT_H

#include "game/definition.h"

/* In the order in which they are named. None is there twice, so that there is room for all. Zeroed memory holds none. */
struct dealt {
    card cards[CARD_COUNT];
    cardset set;
    unsigned count;
};

/* Adds the cards of a text without blanks ("AhKs"; "": none). Fails, and says which of them is wrong, when one is no card, is
 * none of the game's deck or has been dealt before. */
bool dealt_add(struct dealt *dealt, const char *text, const struct game *game, struct failure *failure);

#endif
