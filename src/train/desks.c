#include "train/desks.h"

#include "base/memory.h"
#include "cfr/hands.h"
#include "platform/pages.h"

bool desks_open(struct desks *desks, const struct sampler_plan *plan, unsigned count, struct failure *failure)
{
    desks_release(desks);
    desks->bytes = pages_whole(hands_bytes(plan));
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

/* --- the driver --- */

static bool open(struct drive *drive, struct failure *failure)
{
    (void)failure;
    drive->state = memory_allocate(1, sizeof(struct desks));
    return true;
}

static uint64_t bytes(const struct drive *drive, unsigned workers)
{
    return (uint64_t)pages_whole(hands_bytes(drive->plan)) * workers;
}

static bool start(struct drive *drive, unsigned workers, struct failure *failure)
{
    return desks_open(drive->state, drive->plan, workers, failure);
}

/* Whole batches of deals, so that results do not depend on the number asked for (hands_run). */
static uint64_t batch(const struct drive *drive, uint64_t asked)
{
    (void)drive;
    return (asked + DEAL_BATCH - 1) / DEAL_BATCH * DEAL_BATCH;
}

static void run(struct drive *drive, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                struct sampler_counters *counters)
{
    hands_run(drive->plan, desks_at(drive->state, worker), first, count, epsilon, counters);
}

static void release(struct drive *drive)
{
    desks_release(drive->state);
    memory_release(drive->state);
}

const struct driver driver_of_hands = {
    .rows = "hands",
    .open = open,
    .bytes = bytes,
    .start = start,
    .batch = batch,
    .run = run,
    .release = release,
};
