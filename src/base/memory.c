#include "base/memory.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_uint_least64_t allocation_calls;

static void *checked(void *block, size_t count, size_t size)
{
    if (!block) {
        fprintf(stderr, "holdem: out of memory: %zu elements of %zu bytes\n", count, size);
        abort();
    }
    atomic_fetch_add_explicit(&allocation_calls, 1, memory_order_relaxed);
    return block;
}

void *memory_allocate(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size ? size : 1), count, size);
}

void *memory_resize(void *block, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return checked(NULL, count, size);
    size_t bytes = count * size;
    return checked(realloc(block, bytes ? bytes : 1), count, size);
}

char *memory_copy_text(const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(memory_allocate(bytes, 1), text, bytes);
}

void memory_release(void *block)
{
    free(block);
}

uint64_t memory_allocation_calls(void)
{
    return atomic_load_explicit(&allocation_calls, memory_order_relaxed);
}
