/* A table for two at a terminal: a person against an agent, in lines of text.
 *
 * Seats change after every hand; stacks start anew. Bets are typed as chips put in on the street, any legal size.
 * After a hand the person may see what the agent would have done with his cards at each of his decisions. One
 * thread. */
#ifndef PLAY_TABLE_H
#define PLAY_TABLE_H

#include "eval/agent.h"
#include "play/history_file.h"

struct table_plan {
    const struct agent *agent;    /* borrowed; of a game for two */
    const char *opponent;         /* borrowed: the agent's name */
    uint64_t seed;                /* of cards and of what the agent does */
    uint64_t hands;               /* at most; 0: until the person leaves */
    FILE *in, *out;               /* borrowed */
    struct history_file *history; /* borrowed */
};

struct table_result {
    uint64_t hands;
    double won; /* by the person, chips */
};

/* Plays until the person leaves (q, or the end of what is typed) or `hands` are over. A hand that is left in the middle
 * does not count. False when the history cannot be written. */
bool table_play(const struct table_plan *plan, struct table_result *result, struct failure *failure);

#endif
