/* The stakes of a dealer's table, as far as its lines tell them.
 *
 * The protocol does not name the game that is played. A seat that was told of another one, or of none, meets betting
 * that its game does not allow, which is no reason to leave in the middle of a match. Such a line is read with the
 * stacks that it fits: of the largest raise in it, when that was all-in, or of more; and where even the sizes of the
 * blinds cannot be right, with raises of any size. From then on nothing is done that is not known to be legal: no raise
 * is larger than what somebody has put in before, and without the blinds there is none.
 *
 * stakes_start, then stakes_read for each line and stakes_allow for each action. A plain value. One thread. */
#ifndef PLAY_STAKES_H
#define PLAY_STAKES_H

#include "play/acpc.h"

struct stakes {
    const struct game *told; /* borrowed */
    struct game game; /* as the last line is read: told, with other stacks, and other blinds when they are unknown */
    chips seen;       /* the most that anybody has put in */
    bool is_contradicted; /* some line did not fit what was told */
    bool has_unknown_blinds;
    unsigned changes; /* of `game` */
};

void stakes_start(struct stakes *stakes, const struct game *told);

/* Reads a line as acpc_read does. *reason: why the line did not fit, when it is the first that did not; else empty.
 * Fails when no stacks help. */
bool stakes_read(struct stakes *stakes, const char *line, struct acpc_hand *hand, struct failure *reason,
                 struct failure *failure);

/* What is known to be legal of an action that is legal in `game`. */
struct action stakes_allow(const struct stakes *stakes, const struct state *state, struct action action);

#endif
