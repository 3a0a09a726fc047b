/* The built-in players. A new one is a source file with its row, a struct agent_kind (eval/agent_random.c is an
 * example), and a line in AGENT_ROWS. Const; any thread may read. */
#ifndef EVAL_AGENTS_H
#define EVAL_AGENTS_H

#include "eval/agent.h"

#define AGENT_ROWS(ROW)                                                                                                \
    ROW(agent_always_fold)                                                                                             \
    ROW(agent_always_call)                                                                                             \
    ROW(agent_always_raise)                                                                                            \
    ROW(agent_random)

#define AGENT_DECLARE(row) extern const struct agent_kind row;
AGENT_ROWS(AGENT_DECLARE)
#undef AGENT_DECLARE

/* All of them, by name (base/choice.h); NULL at the end. */
extern const struct choice *const agents[];

/* The built-in player of that name; false when there is none. Borrows the game. */
bool agent_named(const char *name, const struct game *game, struct agent *agent);

#endif
