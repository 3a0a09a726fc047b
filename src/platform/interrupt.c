#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#ifndef _WIN32
#include <sys/resource.h>
#endif

enum { STATUS_INTERRUPTED = 130 };

/* Signals are the process's, whatever works in it. Lock-free atomics are as good in a handler as sig_atomic_t. */
static struct cancellation *_Atomic watched; /* borrowed; NULL: nobody watches */
static atomic_int requests;                  /* by Ctrl-C and termination */
static atomic_int at_once; /* the status with which a request ends the program, plus one; 0: it waits for its turn */

static void note_request(void)
{
    struct cancellation *cancellation = atomic_load(&watched);
    if (cancellation)
        cancellation_request(cancellation);
    int ends = atomic_load(&at_once);
    if (ends > 0)
        _Exit(ends - 1);
}

static void request(int number)
{
    note_request();
    if (atomic_fetch_add(&requests, 1) > 0)
        _Exit(STATUS_INTERRUPTED);
#ifdef _WIN32
    signal(number, request);
#else
    (void)number;
#endif
}

#ifdef _WIN32

static void watch(void)
{
    signal(SIGINT, request);
    signal(SIGTERM, request);
}

/* There a broken pipe is an error and nothing else, and files have no limits. */
void interrupt_ignore_pipes(void)
{
}

void interrupt_ignore_limits(void)
{
}

#else

/* How often these come does not matter: the shell and the system both tell of a terminal that went away, and processor
 * time that is used up is told of every second. */
static void note(int number)
{
    (void)number;
    note_request();
}

enum moment { WATCHING, WITH_PIPES, WITH_LIMITS };

/* What becomes of a signal, and from when on. Whoever started the program may have ignored some for it: most stay
 * so. */
static const struct {
    int number;
    void (*handler)(int);
    enum moment moment;
    bool stays_ignored;
} signals[] = {
    {SIGINT, request, WATCHING, false},    {SIGTERM, request, WATCHING, false},    {SIGHUP, note, WATCHING, true},
    {SIGXCPU, note, WATCHING, true},       {SIGUSR1, note, WATCHING, true},        {SIGUSR2, note, WATCHING, true},
    {SIGALRM, note, WATCHING, true},       {SIGVTALRM, note, WATCHING, true},      {SIGPROF, note, WATCHING, true},
#ifdef SIGPWR
    {SIGPWR, note, WATCHING, true},
#endif
    {SIGPIPE, SIG_IGN, WITH_PIPES, false}, {SIGXFSZ, SIG_IGN, WITH_LIMITS, false},
};

/* Reads and writes go on after a handler: a file that is opened is never one that could block for long. */
static void answer_signals(enum moment moment)
{
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before, action;
        if (signals[i].moment != moment)
            continue;
        if (signals[i].stays_ignored && sigaction(signals[i].number, NULL, &before) == 0 &&
            before.sa_handler == SIG_IGN)
            continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = signals[i].handler;
        action.sa_flags = SA_RESTART;
        sigaction(signals[i].number, &action, NULL);
    }
}

/* `ulimit -t` sets both limits, and at the hard one the system kills: the soft one, which only warns, comes earlier. */
static void warn_of_processor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_CPU, &limit) != 0 || limit.rlim_max == RLIM_INFINITY || limit.rlim_max < 2)
        return;
    rlim_t tenth = limit.rlim_max / 10, before = tenth < 1 ? 1 : tenth > 60 ? 60 : tenth;
    if (limit.rlim_cur <= limit.rlim_max - before)
        return;
    limit.rlim_cur = limit.rlim_max - before;
    setrlimit(RLIMIT_CPU, &limit);
}

static void watch(void)
{
    answer_signals(WATCHING);
    warn_of_processor_limit();
}

void interrupt_ignore_pipes(void)
{
    answer_signals(WITH_PIPES);
}

void interrupt_ignore_limits(void)
{
    answer_signals(WITH_LIMITS);
}

#endif

void interrupt_watch(struct cancellation *cancellation)
{
    atomic_store(&requests, 0);
    atomic_store(&watched, cancellation);
    watch();
}

void interrupt_end_at_once(int status)
{
    atomic_store(&at_once, status + 1);
    struct cancellation *cancellation = atomic_load(&watched);
    if (cancellation && cancellation_is_requested(cancellation))
        _Exit(status);
}

void interrupt_end_in_turn(void)
{
    atomic_store(&at_once, 0);
}
