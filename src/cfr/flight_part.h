/* What flight.c, which sets a flight up, and flight_walk.c, which is built once for each level of instructions, share. */
#ifndef CFR_FLIGHT_PART_H
#define CFR_FLIGHT_PART_H

#include "cfr/flight.h"
#include "cfr/iteration.h"
#include "platform/level.h"

enum { FLIGHT_DEAL_BITS = 5, FLIGHT_DEAL_MASK = (1 << FLIGHT_DEAL_BITS) - 1 };
_Static_assert(DEAL_BATCH == 1 << FLIGHT_DEAL_BITS, "a deal's number in its batch must fit");

/* A deal and the weights of its iteration, for the traverser of the moment. Two lines. */
struct flight_deal {
    _Alignas(128) table_entry *block[2][GAME_ROUNDS]; /* [player][street]: regrets of the player's bucket */
    uint64_t key;                                     /* of sampled actions */
    float payoff[2]; /* the traverser's chips for a chip that player 0 wins: by a fold, at a showdown */
    struct iteration_weights weights;
    float sum_limit; /* a strategy sum above it is halved */
    bool prune;
};

/* Nodes that wait. `to` packs where the node's value goes (a place in flight->value) and the deal's number below it. */
struct flight_queue {
    walk_ref *at;      /* [entry] */
    uint32_t *to;      /* [entry] */
    table_entry **row; /* [entry]: regrets, once located */
    uint32_t end;
};

struct flight {
    const struct sampler_plan *plan; /* borrowed */
    uint32_t traverser;
    uint32_t targets;            /* streets that are learnt on, as bits; TARGETS_ALL */
    ptrdiff_t sums[GAME_ROUNDS]; /* from a street's regrets to its strategy sums, in entries */
    struct flight_deal *deal;    /* [deal] */
    struct flight_queue own, other;
    /* The traverser's nodes all of whose actions are tried, in the order in which they were reached: where the node's value
     * goes, its row, the actions that were not skipped, the strategy, and the value of each action, written by the action's
     * child. The first places of `value` are the roots'. */
    uint32_t open;     /* their end */
    uint32_t *to;      /* [entry] */
    table_entry **row; /* [entry] */
    uint8_t *kept;     /* [entry] */
    float *strategy;   /* [entry][OCTET] */
    float *value;      /* [entry][OCTET] */
    uint64_t visits, new_infosets;
};

/* From the roots, which are in the queues, to values at value[deal]. Entries before `open` are those of the roots. */
#define flight_walk LEVEL(flight_walk)
void flight_walk(struct flight *flight);

#endif
