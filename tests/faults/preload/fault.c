#define _GNU_SOURCE
#include "fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FAULT_NAME(name) #name,
static const char *const fault_kinds[] = {FAULT_KINDS(FAULT_NAME)};

static struct fault_record *record; /* NULL: nothing is counted */
static int wanted_kind = FAULT_KIND_COUNT;
static uint64_t wanted_call;
static int wanted_error = EIO;
static int (*program_main)(int, char **, char **);
static void *program_base;

__thread bool fault_allocating __attribute__((tls_model("initial-exec")));

int fault_error(void)
{
    return wanted_error;
}

/* Frames of libraries are left out: what counts is which line of the program did not expect this. */
static void write_down(const char *call, const char *subject)
{
    void *frames[3 * FAULT_FRAMES];
    int count = backtrace(frames, 3 * FAULT_FRAMES), kept = 0;
    for (int i = 0; i < count && kept < FAULT_FRAMES; i++) {
        Dl_info info;
        if (dladdr(frames[i], &info) && info.dli_fbase == program_base)
            record->frames[kept++] = (uint64_t)((char *)frames[i] - (char *)program_base);
    }
    snprintf(record->failed, sizeof record->failed, "%s%s%s", call, subject ? " of " : "", subject ? subject : "");
}

bool fault_is_due(enum fault_kind kind, const char *call, const char *subject)
{
    if (!record)
        return false;
    uint64_t number = __atomic_add_fetch(&record->calls[kind], 1, __ATOMIC_RELAXED);
    if ((int)kind != wanted_kind || number != wanted_call)
        return false;
    bool was = fault_allocating;
    fault_allocating = true;
    write_down(call, subject);
    fault_allocating = was;
    return true;
}

static bool read_orders(void)
{
    const char *path = getenv("FAULT_RECORD"), *kind = getenv("FAULT_KIND"), *at = getenv("FAULT_AT");
    const char *error = getenv("FAULT_ERROR");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return false;
    void *map = mmap(NULL, sizeof(struct fault_record), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (map == MAP_FAILED)
        return false;
    for (int i = 0; kind && i < FAULT_KIND_COUNT; i++) {
        if (strcmp(kind, fault_kinds[i]) == 0)
            wanted_kind = i;
    }
    wanted_call = at ? strtoull(at, NULL, 10) : 0;
    wanted_error = error ? atoi(error) : EIO;
    /* The first backtrace loads a library. */
    void *frame;
    backtrace(&frame, 1);
    if (!fault_watch_system_calls())
        return false;
    record = map;
    return true;
}

static int counted_main(int argc, char **argv, char **environment)
{
    enum { STATUS_SKIPPED = 77 };
    if (getenv("FAULT_RECORD") && !read_orders()) {
        fprintf(stderr, "faults: this kernel does not let calls be met, or FAULT_RECORD cannot be mapped\n");
        return STATUS_SKIPPED;
    }
    return program_main(argc, argv, environment);
}

/* libc's entry calls main through this function, which is the last moment before it. */
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*loader_fini)(void), void *stack_end)
{
    typeof(__libc_start_main) *real = (typeof(__libc_start_main) *)dlsym(RTLD_NEXT, "__libc_start_main");
    Dl_info info;
    program_main = main;
    if (dladdr((void *)main, &info))
        program_base = info.dli_fbase;
    return real(counted_main, argc, argv, init, fini, loader_fini, stack_end);
}
