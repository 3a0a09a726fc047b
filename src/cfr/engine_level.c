/* The engine of one level, built with the level's word and instructions. */
#include "cfr/engine.h"
#include "cfr/flight_part.h"
#include "cfr/shared.h"
#include "cfr/vector_engines.h"
#include "platform/level.h"

extern const struct vector_engine LEVEL(vector_engine_float), LEVEL(vector_engine_double);
extern const struct engine LEVEL(engine);

static const struct vector_engines vector = {
    .single = &LEVEL(vector_engine_float),
    .precise = &LEVEL(vector_engine_double),
    .shared = {shared_strategy, shared_learn, shared_record},
};

const struct engine LEVEL(engine) = {
    .name = LEVEL_EXPANDED_TEXT(HOLDEM_LEVEL),
    .level = LEVEL_OF_COMPILER,
    .flight = flight_walk,
    .vector = &vector,
};
