/* What an action is called: "fold", "check", "call 50", "bet 100", "raise to 300", "all-in 9900"; in big blinds "call
 * 0.5 bb", "raise to 3 bb".
 *
 * Amounts are what is put in on the street. Pure; any thread may call. */
#ifndef GAME_WORDS_H
#define GAME_WORDS_H

#include "game/amount.h"
#include "game/state.h"

struct action_words {
    char text[32]; /* in chips */
    char letter;   /* one sign for charts: F fold, X check, C call, B bet, R raise, J all-in by betting or raising */
    bool all_in;   /* nothing is left to put in; for calls too */
    chips amount;  /* that the text names, 0 where it names none */
};

/* Of a legal action; street_start: what each player who is left had put in before the street. */
struct action_words action_words(const struct game *game, const struct state *state, chips street_start,
                                 struct action action);

/* The same action in another unit. */
struct words_text {
    char text[64];
};
struct words_text words_format(const struct game *game, const struct action_words *words, enum amount_unit unit);

#endif
