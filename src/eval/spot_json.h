/* A spot as JSON: what `holdem show --json` prints and what the local server answers with more added. The caller deletes
 * what is returned. */
#ifndef EVAL_SPOT_JSON_H
#define EVAL_SPOT_JSON_H

#include "eval/spot.h"

#include <cJSON.h>

/* {"game", "iterations", "sequence", "street", "board", "player", "pot", "to_call", "big_blinds": {"pot", "to_call"},
 * "raise_total", "actions": [{"action", "name", "big_blinds", "letter", "frequency", "weighted", "next"}]}; `big_blinds` are
 * null where the game has none and where an action has no amount. */
cJSON *spot_json(const struct spot *spot);

/* [{"hand", "combos", "strategy": [probability of each action], "raise_total", "uniform", "visits", "doubtful"}], groups
 * without combinations left out. `visits` are null where nobody knows them. */
cJSON *spot_json_hands(const struct spot *spot);

/* Adds "hand", "bucket" (null: several), "combos", "strategy" and what else belongs to a hand; `raise_total` is the hand's
 * then. */
void spot_json_add_hand(cJSON *json, const struct spot *spot, const struct spot_hand *hand);

/* Adds "uniform", "visits" and "doubtful". */
void spot_json_add_knowledge(cJSON *json, double visits, bool uniform, bool doubtful);

/* The amount of an action in big blinds; null where the game or the action has none. */
cJSON *spot_json_big_blinds(const struct game *game, const struct action_words *words);

/* "AhKsTd" */
struct spot_board_text {
    char text[2 * GAME_BOARD_CARDS + 1];
};
struct spot_board_text spot_board_text(const struct spot *spot);

#endif
