/* Engines: what training computes with, built once for each level of instructions (platform/processor.h).
 *
 * Whoever makes a sampler's plan or a walk says with which engine; it is held from then on, and a call goes through its
 * table once a batch or a part of a walk, never once a node. All engines compute the same bits. Const; any thread may
 * call. */
#ifndef CFR_ENGINE_H
#define CFR_ENGINE_H

#include "cfr/vector.h"
#include "platform/processor.h"

#include <stdint.h>

struct flight;

struct engine {
    const char *name;                      /* the level's */
    enum processor_level level;            /* whose instructions the compiler used */
    void (*flight)(struct flight *flight); /* flight_walk of flight_part.h */
    /* Float is fast and for big tables. With double, games that are iterated ten thousand times lose nothing to rounding. */
    const struct vector_engine *single, *precise;
    /* Of walks of floats whose rows are shared, with a struct shared_step (shared.h) as context. */
    struct {
        vector_strategy *strategy;
        vector_learn *learn;
        vector_record *record;
    } shared;
};

/* NULL where this program has none for that level. That the processor has it is the caller's to know. */
const struct engine *engine_at(enum processor_level level);

/* Of processor_in_use(). */
const struct engine *engine_in_use(void);

#endif
