#include "buckets/centres.h"

#include "base/memory.h"

void centres_init(struct centres *centres, const struct metric *metric, uint32_t k)
{
    *centres = (struct centres){.metric = *metric, .k = k};
    centres->values = memory_allocate((size_t)k * metric->dims, sizeof *centres->values);
    centres->strength = memory_allocate(k, sizeof *centres->strength);
}

void centres_release(struct centres *centres)
{
    memory_release(centres->values);
    memory_release(centres->strength);
    *centres = (struct centres){0};
}

double centres_distance(const struct centres *centres, uint32_t a, uint32_t b)
{
    const struct metric *metric = &centres->metric;
    return metric_distance(metric, metric_sum(metric, centre_values(centres, a), centre_values(centres, b)));
}
