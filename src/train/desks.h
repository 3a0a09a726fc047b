/* Desks: the working memory of the threads that sample (cfr/sampler.h), one for each. What a desk does not need in
 * practice of what the worst case asks for is never touched. Opened and released by one thread. */
#ifndef TRAIN_DESKS_H
#define TRAIN_DESKS_H

#include "cfr/sampler.h"

struct desks {
    void *memory; /* owned: pages, NULL when samplers need none */
    size_t bytes; /* of one desk, whole pages */
    unsigned count;
};

/* Memory that desks_open takes for so many workers. */
uint64_t desks_bytes(const struct sampler_plan *plan, unsigned count);

/* In place of those that `desks` may have had. */
bool desks_open(struct desks *desks, const struct sampler_plan *plan, unsigned count, struct failure *failure);
void desks_release(struct desks *desks);

void *desks_at(const struct desks *desks, unsigned worker);

/* Iterations that are claimed at once: whole batches of deals, so that results do not depend on the number asked for
 * (sampler_run). */
uint64_t desks_batch(uint64_t asked);

#endif
