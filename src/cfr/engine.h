/* Engines: what training computes with, built once for each level of instructions (platform/processor.h).
 *
 * Whoever makes a sampler's plan or a walk says with which engine; it is held from then on, and a call goes through its
 * table once a batch or a part of a walk, never once a node. All engines compute the same bits. Const; any thread may
 * call. */
#ifndef CFR_ENGINE_H
#define CFR_ENGINE_H

#include "platform/processor.h"

struct flight;
struct vector_engines;

struct engine {
    const char *name;                      /* the level's */
    enum processor_level level;            /* whose instructions the compiler used */
    void (*flight)(struct flight *flight); /* flight_walk of flight_part.h */
    const struct vector_engines *vector;   /* vector_engines.h */
};

/* NULL where this program has none for that level. That the processor has it is the caller's to know. */
const struct engine *engine_at(enum processor_level level);

/* Of processor_in_use(). */
const struct engine *engine_in_use(void);

#endif
