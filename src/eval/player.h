/* Players by name: a built-in one (eval/agent.h), or a blueprint file, or the one in a logdir; filters may stand in front
 * of it (eval/filter.h), which change nothing about a built-in player, who plays one action or all alike.
 *
 * Lifecycle: player_open, any use of the agent by any thread, player_close. The struct must stay where it is meanwhile: the
 * agent borrows the blueprint in it. Main thread. */
#ifndef EVAL_PLAYER_H
#define EVAL_PLAYER_H

#include "eval/agent.h"
#include "eval/blueprint.h"

struct player {
    const char *name; /* borrowed, with its filters */
    bool is_blueprint;
    struct blueprint blueprint; /* open when is_blueprint */
    struct agent agent;
};

bool player_is_built_in(const char *name);

/* Whether the name can be read; what it names may not be there. */
bool player_check(const char *name, struct failure *failure);

/* Whether there is such a player: built in, or a file or folder, which is not opened. */
bool player_find(const char *name, struct failure *failure);

/* A blueprint brings its own game and reads its whole file; `buckets` (NULL: where its run found them) is its bucket file. A
 * built-in player plays `game`, borrowed; NULL will do for a blueprint. Close it whether this fails or not. */
bool player_open(struct player *player, const char *name, const char *buckets, const struct game *game,
                 struct failure *failure);

/* Zeroed memory is a closed player. */
void player_close(struct player *player);

#endif
