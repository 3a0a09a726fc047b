#include "game/words.h"

#include "base/text.h"

#include <stdio.h>

struct words_text words_format(const struct game *game, const struct action_words *words, enum amount_unit unit)
{
    static const struct {
        char letter;
        const char *verb;
    } verbs[] = {{'F', "fold"}, {'X', "check"}, {'C', "call"}, {'B', "bet"}, {'R', "raise to"}, {'J', "all-in"}};
    struct words_text out = {""};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (verbs[i].letter == words->letter)
            text_append(out.text, sizeof out.text, "%s", verbs[i].verb);
    }
    if (words->amount > 0)
        text_append(out.text, sizeof out.text, " %s", amount_format(game, words->amount, unit).text);
    if (words->letter == 'C' && words->all_in)
        text_append(out.text, sizeof out.text, ", all-in");
    return out;
}

struct action_words action_words(const struct game *game, const struct state *state, chips street_start,
                                 struct action action)
{
    struct action_words words = {.letter = 'F'};
    struct state after = *state;
    unsigned player = state->player;
    state_apply(game, &after, action);
    words.all_in = after.spent[player] == game->stack[player];
    if (action.kind == ACTION_CALL) {
        words.amount = after.spent[player] - state->spent[player];
        words.letter = words.amount == 0 ? 'X' : 'C';
    } else if (action.kind == ACTION_RAISE) {
        words.amount = after.max_spent - street_start;
        words.letter = words.all_in ? 'J' : state->max_spent == street_start ? 'B' : 'R';
    }
    snprintf(words.text, sizeof words.text, "%.31s", words_format(game, &words, AMOUNT_CHIPS).text);
    return words;
}
