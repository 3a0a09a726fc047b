#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/file.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/descriptor.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <sys/mman.h>
#include <unistd.h>
#endif

static const char empty[1];

#ifdef _WIN32

static const void *map(int descriptor, size_t bytes)
{
    HANDLE mapping = CreateFileMappingA((HANDLE)_get_osfhandle(descriptor), NULL, PAGE_READONLY, 0, 0, NULL);
    const void *data = mapping ? MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, bytes) : NULL;
    if (!data)
        errno = ENOMEM;
    if (mapping)
        CloseHandle(mapping);
    return data;
}

static void unmap(const void *data, size_t bytes)
{
    (void)bytes;
    UnmapViewOfFile(data);
}

/* There the system takes back what it needs by itself. */
static void let_go(const void *data, size_t bytes)
{
    (void)data;
    (void)bytes;
}

#else

static const void *map(int descriptor, size_t bytes)
{
    void *data = mmap(NULL, bytes, PROT_READ, MAP_SHARED, descriptor, 0);
    return data == MAP_FAILED ? NULL : data;
}

static void unmap(const void *data, size_t bytes)
{
    munmap((void *)(uintptr_t)data, bytes);
}

/* The page in which the bytes begin is their neighbours', too. */
static void let_go(const void *data, size_t bytes)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), before = (page - (uintptr_t)data % page) % page;
    if (bytes > before)
        madvise((char *)(uintptr_t)data + before, bytes - before, MADV_DONTNEED);
}

#endif

/* --- files that shrink while they are read --- */

/* What is mapped, for the handler of a signal: it may read nothing but this. A view that finds no place is not
 * named. */
enum { WATCHED = 64 };

static struct {
    atomic_uintptr_t begin; /* 0: free */
    atomic_uintptr_t end;
    _Atomic(char *) path; /* owned; as it may be shown */
} watched[WATCHED];

static void watch(const char *path, const void *data, size_t bytes)
{
    for (unsigned i = 0; i < WATCHED; i++) {
        uintptr_t none = 0;
        if (!atomic_compare_exchange_strong(&watched[i].begin, &none, (uintptr_t)data))
            continue;
        atomic_store(&watched[i].path, memory_copy_text(text_shown(path).text));
        atomic_store(&watched[i].end, (uintptr_t)data + bytes);
        return;
    }
}

static void forget(const void *data)
{
    for (unsigned i = 0; i < WATCHED; i++) {
        if (atomic_load(&watched[i].begin) != (uintptr_t)data)
            continue;
        atomic_store(&watched[i].end, 0);
        memory_release(atomic_exchange(&watched[i].path, NULL));
        atomic_store(&watched[i].begin, 0);
        return;
    }
}

#ifdef _WIN32

/* There a file that is mapped cannot be made shorter. */
void file_view_guard(void)
{
}

#else

static void say(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

/* A page of a mapped file is not there: the file is shorter than it was, or the disk cannot be read. */
static void missing_page(int number, siginfo_t *about, void *context)
{
    uintptr_t address = (uintptr_t)about->si_addr;
    (void)context;
    for (unsigned i = 0; i < WATCHED; i++) {
        uintptr_t begin = atomic_load(&watched[i].begin), end = atomic_load(&watched[i].end);
        const char *path = atomic_load(&watched[i].path);
        if (begin == 0 || address < begin || address >= end || !path)
            continue;
        say("holdem: ");
        say(path);
        say(": was made shorter, or cannot be read, while it was in use\n");
        _exit(EXIT_FAILURE);
    }
    signal(number, SIG_DFL);
    raise(number);
}

void file_view_guard(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = missing_page;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGBUS, &action, NULL);
}

#endif

/* --- views --- */

bool file_view_peek(const char *path, struct file_view *view, struct failure *failure)
{
    *view = (struct file_view){empty, 0};
    int descriptor = descriptor_open_regular(path, &view->bytes);
    if (descriptor < 0)
        return file_fail_to_open(path, errno, failure);
    const void *data = view->bytes > 0 ? map(descriptor, (size_t)view->bytes) : empty;
    int error = errno;
    descriptor_close(descriptor);
    if (!data)
        return failure_system(failure, error, "%s: cannot be mapped", path);
    view->data = data;
    if (data != empty)
        watch(path, data, (size_t)view->bytes);
    return true;
}

bool file_view_open(const char *path, struct file_view *view, struct failure *failure)
{
    if (!file_view_peek(path, view, failure))
        return false;
    file_note_input(path);
    return true;
}

void file_view_close(struct file_view *view)
{
    if (view->data && view->data != empty) {
        forget(view->data);
        unmap(view->data, (size_t)view->bytes);
    }
    view->data = NULL;
}

void file_view_let_go(const struct file_view *view, uint64_t offset, uint64_t bytes)
{
    if (bytes > 0)
        let_go((const char *)view->data + offset, (size_t)bytes);
}
