#include "buckets/percentile.h"

#include <assert.h>

void percentile_cut(const uint64_t weight[], size_t count, uint32_t k, uint16_t bucket[])
{
    assert(k >= 1 && k <= 65536 && k <= count);
    uint64_t left = 0; /* the weight from the open bucket on */
    for (size_t i = 0; i < count; i++)
        left += weight[i];

    uint32_t open = 0;
    uint64_t inside = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t buckets_left = k - open;
        size_t values_left = count - i;
        /* Closing now is nearer to the share of the open bucket than taking this value in as well. */
        uint64_t share_times_buckets = left;
        int fuller = (2 * inside + weight[i]) * buckets_left > 2 * share_times_buckets;
        /* Each bucket after the open one needs a value. */
        int needed = values_left < buckets_left;
        if (inside > 0 && buckets_left > 1 && (fuller || needed)) {
            open++;
            left -= inside;
            inside = 0;
        }
        bucket[i] = (uint16_t)open;
        inside += weight[i];
    }
    assert(open == k - 1);
}
