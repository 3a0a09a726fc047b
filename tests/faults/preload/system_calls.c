/* Calls of the operating system, met where they reach the kernel: a filter (seccomp) turns each into a signal,
 * whose handler makes the call itself, from the one place that the filter lets pass, or lets it fail. */
#define _GNU_SOURCE
#include "fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

/* What the first argument is. */
enum subject { PATH, PATH_AT, DESCRIPTOR, MAPPED, NOTHING };

struct system_call {
    long number;
    const char *name;
    enum fault_kind kind;
    enum subject subject;
};

#define CALL(name, kind, subject)                                                                                      \
    {                                                                                                                  \
        SYS_##name, #name, FAULT_##kind, subject                                                                       \
    }

static const struct system_call calls[] = {
#ifdef SYS_open /* old calls that newer architectures lack */
    CALL(open, open, PATH),
    CALL(rename, rename, PATH),
    CALL(link, rename, PATH),
    CALL(mkdir, folder, PATH),
    CALL(unlink, folder, PATH),
    CALL(rmdir, folder, PATH),
    CALL(stat, status, PATH),
    CALL(lstat, status, PATH),
    CALL(access, status, PATH),
#endif
    CALL(openat, open, PATH_AT),
    CALL(write, write, DESCRIPTOR),
    CALL(pwrite64, write, DESCRIPTOR),
    CALL(writev, write, DESCRIPTOR),
    CALL(read, read, DESCRIPTOR),
    CALL(pread64, read, DESCRIPTOR),
    CALL(readv, read, DESCRIPTOR),
    CALL(fsync, sync, DESCRIPTOR),
    CALL(fdatasync, sync, DESCRIPTOR),
    CALL(msync, sync, NOTHING),
    CALL(renameat, rename, PATH_AT),
    CALL(renameat2, rename, PATH_AT),
    CALL(linkat, rename, PATH_AT),
    CALL(mmap, map, MAPPED),
    CALL(mkdirat, folder, PATH_AT),
    CALL(unlinkat, folder, PATH_AT),
    CALL(getdents64, folder, DESCRIPTOR),
    CALL(ftruncate, folder, DESCRIPTOR),
    CALL(fstat, status, DESCRIPTOR),
    CALL(newfstatat, status, PATH_AT),
    CALL(statx, status, PATH_AT),
    CALL(faccessat, status, PATH_AT),
    CALL(lseek, status, DESCRIPTOR),
    CALL(flock, status, DESCRIPTOR),
    CALL(fcntl, status, DESCRIPTOR),
    CALL(close, close, DESCRIPTOR),
};

enum { CALLS = sizeof calls / sizeof *calls };

/* Makes a call; the filter knows it by the address behind its instruction. */
long fault_call(long number, long a, long b, long c, long d, long e, long f);
extern const char fault_call_end[];

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
__asm__(
    ".text\n.globl fault_call\n.hidden fault_call\n.type fault_call, @function\nfault_call:\n"
    "mov %rdi, %rax\nmov %rsi, %rdi\nmov %rdx, %rsi\nmov %rcx, %rdx\nmov %r8, %r10\nmov %r9, %r8\nmov 8(%rsp), %r9\n"
    "syscall\n.globl fault_call_end\n.hidden fault_call_end\nfault_call_end:\nret\n");

static void arguments_of(const ucontext_t *context, long arguments[6])
{
    static const int registers[6] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9};
    for (int i = 0; i < 6; i++)
        arguments[i] = (long)context->uc_mcontext.gregs[registers[i]];
}

static void set_result(ucontext_t *context, long result)
{
    context->uc_mcontext.gregs[REG_RAX] = result;
}
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
__asm__(".text\n.globl fault_call\n.hidden fault_call\n.type fault_call, %function\nfault_call:\n"
        "mov x8, x0\nmov x0, x1\nmov x1, x2\nmov x2, x3\nmov x3, x4\nmov x4, x5\nmov x5, x6\n"
        "svc #0\n.globl fault_call_end\n.hidden fault_call_end\nfault_call_end:\nret\n");

static void arguments_of(const ucontext_t *context, long arguments[6])
{
    for (int i = 0; i < 6; i++)
        arguments[i] = (long)context->uc_mcontext.regs[i];
}

static void set_result(ucontext_t *context, long result)
{
    context->uc_mcontext.regs[0] = (unsigned long long)result;
}
#endif

static const struct system_call *call_of(long number)
{
    for (int i = 0; i < CALLS; i++) {
        if (calls[i].number == number)
            return &calls[i];
    }
    return NULL;
}

static const char *name_of(int descriptor, char *name, size_t room)
{
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long bytes = fault_call(SYS_readlinkat, AT_FDCWD, (long)link, (long)name, (long)room - 1, 0, 0);
    if (bytes < 0)
        snprintf(name, room, "descriptor %d", descriptor);
    else
        name[bytes] = 0;
    return name;
}

static bool fails(const struct system_call *call, const long *arguments)
{
    char name[FAULT_TEXT - 40];
    if (fault_allocating)
        return false;
    switch (call->subject) {
    case PATH:
        return fault_is_due(call->kind, call->name, (const char *)arguments[0]);
    case PATH_AT:
        return fault_is_due(call->kind, call->name, (const char *)arguments[1]);
    case DESCRIPTOR:
        return fault_is_due(call->kind, call->name, name_of((int)arguments[0], name, sizeof name));
    case MAPPED:
        return fault_is_due(call->kind, call->name,
                            (int)arguments[4] < 0 ? "memory" : name_of((int)arguments[4], name, sizeof name));
    case NOTHING:
        break;
    }
    return fault_is_due(call->kind, call->name, NULL);
}

static void meet(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    long arguments[6];
    int before = errno;
    arguments_of(context, arguments);
    const struct system_call *call = call_of(info->si_syscall);
    bool failing = call && fails(call, arguments);
    /* A descriptor is closed all the same, as the kernel does it. */
    long result = -fault_error();
    if (!failing || call->kind == FAULT_close) {
        long done = fault_call(info->si_syscall, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                               arguments[5]);
        result = failing ? result : done;
    }
    set_result(context, result);
    errno = before;
}

/* The filter: calls that are not listed pass, and all that fault_call makes. */
static bool install_filter(void)
{
    enum { HEAD = 4, TAIL = 7 };
    uint64_t end = (uint64_t)fault_call_end;
    struct sock_filter filter[HEAD + CALLS + TAIL];
    struct sock_filter head[HEAD] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    };
    struct sock_filter tail[TAIL] = {
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)end, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer) + 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(end >> 32), 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    memcpy(filter, head, sizeof head);
    for (int i = 0; i < CALLS; i++) {
        /* A hit jumps over the rest of the list and the line that lets others pass. */
        struct sock_filter row =
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i].number, (uint8_t)(CALLS - i), 0);
        filter[HEAD + i] = row;
    }
    memcpy(filter + HEAD + CALLS, tail, sizeof tail);
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool fault_watch_system_calls(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = meet;
    action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART;
    return sigaction(SIGSYS, &action, NULL) == 0 && install_filter();
}

/* The kernel ends a program that asks for a call that is met while the signal is blocked: no mask may hold it. */
static sigset_t without(const sigset_t *set)
{
    sigset_t rest = *set;
    sigdelset(&rest, SIGSYS);
    return rest;
}

int pthread_sigmask(int how, const sigset_t *set, sigset_t *before)
{
    typeof(pthread_sigmask) *real = (typeof(pthread_sigmask) *)dlsym(RTLD_NEXT, "pthread_sigmask");
    sigset_t rest;
    if (set && how != SIG_UNBLOCK)
        rest = without(set);
    return real(how, set && how != SIG_UNBLOCK ? &rest : set, before);
}

int sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    int error = pthread_sigmask(how, set, before);
    if (error)
        errno = error;
    return error ? -1 : 0;
}

int sigaction(int number, const struct sigaction *action, struct sigaction *before)
{
    typeof(sigaction) *real = (typeof(sigaction) *)dlsym(RTLD_NEXT, "sigaction");
    struct sigaction rest;
    if (action) {
        rest = *action;
        rest.sa_mask = without(&action->sa_mask);
    }
    return real(number, action ? &rest : NULL, before);
}
