/* Visits: how often training has come to the hands of a spot, estimated.
 *
 * With external sampling both numbers that a strategy rests on follow from the blueprint itself. Regrets of a hand are
 * learnt when it is dealt and the opponents' play comes to the spot, its average strategy grows when it is dealt and its
 * own play comes there:
 *
 *     learnt  = iterations * P(bucket) * product over the opponents of their mean reach
 *     counted = iterations * P(bucket) * own reach
 *
 * and the smaller of the two says how well the hand is known. Reaches are those of the blueprint, P(bucket) is exact
 * before the first board and one share of the street's buckets afterwards: right within a small factor, which is all that
 * telling "mixed on purpose" from "undecided" needs. With more than two players the opponents that are not exploring have
 * to come there, too, before the average grows.
 *
 * Full-width walks visit every row in every iteration, other samplers weigh their visits, and what filters leave (filter.h)
 * has reaches that training did not have: there nobody knows. */
#ifndef EVAL_VISITS_H
#define EVAL_VISITS_H

#include "eval/spot.h"

/* Of two runs with different seeds, every third mixture of fewer visits than enough prefers another choice, and every
 * eighth of the others. Where a choice has nine tenths it is decided, unless next to nothing is known of the hand
 * (docs/benchmarks.md). */
enum { VISITS_FEW = 10, VISITS_ENOUGH = 20000 };

/* Fills `visits` and `doubtful` of the spot's combinations and groups. reach[player * combos + combo]: how likely the player
 * acts as the line to the spot says (eval/line.h). */
void visits_estimate(struct spot *spot, const double reach[]);

#endif
