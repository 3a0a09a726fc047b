/* A seat at an ACPC dealer's table: an agent that plays a match over the network.
 *
 * Any game, any number of players that the agent plays; whatever others bet, the agent's answer is legal
 * (eval/agent.h), and when the betting is not that of the agent's game it plays on as the lines show (play/stakes.h).
 * Everything random is a function of (seed, hand, action), so that a hand can be decided from its line alone. One
 * thread. */
#ifndef PLAY_CLIENT_H
#define PLAY_CLIENT_H

#include "eval/agent.h"
#include "eval/estimate.h"
#include "platform/run_context.h"
#include "play/history_file.h"

struct client_plan {
    const struct run_context *run; /* borrowed */
    const struct agent *agent;     /* borrowed */
    const char *host;              /* borrowed */
    uint16_t port;
    uint64_t seed;
    struct history_file *history;   /* borrowed */
    void (*reached)(void *context); /* called when the dealer has been reached, before the first hand; or NULL */
    void *context;                  /* borrowed */
};

struct client_result {
    uint64_t hands;      /* that were finished */
    uint64_t actions;    /* answers given */
    double slowest;      /* seconds from a line to its answer */
    struct estimate won; /* chips a hand, of those whose end the dealer showed */
};

/* Connects and plays until the dealer closes the connection. A failure is a dealer that cannot be reached or says
 * what the protocol does not allow, or a history that could not be written; *result holds what was played until
 * then. */
bool client_play(const struct client_plan *plan, struct client_result *result, struct failure *failure);

#endif
