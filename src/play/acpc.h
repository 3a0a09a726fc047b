/* Matchstates of the ACPC dealer protocol 2.0.0: what a seat sees of a hand, as text.
 *
 *     MATCHSTATE:<position>:<hand>:<betting>:<cards>
 *
 * betting: rounds joined by '/', each a run of f, c, r (limit) or r<raise-to> (no-limit). cards: hole cards by position
 * joined by '|', unknown ones empty, then '/' and the new board cards of each later round. Pure functions and plain
 * values; any thread may call. */
#ifndef PLAY_ACPC_H
#define PLAY_ACPC_H

#include "base/builder.h"
#include "game/state.h"

enum { ACPC_LINE = 4096, ACPC_ACTIONS = 2048 };

/* A hand so far. A line is at most ACPC_LINE bytes, an action at least one: that bounds their number. */
struct acpc_hand {
    unsigned position; /* of the seat that is told */
    uint64_t number;
    unsigned actions;
    struct action action[ACPC_ACTIONS];
    struct state state; /* after them */
    uint16_t known;     /* bit per player: hole cards are told */
    card hole[GAME_PLAYERS][GAME_HOLE_CARDS];
    unsigned board_cards;
    card board[GAME_BOARD_CARDS];
};

/* Reads a line without its end. Fails with the reason when it is no matchstate of this game: illegal actions, cards
 * that are missing, too many or there twice, rounds that do not fit. */
bool acpc_read(const struct game *game, const char *line, struct acpc_hand *hand, struct failure *failure);

/* The same, but a raise to more than was asked for is taken whatever the smallest one was. */
bool acpc_read_any_raise(const struct game *game, const char *line, struct acpc_hand *hand, struct failure *failure);

/* The largest raise-to that a line names; 0: none. */
chips acpc_largest_raise(const char *line);

/* True when it is the seat's turn. */
static inline bool acpc_asks(const struct acpc_hand *hand)
{
    return !hand->state.finished && hand->state.player == hand->position;
}

/* The betting so far, a '/' before each round that has begun; when all are all-in, or the last call ends the hand
 * early, up to the last round. */
void acpc_append_betting(const struct game *game, const struct action action[], unsigned actions, struct builder *text);

#endif
