#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/pages.h"

#include "base/text.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <sys/mman.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { HUGE_PAGE = 2 << 20 };

static size_t rounded(size_t bytes)
{
    return bytes == 0 ? HUGE_PAGE : (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

uint64_t pages_bytes(uint64_t bytes)
{
    return bytes > UINT64_MAX - HUGE_PAGE ? bytes : (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

static size_t distance_to_huge_page(const void *place)
{
    return (HUGE_PAGE - (uintptr_t)place % HUGE_PAGE) % HUGE_PAGE;
}

static void *refuse(size_t bytes, const char *reason, struct failure *failure)
{
    failure_set(failure, "the system does not give %s of memory: %s", text_bytes(bytes).text, reason);
    return NULL;
}

#ifdef _WIN32

/* A reservation cannot be trimmed: make one that is too big, give it back, and ask for the aligned place in it. Another
 * thread may be faster; then try again. */
void *pages_allocate(size_t bytes, struct failure *failure)
{
    enum { ATTEMPTS = 16 };
    if (bytes > SIZE_MAX - 2 * (size_t)HUGE_PAGE)
        return refuse(bytes, "more than can be addressed", failure);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        char *room = VirtualAlloc(NULL, rounded(bytes) + HUGE_PAGE, MEM_RESERVE, PAGE_NOACCESS);
        if (!room)
            break;
        char *place = room + distance_to_huge_page(room);
        VirtualFree(room, 0, MEM_RELEASE);
        void *pages = VirtualAlloc(place, rounded(bytes), MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
        if (pages)
            return pages;
    }
    return refuse(bytes, "memory and page file are full", failure);
}

void pages_release(void *pages, size_t bytes)
{
    (void)bytes;
    if (pages)
        VirtualFree(pages, 0, MEM_RELEASE);
}

#else

/* Maps a huge page more than is needed and gives back what lies outside the aligned part. */
void *pages_allocate(size_t bytes, struct failure *failure)
{
    if (bytes > SIZE_MAX - 2 * (size_t)HUGE_PAGE)
        return refuse(bytes, "more than can be addressed", failure);
    size_t length = rounded(bytes);
    char *mapped = mmap(NULL, length + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        return refuse(bytes, strerror(errno), failure);
    size_t before = distance_to_huge_page(mapped);
    if (before > 0)
        munmap(mapped, before);
    munmap(mapped + before + length, HUGE_PAGE - before);
#ifdef MADV_HUGEPAGE
    madvise(mapped + before, length, MADV_HUGEPAGE);
#endif
    return mapped + before;
}

void pages_release(void *pages, size_t bytes)
{
    if (pages)
        munmap(pages, rounded(bytes));
}

#endif

void pages_return_big_blocks(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
#endif
}
