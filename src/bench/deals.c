/* Bucket look-ups on the river, whose map is the largest, and whole deals. */
#include "bench/groups.h"

#include "base/memory.h"
#include "base/random.h"

enum { INDICES = 1 << 20, RIVER = 3, LOOKUPS = 6 /* of a deal: two players, three streets with maps */ };

struct lookups {
    const struct abstraction *abstraction; /* borrowed */
    uint32_t index[INDICES];               /* their lines fill more than a cache */
};

/* As deal_batch does: a batch is asked for, then read. */
static uint64_t look_up(void *context, uint64_t count)
{
    const struct lookups *lookups = context;
    uint64_t sum = 0;
    for (uint64_t b = 0; b < count; b++) {
        const uint32_t *index = lookups->index + b * DEAL_BATCH % INDICES;
        for (unsigned i = 0; i < DEAL_BATCH; i++)
            abstraction_prefetch(lookups->abstraction, RIVER, index[i]);
        for (unsigned i = 0; i < DEAL_BATCH; i++)
            sum += abstraction_read(lookups->abstraction, RIVER, index[i]);
    }
    measure_keep(sum);
    return count * DEAL_BATCH;
}

struct deals {
    const struct dealer *dealer; /* borrowed */
    uint64_t next;
};

static uint64_t deal_cards(void *context, uint64_t count)
{
    struct deals *deals = context;
    struct deal batch[DEAL_BATCH];
    for (uint64_t b = 0; b < count; b++) {
        deal_batch(deals->dealer, deals->next, DEAL_BATCH, batch);
        deals->next += DEAL_BATCH;
        measure_keep(batch[0].bucket[0][RIVER]);
    }
    return count * DEAL_BATCH;
}

static const struct measurement *limit_of_map(struct suite *suite, const struct bed *bed, struct failure *failure)
{
    return suite_limit(suite, LIMIT_READS, bed->map[RIVER].bytes, failure);
}

bool group_lookup(struct suite *suite, struct failure *failure)
{
    const struct bed *bed = suite_bed(suite, suite->choice.table_bytes, failure);
    const struct measurement *limit = bed ? limit_of_map(suite, bed, failure) : NULL;
    if (!limit)
        return false;
    struct random_stream random = random_stream_at(1, 0, 0);
    struct lookups *lookups = memory_allocate(1, sizeof *lookups);
    lookups->abstraction = &bed->setup.abstraction;
    uint64_t hands = indexer_size(lookups->abstraction->street[RIVER].indexer, 1);
    for (unsigned i = 0; i < INDICES; i++)
        lookups->index[i] = random_below(&random, (uint32_t)hands);
    suite_measure(suite, "look up buckets, river", "hands", look_up, lookups, limit, 1);
    memory_release(lookups);
    return true;
}

bool group_deal(struct suite *suite, struct failure *failure)
{
    const struct bed *bed = suite_bed(suite, suite->choice.table_bytes, failure);
    const struct measurement *limit = bed ? limit_of_map(suite, bed, failure) : NULL;
    if (!limit)
        return false;
    struct deals deals = {&bed->setup.plan.dealer, 0};
    suite_measure(suite, "deal, two players", "deals", deal_cards, &deals, limit, LOOKUPS);
    return true;
}
