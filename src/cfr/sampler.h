/* Samplers: Monte Carlo CFR (Lanctot, Waugh, Zinkevich and Bowling 2009) on the shared tables, and full-width CFR.
 *
 * A sampler is a row, struct sampler. Samplers of hands go over the betting tree with one hand for each player, deal by
 * deal: what they do is a traversal, and hands.h runs it; such a sampler is a traversal and its row. Samplers that walk
 * boards, with all hands at once, have a driver of their own (train/driver.h). train/samplers.h has the table. Const. */
#ifndef CFR_SAMPLER_H
#define CFR_SAMPLER_H

#include "base/choice.h"

#include <stdbool.h>

struct driver;
struct traversal;

/* One traversal for traversal->traverser (traversal.h). The value is an estimate of the traverser's expected chips. */
typedef float sampler_traversal(struct traversal *traversal);

struct sampler {
    struct choice choice;
    const struct driver *driver; /* NULL: the traversal below, by hands.h */
    sampler_traversal *traverse; /* NULL with a driver */
    bool flies;                  /* batches of deals may be traversed together instead (flight.h) */
    bool is_targeted;            /* learns on some streets at a time: the plan has targets */
};

#endif
