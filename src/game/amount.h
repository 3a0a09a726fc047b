/* Amounts as players say them: in big blinds where the game has blinds, in chips where everybody antes the same (Kuhn,
 * Leduc) or nobody puts in anything. Pure; any thread may call. */
#ifndef GAME_AMOUNT_H
#define GAME_AMOUNT_H

#include "game/definition.h"

/* Some put in more than others before the cards are dealt. */
bool game_has_blinds(const struct game *game);

enum amount_unit { AMOUNT_BIG_BLINDS, AMOUNT_CHIPS };

/* "2.5 bb", or "250" in chips and where there are no blinds. At most two decimals. */
struct amount_text {
    char text[40];
};
struct amount_text amount_format(const struct game *game, double amount, enum amount_unit unit);

#endif
