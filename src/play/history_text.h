/* Hands as text that other programs read.
 *
 * PHH (play/phh.h): a TOML document of one hand (.phh), or of numbered tables, one a hand (.phhs). Not every game can
 * be said.
 *
 * ACPC: a line a hand, STATE:<number>:<betting>:<cards>:<chips won>:<players>, by position.
 *
 * Plain values; any thread may call. */
#ifndef PLAY_HISTORY_TEXT_H
#define PLAY_HISTORY_TEXT_H

#include "play/history.h"

/* Whether the format can say what happens in this game. */
bool history_suits(enum history_format format, const struct game *game, struct failure *failure);

/* Appends the hand; the game suits. `table`: its number among the hands of a .phhs; 0: a document of its own. */
void history_append(enum history_format format, const struct history_hand *hand, uint64_t table, struct builder *text);

#endif
