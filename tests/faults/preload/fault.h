/* One fault in a running program: the Nth call of a kind fails, once. A library for LD_PRELOAD, for Linux and
 * glibc.
 *
 * Counted is what the program asks for from main() on, whoever of its threads and libraries asks; what the dynamic
 * loader does before is not. Allocations are met where they are called (allocations.c), calls of the operating
 * system where they reach the kernel (system_calls.c), so that those which libc makes for a stream count as well.
 *
 * The environment says which: FAULT_RECORD names a file of at least sizeof(struct fault_record) bytes that says
 * afterwards how many calls there were and which one failed; FAULT_KIND is a name of fault_kinds, FAULT_AT the
 * number N, FAULT_ERROR the errno. Without FAULT_KIND calls are only counted. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define FAULT_KINDS(ROW)                                                                                               \
    ROW(memory) ROW(open) ROW(write) ROW(read) ROW(sync) ROW(rename) ROW(map) ROW(folder) ROW(status) ROW(close)
#define FAULT_ENUM(name) FAULT_##name,
enum fault_kind { FAULT_KINDS(FAULT_ENUM) FAULT_KIND_COUNT };

enum { FAULT_FRAMES = 16, FAULT_TEXT = 384 };

/* Lies in the file that the driver reads (injection.py), so that it outlives every end of the program. */
struct fault_record {
    uint64_t calls[16]; /* by kind */
    uint64_t
        frames[FAULT_FRAMES]; /* callers of the call that failed, as addresses within the program's file; 0: none */
    char failed[FAULT_TEXT];  /* what failed, on which file; empty: nothing has */
};

/* Counts a call; true if it is the one that shall fail. subject may be NULL. */
bool fault_is_due(enum fault_kind kind, const char *call, const char *subject);

/* The errno of the call that fails. */
int fault_error(void);

/* True while this thread allocates: what the allocator asks of the kernel is no call of the program's. */
extern __thread bool fault_allocating;

/* From here on calls of the operating system are met. Returns false where the kernel cannot do that. */
bool fault_watch_system_calls(void);
