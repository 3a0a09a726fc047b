#include "train/desks.h"

#include "platform/pages.h"

uint64_t desks_bytes(const struct sampler_plan *plan, unsigned count)
{
    return (uint64_t)pages_whole(sampler_bytes(plan)) * count;
}

bool desks_open(struct desks *desks, const struct sampler_plan *plan, unsigned count, struct failure *failure)
{
    desks_release(desks);
    desks->bytes = pages_whole(sampler_bytes(plan));
    desks->count = count;
    if (desks->bytes > 0)
        desks->memory = pages_allocate(desks->bytes * count, failure);
    return desks->bytes == 0 || desks->memory;
}

void desks_release(struct desks *desks)
{
    pages_release(desks->memory, desks->bytes * desks->count);
    *desks = (struct desks){0};
}

void *desks_at(const struct desks *desks, unsigned worker)
{
    return desks->memory ? (char *)desks->memory + worker * desks->bytes : NULL;
}

uint64_t desks_batch(uint64_t asked)
{
    return (asked + DEAL_BATCH - 1) / DEAL_BATCH * DEAL_BATCH;
}
