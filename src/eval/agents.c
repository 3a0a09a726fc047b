#include "eval/agents.h"

#include <stddef.h>

#define ROW(row) &(row).choice,
const struct choice *const agents[] = {AGENT_ROWS(ROW) NULL};

bool agent_named(const char *name, const struct game *game, struct agent *agent)
{
    const struct choice *found = choice_named(agents, name);
    /* Every row begins with its choice. */
    if (found)
        *agent = (struct agent){.kind = (const struct agent_kind *)found, .game = game};
    return found != NULL;
}
