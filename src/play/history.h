/* Hand histories: what happened in a hand, as text that other programs read.
 *
 * PHH (play/phh.h): a TOML document of one hand (.phh), or of numbered tables, one a hand (.phhs). Not every game can
 * be said.
 *
 * ACPC: a line a hand, STATE:<number>:<betting>:<cards>:<chips won>:<players>, by position.
 *
 * Plain values; any thread may call. */
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

/* Whether the format can say what happens in this game. */
bool history_suits(enum history_format format, const struct game *game, struct failure *failure);

/* A player's name as the format can hold it; true when it had to be changed. */
struct history_name {
    char text[256];
};
bool history_name(enum history_format format, const char *name, struct history_name *out);

/* Cards as every format has them: "AhKs". */
void history_append_cards(const card cards[], unsigned count, struct builder *text);

/* Appends the hand; the game suits. `table`: its number among the hands of a .phhs; 0: a document of its own. */
void history_append(enum history_format format, const struct history_hand *hand, uint64_t table, struct builder *text);

#endif
