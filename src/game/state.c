#include "game/state.h"

#include <string.h>

static bool is_folded(const struct state *state, unsigned player)
{
    return state->folded >> player & 1;
}

bool state_can_act(const struct game *game, const struct state *state, unsigned player)
{
    return !is_folded(state, player) && state->spent[player] < game->stack[player];
}

static unsigned count_able(const struct game *game, const struct state *state)
{
    unsigned able = 0;
    for (unsigned p = 0; p < game->players; p++)
        able += state_can_act(game, state, p);
    return able;
}

unsigned state_players_left(const struct game *game, const struct state *state)
{
    unsigned left = 0;
    for (unsigned p = 0; p < game->players; p++)
        left += !is_folded(state, p);
    return left;
}

chips state_pot(const struct game *game, const struct state *state)
{
    chips pot = 0;
    for (unsigned p = 0; p < game->players; p++)
        pot += state->spent[p];
    return pot;
}

/* `player` itself when able to act, else the next position that is. Somebody must be able to. */
static uint8_t first_able(const struct game *game, const struct state *state, unsigned player)
{
    while (!state_can_act(game, state, player % game->players))
        player++;
    return (uint8_t)(player % game->players);
}

/* Everyone who can act has acted and owes nothing: after a raise everybody else owes. */
static bool round_is_over(const struct game *game, const struct state *state)
{
    for (unsigned p = 0; p < game->players; p++) {
        if (state_can_act(game, state, p) && (!(state->acted >> p & 1) || state->spent[p] < state->max_spent))
            return false;
    }
    return true;
}

/* With at most one player able to act there is nothing left to bet: only a debt to settle keeps the hand going. */
static bool betting_is_over(const struct game *game, const struct state *state)
{
    unsigned able = count_able(game, state);
    if (able == 0)
        return true;
    if (able > 1)
        return false;
    unsigned last = first_able(game, state, 0);
    return state->spent[last] >= state->max_spent;
}

static void start_round(const struct game *game, struct state *state, unsigned round)
{
    chips blind = game_big_blind(game);
    state->round = (uint8_t)round;
    state->raises = 0;
    state->acted = 0;
    if (game->no_limit && round > 0)
        state->min_raise_to = state->max_spent + (blind > 1 ? blind : 1);
    state->player = first_able(game, state, game->first_player[round]);
}

void state_start(const struct game *game, struct state *state)
{
    memset(state, 0, sizeof *state);
    for (unsigned p = 0; p < game->players; p++) {
        state->spent[p] = game->blind[p];
        state->max_spent = game->blind[p] > state->max_spent ? game->blind[p] : state->max_spent;
    }
    if (game->no_limit)
        state->min_raise_to = state->max_spent > 0 ? 2 * state->max_spent : 1;
    state->finished = betting_is_over(game, state);
    if (!state->finished)
        start_round(game, state, 0);
}

bool state_may_fold(const struct game *game, const struct state *state)
{
    return !state->finished && state->spent[state->player] < state->max_spent &&
           state->spent[state->player] < game->stack[state->player];
}

bool state_may_raise(const struct game *game, const struct state *state, chips *low, chips *high)
{
    chips stack = game->stack[state->player];
    if (state->finished || state->raises >= game->max_raises[state->round] || stack <= state->max_spent ||
        count_able(game, state) < 2)
        return false;
    if (game->no_limit) {
        *low = state->min_raise_to < stack ? state->min_raise_to : stack;
        *high = stack;
    } else {
        chips size = game->raise_size[state->round];
        *low = *high = state->max_spent > stack - size ? stack : state->max_spent + size;
    }
    return true;
}

chips state_effective_stack(const struct game *game, const struct state *state)
{
    chips largest = 0;
    for (unsigned p = 0; p < game->players; p++) {
        if (p != state->player && !is_folded(state, p) && game->stack[p] > largest)
            largest = game->stack[p];
    }
    return game->stack[state->player] < largest ? game->stack[state->player] : largest;
}

bool state_effective_raise(const struct game *game, const struct state *state, chips *low, chips *high)
{
    chips most = state_effective_stack(game, state);
    if (most <= state->max_spent || !state_may_raise(game, state, low, high))
        return false;
    *high = *high < most ? *high : most > *low ? most : *low;
    return true;
}

bool state_is_legal(const struct game *game, const struct state *state, struct action action)
{
    chips low, high;
    switch (action.kind) {
    case ACTION_FOLD:
        return state_may_fold(game, state);
    case ACTION_CALL:
        return !state->finished;
    default:
        return state_may_raise(game, state, &low, &high) && action.to >= low && action.to <= high;
    }
}

static void raise_to(const struct game *game, struct state *state, chips to)
{
    if (game->no_limit) {
        chips least = to + (to - state->max_spent);
        state->min_raise_to = least > state->min_raise_to ? least : state->min_raise_to;
    }
    state->spent[state->player] = to;
    state->max_spent = to;
    state->raises++;
}

void state_apply(const struct game *game, struct state *state, struct action action)
{
    unsigned player = state->player;
    chips stack = game->stack[player];
    if (action.kind == ACTION_FOLD)
        state->folded |= (uint16_t)(1U << player);
    else if (action.kind == ACTION_CALL)
        state->spent[player] = state->max_spent < stack ? state->max_spent : stack;
    else
        raise_to(game, state, action.to);
    state->acted |= (uint16_t)(1U << player);
    if (state_players_left(game, state) == 1 || betting_is_over(game, state)) {
        state->finished = true;
    } else if (!round_is_over(game, state)) {
        state->player = first_able(game, state, player + 1);
    } else if (state->round + 1 == game->rounds || count_able(game, state) < 2) {
        state->finished = true;
    } else {
        start_round(game, state, state->round + 1u);
    }
}
