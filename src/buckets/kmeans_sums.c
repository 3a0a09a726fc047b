#include "buckets/kmeans.h"

#include "base/memory.h"

#include <string.h>

void kmeans_sums_init(struct kmeans_sums *sums, const struct centres *centres)
{
    sums->values = memory_allocate((size_t)centres->k * centres->metric.dims, sizeof *sums->values);
    sums->strength = memory_allocate(centres->k, sizeof *sums->strength);
    sums->deals = memory_allocate(centres->k, sizeof *sums->deals);
    sums->total = 0;
}

void kmeans_sums_release(struct kmeans_sums *sums)
{
    memory_release(sums->values);
    memory_release(sums->strength);
    memory_release(sums->deals);
    *sums = (struct kmeans_sums){0};
}

void kmeans_sums_clear(struct kmeans_sums *sums, const struct centres *centres)
{
    memset(sums->values, 0, (size_t)centres->k * centres->metric.dims * sizeof *sums->values);
    memset(sums->strength, 0, centres->k * sizeof *sums->strength);
    memset(sums->deals, 0, centres->k * sizeof *sums->deals);
    sums->total = 0;
}

void kmeans_sums_add(struct kmeans_sums *sums, uint32_t c, const struct points *points, size_t i, uint32_t sum)
{
    const feature *values = points_values(points, i);
    int64_t *out = sums->values + (size_t)c * points->dims;
    int32_t deals = (int32_t)points->deals[i];
    for (unsigned d = 0; d < points->dims; d++)
        out[d] += (int64_t)deals * values[d];
    sums->strength[c] += (int64_t)deals * points->strength[i];
    sums->deals[c] += points->deals[i];
    sums->total += (uint64_t)points->deals[i] * sum;
}

void kmeans_sums_merge(struct kmeans_sums *sums, const struct kmeans_sums *other, const struct centres *centres)
{
    for (size_t i = 0; i < (size_t)centres->k * centres->metric.dims; i++)
        sums->values[i] += other->values[i];
    for (uint32_t c = 0; c < centres->k; c++) {
        sums->strength[c] += other->strength[c];
        sums->deals[c] += other->deals[c];
    }
    sums->total += other->total;
}

static feature mean(int64_t sum, uint64_t deals)
{
    return (feature)((sum + (int64_t)(deals / 2)) / (int64_t)deals);
}

void kmeans_move(struct centres *centres, const struct kmeans_sums *sums)
{
    unsigned dims = centres->metric.dims;
    for (uint32_t c = 0; c < centres->k; c++) {
        if (sums->deals[c] == 0)
            continue;
        for (unsigned d = 0; d < dims; d++)
            centre_values(centres, c)[d] = mean(sums->values[(size_t)c * dims + d], sums->deals[c]);
        centres->strength[c] = mean(sums->strength[c], sums->deals[c]);
    }
}
