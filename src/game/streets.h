/* Streets by their names: "turn,river". Pure; any thread may call. */
#ifndef GAME_STREETS_H
#define GAME_STREETS_H

#include "game/definition.h"

/* A bit for each street that the first `length` bytes name, separated by commas. A failure says which name is unknown
 * and which streets the game has. */
bool streets_parse(const char *text, size_t length, const struct game *game, uint16_t *streets,
                   struct failure *failure);

#endif
