/* External and outcome sampling, in tables that fit into a cache and in tables that do not. */
#include "train/samplers.h"
#include "bench/groups.h"
#include "cfr/hands.h"
#include "train/desks.h"

#include <stdio.h>
#include <string.h>

static const float EPSILON = 0.6F;

struct sampling {
    const struct sampler_plan *plan; /* borrowed */
    struct desks desks;
    uint64_t next;
};

/* Units are visits. */
static uint64_t sample(void *context, uint64_t count)
{
    struct sampling *sampling = context;
    struct sampler_counters counters = {0};
    hands_run(sampling->plan, desks_at(&sampling->desks, 0), sampling->next, count, EPSILON, &counters);
    sampling->next += count;
    return counters.visits;
}

/* A visit's counterpart is the update of a row somewhere in memory as large. The samplers share a bed: their tables
 * do not differ in shape. */
static bool measure_in(struct suite *suite, const struct sampler *sampler, uint64_t bytes, struct failure *failure)
{
    struct bed *bed = suite_bed(suite, bytes, failure);
    const struct measurement *limit = bed ? suite_limit(suite, LIMIT_UPDATES, bed->setup.tables_bytes, failure) : NULL;
    if (!limit)
        return false;
    struct sampler_plan *plan = &bed->setup.plan;
    struct sampling sampling = {.plan = plan};
    memset(bed->setup.tables_memory, 0, bed->setup.tables_bytes); /* whatever was measured before */
    char name[SUITE_TEXT];
    plan->sampler = sampler;
    if (!desks_open(&sampling.desks, plan, 1, failure))
        return false;
    snprintf(name, sizeof name, "%s sampling, %s", sampler->choice.name,
             limit->name + sizeof "limit: random row updates, " - 1);
    suite_measure(suite, name, "visits", sample, &sampling, limit, 1);
    desks_release(&sampling.desks);
    plan->sampler = &sampler_external;
    return true;
}

bool group_external(struct suite *suite, struct failure *failure)
{
    return measure_in(suite, &sampler_external, suite->choice.table_bytes, failure) &&
           measure_in(suite, &sampler_external, SUITE_CACHED_BYTES, failure);
}

bool group_outcome(struct suite *suite, struct failure *failure)
{
    return measure_in(suite, &sampler_outcome, SUITE_CACHED_BYTES, failure) &&
           measure_in(suite, &sampler_outcome, suite->choice.table_bytes, failure);
}
