/* A holding: a player's two cards and the board as it will come, with what is worked out once for a street.
 *
 * For each street the edges of the cards over every pair (equity.h), and the opponent's class of every pair (agent.h).
 * Both are needed at every decision and by both seats of a deal; they are made when they are first asked for. Nothing
 * but `hidden` looks at board cards of later streets. Some 16 kB a street. One thread. */
#ifndef EVAL_HOLDING_H
#define EVAL_HOLDING_H

#include "eval/agent.h"
#include "eval/equity.h"

struct holding_street {
    bool has_edges, has_buckets;
    double edge[STRENGTH_PAIRS];
    bucket_id bucket[STRENGTH_PAIRS];
};

struct holding {
    const struct equity *equity; /* borrowed */
    const struct agent *agent;   /* borrowed */
    cardset mine;
    card board[GAME_BOARD_CARDS]; /* in deal order */
    struct holding_street street[GAME_ROUNDS];
};

/* `mine`: two cards; `board`: all cards of the last street. */
void holding_deal(struct holding *holding, const struct equity *equity, const struct agent *agent, cardset mine,
                  const card board[]);

/* The board up to a street, and what comes after it. */
cardset holding_board(const struct holding *holding, unsigned street);
cardset holding_hidden(const struct holding *holding, unsigned street);

/* [pair] */
const double *holding_edges(struct holding *holding, unsigned street);

/* [pair], of those that share no card with the holding and the street's board. */
const bucket_id *holding_buckets(struct holding *holding, unsigned street);

#endif
