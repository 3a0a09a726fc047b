/* Desks: the working memory of the threads that sample hands (cfr/hands.h), one for each; and the driver of the samplers that
 * do. What a desk does not need in practice of what the worst case asks for is never touched. Opened and released by one
 * thread. */
#ifndef TRAIN_DESKS_H
#define TRAIN_DESKS_H

#include "train/driver.h"

struct desks {
    void *memory; /* owned: pages, NULL when samplers need none */
    size_t bytes; /* of one desk, whole pages */
    unsigned count;
};

/* In place of those that `desks` may have had. */
bool desks_open(struct desks *desks, const struct sampler_plan *plan, unsigned count, struct failure *failure);
void desks_release(struct desks *desks);

void *desks_at(const struct desks *desks, unsigned worker);

extern const struct driver driver_of_hands;

#endif
