/* The vector walks of one level of instructions: what an engine (engine.h) has for samplers that walk boards, and for whoever
 * values a strategy. Const; any thread may call. */
#ifndef CFR_VECTOR_ENGINES_H
#define CFR_VECTOR_ENGINES_H

#include "cfr/vector.h"

struct vector_engines {
    /* Float is fast and for big tables. With double, games that are iterated ten thousand times lose nothing to rounding. */
    const struct vector_engine *single, *precise;
    /* Of walks of floats whose rows are shared, with a struct shared_step (shared.h) as context. */
    struct {
        vector_strategy *strategy;
        vector_learn *learn;
        vector_record *record;
    } shared;
};

#endif
