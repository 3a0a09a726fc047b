/* Percentile buckets: cutting an ordered population into k classes of nearly equal size.
 *
 * Equal values always share a bucket, every bucket holds at least one value, and a larger value never has a
 * smaller bucket. Exact integer arithmetic: the same input gives the same cut everywhere. Pure function; any
 * thread may call. */
#ifndef BUCKETS_PERCENTILE_H
#define BUCKETS_PERCENTILE_H

#include <stddef.h>
#include <stdint.h>

/* Cuts `count` distinct values in ascending order, of which value i occurs weight[i] >= 1 times (the sum
 * below 2^46), into k buckets, 1 <= k <= min(count, 65536): bucket[i] is 0 for the smallest values. A value
 * that fills more than its share takes a bucket of its own, and the rest is shared evenly among the buckets
 * that remain. */
void percentile_cut(const uint64_t weight[], size_t count, uint32_t k, uint16_t bucket[]);

#endif
