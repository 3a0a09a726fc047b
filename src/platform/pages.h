/* Big zeroed memory, straight from the operating system: the tables.
 *
 * Nothing is touched: a page gets its place in RAM when a thread first writes to it. Blocks begin at a
 * multiple of 2 MiB and huge pages are asked for where they exist. Any thread may call. */
#ifndef PLATFORM_PAGES_H
#define PLATFORM_PAGES_H

#include "base/failure.h"

#include <stddef.h>
#include <stdint.h>

/* NULL and a reason when the system does not give that much. */
void *pages_allocate(size_t bytes, struct failure *failure);

/* With the size that was asked for; NULL is allowed. */
void pages_release(void *pages, size_t bytes);

/* What a block of so many bytes may take in RAM: the last huge page is there as a whole. */
uint64_t pages_bytes(uint64_t bytes);

/* So many bytes in whole small pages (4096 bytes): parts of a block that are so long share neither line nor page. */
static inline size_t pages_whole(size_t bytes)
{
    return (bytes + 4095) / 4096 * 4096;
}

/* From now on big blocks of the heap go back to the system when they are released, where the C library would rather
 * keep them for later: what a thread needs once in ten minutes does not stay resident. */
void pages_return_big_blocks(void);

#endif
