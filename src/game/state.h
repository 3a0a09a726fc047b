/* The rules: a betting state and what can be done in it.
 *
 * Cards do not appear here; what a hand pays in the end is payoff.h. Plain values, pure functions; any thread may
 * call. */
#ifndef GAME_STATE_H
#define GAME_STATE_H

#include "game/definition.h"

#include <stdbool.h>

enum action_kind { ACTION_FOLD, ACTION_CALL, ACTION_RAISE };

/* `to` is the raise-to of a raise: chips put in over the whole hand. 0 for fold and call (call is also check). */
struct action {
    enum action_kind kind;
    chips to;
};

struct state {
    chips spent[GAME_PLAYERS];
    chips max_spent;
    chips min_raise_to; /* no-limit: the smallest legal raise-to */
    uint16_t folded;    /* bit per player */
    uint16_t acted;     /* bit per player: has acted in this round */
    uint8_t round;
    uint8_t raises; /* in this round */
    uint8_t player; /* who acts; meaningless when finished */
    bool finished;  /* folded out, or nothing left to decide: showdown */
};

void state_start(const struct game *game, struct state *state);

bool state_may_fold(const struct game *game, const struct state *state);

/* True when a raise is legal; then [*low, *high] are the legal raise-to (equal in limit). */
bool state_may_raise(const struct game *game, const struct state *state, chips *low, chips *high);

/* The most that the player to act can put at stake: the own stack, or the largest of the opponents who have not folded
 * where that is smaller. What is raised beyond it comes back, so that all such raises are one. */
chips state_effective_stack(const struct game *game, const struct state *state);

/* The legal raises that differ: as state_may_raise, up to the effective stack, or the smallest legal raise where that
 * is larger. False also where no opponent has chips to call more than is asked for already. */
bool state_effective_raise(const struct game *game, const struct state *state, chips *low, chips *high);

bool state_is_legal(const struct game *game, const struct state *state, struct action action);

/* Applies a legal action. */
void state_apply(const struct game *game, struct state *state, struct action action);

/* True when `player` has not folded and has chips left. */
bool state_can_act(const struct game *game, const struct state *state, unsigned player);

unsigned state_players_left(const struct game *game, const struct state *state);

/* The chips put in by everybody. */
chips state_pot(const struct game *game, const struct state *state);

#endif
