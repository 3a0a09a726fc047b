/* What an action is called: "fold", "check", "call 50", "bet 100", "raise to 300", "all-in 9900".
 *
 * Amounts are chips put in on the street. Pure; any thread may call. */
#ifndef GAME_WORDS_H
#define GAME_WORDS_H

#include "game/state.h"

struct action_words {
    char text[32];
    char letter; /* one sign for charts: F fold, X check, C call, B bet, R raise, J all-in by betting or raising */
};

/* Of a legal action; street_start: what each player who is left had put in before the street. */
struct action_words action_words(const struct game *game, const struct state *state, chips street_start,
                                 struct action action);

#endif
