/* The first betting round of a blueprint in the words of players:
 *
 *   small blind opens 90 %: raises 67, limps 22; big blind against 2.5x: folds 33, calls 47, 3-bets 19
 *
 * That is the first decision of the hand, and the answer to the raise (or bet) that is made there most often: the big
 * blind's when there is one, after everybody between has folded, else the next player's. Percentages are shares of the
 * hands that a player may hold there, by what both players' former actions make of them (line.h). Where the menu has no
 * limp it is "small blind raises 75 %". One thread. */
#ifndef EVAL_IN_WORDS_H
#define EVAL_IN_WORDS_H

#include "eval/blueprint.h"

struct play_in_words {
    char text[256];
};

/* The blueprint's buckets must be open. Fails for hands of three cards, which are too many to go over. */
bool in_words(const struct blueprint *blueprint, struct play_in_words *words, struct failure *failure);

#endif
