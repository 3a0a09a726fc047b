/* The buckets of all hands of a board. Any thread may call. */
#ifndef BUCKETS_BOARD_BUCKETS_H
#define BUCKETS_BOARD_BUCKETS_H

#include "buckets/abstraction.h"
#include "buckets/boards.h"

/* bucket[slot]: hands that share a slot play alike and share a bucket. The reads of the map overlap. */
void board_buckets(const struct abstraction *abstraction, unsigned street, const struct board *board,
                   bucket_id bucket[]);

#endif
