#include "play/history.h"

#include "base/text.h"
#include "game/payoff.h"

#include <string.h>

static void finish(const struct history_hand *hand, struct state *state)
{
    state_start(hand->game, state);
    for (unsigned i = 0; i < hand->actions; i++)
        state_apply(hand->game, state, hand->action[i]);
}

/* True when nobody is alone: cards decide. */
static bool is_showdown(const struct history_hand *hand, const struct state *state)
{
    return state_players_left(hand->game, state) > 1;
}

bool history_value(const struct history_hand *hand, double value[])
{
    const struct game *game = hand->game;
    struct state state;
    hand_rank rank[GAME_PLAYERS] = {0};
    finish(hand, &state);
    for (unsigned p = 0; is_showdown(hand, &state) && p < game->players; p++) {
        if (state.folded >> p & 1)
            continue;
        if (!(hand->known >> p & 1) || hand->board_cards < game_board_cards(game, game->rounds - 1u))
            return false;
        cardset set = 0;
        for (unsigned i = 0; i < game->hole_cards; i++)
            set |= cardset_of(hand->hole[p][i]);
        for (unsigned i = 0; i < hand->board_cards; i++)
            set |= cardset_of(hand->board[i]);
        rank[p] = evaluate(set);
    }
    payoff(game->players, state.spent, state.folded, rank, value);
    /* Who put in nothing won 0, not -0. */
    for (unsigned p = 0; p < game->players; p++)
        value[p] = value[p] == 0 ? 0 : value[p];
    return true;
}

bool history_name(enum history_format format, const char *name, struct history_name *out)
{
    bool changed = text_clean(name, out->text, sizeof out->text);
    /* What fields are divided by in a line of the ACPC. */
    for (char *c = out->text; format == HISTORY_ACPC && (c = strpbrk(c, "|:"));) {
        *c = '_';
        changed = true;
    }
    return changed;
}

void history_append_cards(const card cards[], unsigned count, struct builder *text)
{
    for (unsigned i = 0; i < count; i++)
        builder_append(text, "%s", card_format(cards[i]).text);
}
