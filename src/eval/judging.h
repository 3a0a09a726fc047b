/* Which subcommands tell how good a strategy is, by game: hints come from one table that asks what the subcommands ask,
 * so that none leads to a refusal. Main thread. */
#ifndef EVAL_JUDGING_H
#define EVAL_JUDGING_H

#include "game/tree.h"

#include <stddef.h>

/* Appends the first way that suits the game: "holdem lbr FILE (a lower bound)". Where there is none, what can be looked
 * at. */
void judging_say_best(const struct tree *tree, const char *file, char *text, size_t size);

/* For a subcommand that refuses the game: appends "; " and that. Always false. */
bool judging_lead_on(const struct tree *tree, const char *file, struct failure *failure);

/* Appends all ways but the exact one. */
void judging_say_others(const struct tree *tree, const char *file, char *text, size_t size);

#endif
