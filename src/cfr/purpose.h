/* What a random stream of an iteration is for: streams of different purposes are independent. */
#ifndef CFR_PURPOSE_H
#define CFR_PURPOSE_H

#include "game/definition.h"

enum purpose {
    PURPOSE_DEAL,
    PURPOSE_WALK,                                 /* + traverser */
    PURPOSE_TARGETS = PURPOSE_WALK + GAME_PLAYERS /* + traverser; of a batch */
};

#endif
