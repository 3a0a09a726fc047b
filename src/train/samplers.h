/* The samplers there are. A new sampler of hands is a file in cfr/ with a traversal and its row (outcome.c is an example), a
 * new one that walks boards a file with a driver and its row (sampler_public.c is), and a line here. Const. */
#ifndef TRAIN_SAMPLERS_H
#define TRAIN_SAMPLERS_H

#include "cfr/sampler.h"

#define SAMPLER_ROWS(ROW)                                                                                              \
    ROW(sampler_external)                                                                                              \
    ROW(sampler_outcome)                                                                                               \
    ROW(sampler_targeted)                                                                                              \
    ROW(sampler_full)                                                                                                  \
    ROW(sampler_public)                                                                                                \
    ROW(sampler_auto)

#define SAMPLER_DECLARE(row) extern const struct sampler row;
SAMPLER_ROWS(SAMPLER_DECLARE)
#undef SAMPLER_DECLARE

/* All of them, by name (base/choice.h); NULL at the end. `auto` has yet to be decided: it samples nothing. */
extern const struct choice *const samplers[];

/* The sampler that a row of the table is part of. */
static inline const struct sampler *sampler_of(const struct choice *row)
{
    return (const struct sampler *)(const void *)row;
}

#endif
