/* A spot as JSON: what `holdem show --json` prints and what the local server answers with more added. The caller deletes
 * what is returned. */
#ifndef EVAL_SPOT_JSON_H
#define EVAL_SPOT_JSON_H

#include "eval/spot.h"

#include <cJSON.h>

/* {"game", "iterations", "sequence", "street", "board", "player", "pot", "to_call", "actions": [{"action", "name",
 * "frequency", "next"}]} */
cJSON *spot_json(const struct spot *spot);

/* [{"hand", "combos", "strategy": [probability of each action]}], groups without combinations left out. */
cJSON *spot_json_hands(const struct spot *spot);

/* "AhKsTd" */
struct spot_board_text {
    char text[2 * GAME_BOARD_CARDS + 1];
};
struct spot_board_text spot_board_text(const struct spot *spot);

#endif
