/* PHH, the format of Kim 2024, "Recording and describing poker hands": a TOML document.
 *
 * Hold'em with a full deck only. PHH orders players as they sit: the first has the small blind, the last the button;
 * heads-up the first has the big blind and the second, on the button, the small one, and the forced bets stand in the
 * reversed order, small blind first. Positions of a game are turned until they sit so; a game whose betting begins
 * elsewhere cannot be said. Amounts of bets are those of the street. Whoever is left shows, the last to raise first;
 * when all are all-in before the cards that are still to come. Pure; any thread may call. */
#ifndef PLAY_PHH_H
#define PLAY_PHH_H

#include "play/history.h"

/* Whether PHH can say what happens in this game: then *first is the position of its first player. */
bool phh_seats(const struct game *game, unsigned *first, struct failure *failure);

/* As history_append. */
void phh_append(const struct history_hand *hand, uint64_t table, struct builder *text);

#endif
