/* Heap memory with accounting.
 *
 * Allocation never returns NULL: a machine that cannot give a few megabytes is hopeless, and the program says so and
 * ends. What may be too big for the machine (tables, bucket maps) is planned and checked beforehand and comes from
 * platform/pages.h. Any thread may call. The count of calls lets a test prove that a hot path allocates nothing. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* `count` zeroed elements of `size` bytes; never NULL (a request for none gives a pointer that can be released). */
void *memory_allocate(size_t count, size_t size);

/* Resizes a block to `count` elements; the bytes beyond the old size are not initialised. */
void *memory_resize(void *block, size_t count, size_t size);

char *memory_copy_text(const char *text);

/* NULL is allowed. */
void memory_release(void *block);

/* Calls of memory_allocate and memory_resize since the program started. */
uint64_t memory_allocation_calls(void);

#endif
