/* What two hands are worth against each other when the board is still to be completed: the share of ways to
 * complete it on which the first wins, less that on which the second wins.
 *
 * Exact as long as there are at most SHOWDOWN_MOST_BOARDS ways; beyond that an unbiased estimate from boards drawn
 * without replacement. Pure but for the stream; any thread may call. */
#ifndef EVAL_SHOWDOWN_H
#define EVAL_SHOWDOWN_H

#include "base/random.h"
#include "cards/evaluator.h"

enum { SHOWDOWN_MOST_BOARDS = 1000, SHOWDOWN_SAMPLES = 36 };

/* `left`: the cards of the deck that neither hands nor board hold, of which `to_come` more are dealt;
 * evaluator_init has been called. */
double showdown_odds(cardset first, cardset second, cardset board, cardset left, unsigned to_come,
                     struct random_stream *stream);

#endif
