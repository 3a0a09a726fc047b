/* A range: which pairs of cards an opponent may hold, each with its weight.
 *
 * Weights are products of the probabilities of what the opponent did: proportional to the pairs' probabilities by Bayes'
 * rule, as every pair was dealt with the same. Nothing is ever normalised, so that weights of 1 stay 1. Pairs that
 * became impossible are dropped: entries 0 .. count - 1 are live, in ascending order of pairs. Plain values; one thread. */
#ifndef EVAL_RANGE_H
#define EVAL_RANGE_H

#include "eval/equity.h"

struct range {
    unsigned count;
    uint16_t pair[STRENGTH_PAIRS];
    double weight[STRENGTH_PAIRS];
};

/* Every pair of the deck that shares no card with `known`. */
void range_fill(struct range *range, const struct equity *equity, cardset known);

/* Drops the pairs that hold one of these cards. */
void range_remove(struct range *range, const struct equity *equity, cardset cards);

/* Bayes: entry i did what it does with probability likelihood[i]. */
void range_condition(struct range *range, const double likelihood[]);

/* Part of a range: its weight, and the mean edge (equity.h) over it; 0 when it has no weight. */
struct range_part {
    double weight, edge;
};

/* The part that a likelihood leaves; NULL: all. edge[pair]. */
struct range_part range_part(const struct range *range, const double edge[], const double likelihood[]);

/* The weight that a likelihood leaves of the pairs without one of `hidden`'s cards. */
double range_weight(const struct range *range, const struct equity *equity, cardset hidden, const double likelihood[]);

#endif
