/* Hand histories: what happened in a hand, and what every format says alike (play/history_text.h). Plain values; any thread
 * may call. */
#ifndef PLAY_HISTORY_H
#define PLAY_HISTORY_H

#include "base/builder.h"
#include "game/state.h"

enum history_format { HISTORY_PHH, HISTORY_ACPC };

/* A finished hand. Cards that were not seen are unknown. */
struct history_hand {
    const struct game *game; /* borrowed */
    uint64_t number;
    const char *name[GAME_PLAYERS]; /* borrowed; by position */
    unsigned actions;
    const struct action *action; /* borrowed */
    uint16_t known;              /* bit per player: the hole cards */
    card hole[GAME_PLAYERS][GAME_HOLE_CARDS];
    unsigned board_cards;
    card board[GAME_BOARD_CARDS];
};

/* Chips that each player won; false when that depends on cards that were not seen. */
bool history_value(const struct history_hand *hand, double value[]);

/* A player's name as the format can hold it; true when it had to be changed. */
struct history_name {
    char text[256];
};
bool history_name(enum history_format format, const char *name, struct history_name *out);

/* Cards as every format has them: "AhKs". */
void history_append_cards(const card cards[], unsigned count, struct builder *text);

#endif
