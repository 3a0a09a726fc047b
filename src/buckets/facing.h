/* Hands against hands on one board: what each faces of a weight that is spread over all of them, without those that
 * share a card with it.
 *
 * Sums by card make that O(hands): the weight of all, less that of the hands with the first card, less that of those
 * with the second, plus the hand's own, which each of its cards took away. Passing the hands in ascending order of
 * strength such sums are of the weaker ones (Johanson et al. 2011, "Accelerating best response calculation in large
 * extensive games").
 *
 * The plain form, in doubles. Where boards are gone over by the thousands the same sums are kept in other shapes:
 * cfr/lanes.c has sixteen ends in a register, strength.c counts with whole numbers, opponents.c with eight of them at
 * a time, runout.c slot by slot. Tests hold them against this form, or like it against the sum over pairs.
 *
 * Hands of one or two cards. Pure functions; any thread may call. */
#ifndef BUCKETS_FACING_H
#define BUCKETS_FACING_H

#include "buckets/ranked.h"

/* The weight of some hands, and of those among them that hold a card. Zeroed: of none. */
struct facing {
    double all, with[CARD_COUNT];
};

static inline void facing_add(struct facing *facing, const card hole[], unsigned hole_cards, double weight)
{
    facing->all += weight;
    for (unsigned c = 0; c < hole_cards; c++)
        facing->with[hole[c]] += weight;
}

/* The part that shares no card with a hand; `own`: its own weight when it is among them, else 0. Differences of
 * sums: what should be nothing may be some rounding. */
static inline double facing_part(const struct facing *facing, const card hole[], unsigned hole_cards, double own)
{
    double part = facing->all + (hole_cards - 1) * own;
    for (unsigned c = 0; c < hole_cards; c++)
        part -= facing->with[hole[c]];
    return part;
}

/* Hands in ascending order of strength. */
struct facing_hands {
    unsigned count, hole_cards;
    const card *hole;    /* [hand * hole_cards + card] */
    const uint32_t *key; /* [hand]: its rank as ranked_rank finds it, and any number */
};

/* out[hand] = gain * the weight of the hands that share no card with it. */
void facing_fold(const struct facing_hands *hands, const double weight[], double gain, double out[]);

/* out[hand] = win * the weight of the weaker ones among these + tie * that of its equals + lose * that of the
 * stronger ones. With 1, 0 and -1: weaker less stronger. */
void facing_showdown(const struct facing_hands *hands, const double weight[], double win, double tie, double lose,
                     double out[]);

#endif
