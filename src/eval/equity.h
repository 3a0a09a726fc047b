/* Equity: one hand against each hand that an opponent may hold, when nothing more is bet.
 *
 * The edge of a hand over another is the probability that it wins less the probability that it loses, over all boards to
 * come: of a pot to which both gave s chips it wins s * edge in the mean, a tie being nothing. Edges are those of pairs of
 * cards, numbered as in buckets/strength.h, and depend on no range: one pass serves every range and every bet of a street.
 *
 * With board cards they are exact: every run-out is dealt (hold'em's flop: 1,081 of them, 990 hands on each). Before the
 * first board card a pair gets the mean of its class (pairs that a renaming of suits maps on each other) against the other's
 * class, over the combinations that share no card. Summed over a class that is exact, too, and so is the mean edge over
 * every range that gives the hands of a class the same weight, as strategies do that know suits by renaming only.
 *
 * Two hole cards, any deck. Built by the main thread (hold'em: some seconds, for all its boards), const afterwards. */
#ifndef EVAL_EQUITY_H
#define EVAL_EQUITY_H

#include "base/failure.h"
#include "buckets/strength.h"
#include "game/definition.h"
#include "platform/run_context.h"

struct equity {
    struct strength_tables tables;
    unsigned board_cards; /* in the end */
    unsigned classes;     /* before the first board card */
    uint16_t class_of[STRENGTH_PAIRS];
    uint16_t class_pairs[STRENGTH_PAIRS]; /* [class]: how many pairs it has */
    uint16_t class_first[STRENGTH_PAIRS]; /* [class]: the first of them */
    float *before;                        /* owned: [class * classes + other], the edge with no board card */
};

/* Fails when the game has not two hole cards, has board cards on its first street, or run-outs by the millions later. */
bool equity_feasible(const struct game *game, struct failure *failure);

/* Fails when the game is not of that kind, and when the work is cancelled. */
bool equity_init(const struct run_context *run, struct equity *equity, const struct game *game,
                 struct failure *failure);
void equity_release(struct equity *equity);

/* edge[pair] of the hand `mine` over every pair that shares no card with it or with `board`; other entries are 0. */
void equity_edges(const struct equity *equity, cardset mine, cardset board, double edge[STRENGTH_PAIRS]);

/* The pair that two cards of the deck are. */
unsigned equity_pair(const struct equity *equity, cardset cards);

static inline cardset equity_cards(const struct equity *equity, unsigned pair)
{
    return cardset_of(equity->tables.low[pair]) | cardset_of(equity->tables.high[pair]);
}

#endif
