#include "game/words.h"

#include <stdio.h>

struct action_words action_words(const struct game *game, const struct state *state, chips street_start,
                                 struct action action)
{
    struct action_words words;
    struct state after = *state;
    unsigned player = state->player;
    state_apply(game, &after, action);
    chips to_call = after.spent[player] - state->spent[player];
    bool all_in = after.spent[player] == game->stack[player];
    if (action.kind == ACTION_FOLD) {
        words.letter = 'F';
        snprintf(words.text, sizeof words.text, "fold");
    } else if (action.kind == ACTION_CALL && to_call == 0) {
        words.letter = 'X';
        snprintf(words.text, sizeof words.text, "check");
    } else if (action.kind == ACTION_CALL) {
        words.letter = 'C';
        snprintf(words.text, sizeof words.text, all_in ? "call %d, all-in" : "call %d", (int)to_call);
    } else {
        bool is_bet = state->max_spent == street_start;
        words.letter = all_in ? 'J' : is_bet ? 'B' : 'R';
        snprintf(words.text, sizeof words.text,
                 all_in   ? "all-in %d"
                 : is_bet ? "bet %d"
                          : "raise to %d",
                 (int)(after.max_spent - street_start));
    }
    return words;
}
