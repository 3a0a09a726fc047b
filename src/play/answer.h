/* What an agent does in a hand that it is told of by a matchstate.
 *
 * The hand is replayed for the agent from its start; what is random is a function of (seed, hand, action): the same
 * line has the same answer. Pure; any thread may call. */
#ifndef PLAY_ANSWER_H
#define PLAY_ANSWER_H

#include "eval/agent.h"
#include "play/acpc.h"

/* A legal action; acpc_asks. The hand is of the agent's game. */
struct action answer(const struct agent *agent, const struct acpc_hand *hand, uint64_t seed);

#endif
