/* The allocator's functions, each of which may be the one that fails. Others, strdup and getline say, go through
 * these. */
#define _GNU_SOURCE
#include "fault.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* glibc's own names for them: looking the next ones up would allocate. */
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *block, size_t bytes);
void *__libc_memalign(size_t alignment, size_t bytes);

static bool fails(const char *call, size_t bytes)
{
    char size[40] = "";
    if (fault_allocating)
        return false;
    snprintf(size, sizeof size, "%zu bytes", bytes);
    if (!fault_is_due(FAULT_memory, call, size))
        return false;
    errno = fault_error();
    return true;
}

static void *allocated(void *block, bool before)
{
    fault_allocating = before;
    return block;
}

static bool begin(void)
{
    bool before = fault_allocating;
    fault_allocating = true;
    return before;
}

void *malloc(size_t bytes)
{
    if (fails("malloc", bytes))
        return NULL;
    bool before = begin();
    return allocated(__libc_malloc(bytes), before);
}

void *calloc(size_t count, size_t bytes)
{
    if (fails("calloc", count * bytes))
        return NULL;
    bool before = begin();
    return allocated(__libc_calloc(count, bytes), before);
}

void *realloc(void *block, size_t bytes)
{
    if (fails("realloc", bytes))
        return NULL;
    bool before = begin();
    return allocated(__libc_realloc(block, bytes), before);
}

void *memalign(size_t alignment, size_t bytes)
{
    if (fails("memalign", bytes))
        return NULL;
    bool before = begin();
    return allocated(__libc_memalign(alignment, bytes), before);
}

void *aligned_alloc(size_t alignment, size_t bytes)
{
    return memalign(alignment, bytes);
}

int posix_memalign(void **block, size_t alignment, size_t bytes)
{
    if (fails("posix_memalign", bytes))
        return fault_error();
    bool before = begin();
    *block = allocated(__libc_memalign(alignment, bytes), before);
    return *block ? 0 : ENOMEM;
}
