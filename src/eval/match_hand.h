/* One hand of a match, played out: what A won, and the same freed of luck that can be accounted for.
 *
 * Both strategies are known, so for every random event - an action drawn, a street dealt - the expectation of any
 * guess at what the hand is worth can be taken before it and compared with what the guess says afterwards. The
 * difference averages zero, whatever the guess; subtracted, it takes the luck of the event out of the result
 * (Burch, Schmid, Moravcik, Morrill and Bowling 2018, "AIVAT", with both players known). The closer the guess, the
 * less is left:
 *
 *   corrected = won + sum over events of (E[guess after the event] - guess after it)
 *
 * The guess looks at both hands. When the hand has ended by a fold it is what was won. Else it is the odds of the
 * two hands on the board so far (eval/match_deal.h) times the stake, as if there were no more folding and raising,
 * averaged over what the agents do in the next two actions of the street; a stake that later streets can raise
 * counts half as much again.
 *
 * Cards: the expectation of the odds on a later street is the odds on this one, as long as these are exact, so that
 * no card need be enumerated twice. Before the flop of hold'em the odds are an estimate from independent runouts;
 * the term then averages zero over those, too, as the stake does not depend on them. With all chips in the terms
 * add up to putting the odds in the place of the showdown. */
#ifndef EVAL_MATCH_HAND_H
#define EVAL_MATCH_HAND_H

#include "eval/agent.h"
#include "eval/match_deal.h"

struct match_result {
    double won;       /* chips */
    double corrected; /* chips, the same expectation */
};

/* What happened in a hand: the actions of both, in order. Zeroed memory is an empty record; the caller releases it. */
struct match_record {
    unsigned actions, room;
    struct action *action; /* owned */
};
void match_record_release(struct match_record *record);

/* The hand that match_hand_play plays, plainly, to be looked at: the same actions. Overwrites the record. */
void match_hand_record(struct match_deal *deal, const struct agent *const agent[2], unsigned seat,
                       struct match_record *record);

/* Plays the deal with agent[seat] in each seat; the result is that of `seat`. A pure function of the agents, the
 * deal and the seat. Unless it `corrects` the corrected result is the plain one, and costs less. */
void match_hand_play(struct match_deal *deal, const struct agent *const agent[2], unsigned seat, bool corrects,
                     struct match_result *result);

#endif
