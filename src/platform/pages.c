#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/pages.h"

#include "base/text.h"

#ifdef _WIN32

#include <windows.h>

void *pages_allocate(size_t bytes, struct failure *failure)
{
    void *pages = VirtualAlloc(NULL, bytes ? bytes : 1, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
    if (!pages)
        failure_set(failure, "the system does not give %s of memory", text_bytes(bytes).text);
    return pages;
}

void pages_release(void *pages, size_t bytes)
{
    (void)bytes;
    if (pages)
        VirtualFree(pages, 0, MEM_RELEASE);
}

#else

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 2 << 20 };

static size_t rounded(size_t bytes)
{
    return (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE + (bytes == 0 ? HUGE_PAGE : 0);
}

/* Maps a huge page more than is needed and gives back what lies outside the aligned part. */
void *pages_allocate(size_t bytes, struct failure *failure)
{
    size_t length = rounded(bytes);
    char *mapped = mmap(NULL, length + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) {
        failure_set(failure, "the system does not give %s of memory: %s", text_bytes(bytes).text, strerror(errno));
        return NULL;
    }
    size_t before = (HUGE_PAGE - (uintptr_t)mapped % HUGE_PAGE) % HUGE_PAGE;
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
