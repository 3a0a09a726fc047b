#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_INTERRUPTED = 130 };

/* Lock-free atomics are as good in a handler as sig_atomic_t, and may be read by other threads. */
static atomic_int requests;  /* by Ctrl-C and termination */
static atomic_int requested; /* by whatever */
static atomic_int at_once;   /* the status with which a request ends the program, plus one; 0: it waits for its turn */

static void note_request(void)
{
    atomic_store(&requested, 1);
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

/* There a broken pipe is an error and nothing else. */
void interrupt_ignore_pipes(void)
{
}

#else

static void hang_up(int number)
{
    (void)number;
    note_request();
}

static void handle(int number, void (*handler)(int))
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, NULL);
}

static void watch(void)
{
    struct sigaction before;
    handle(SIGINT, request);
    handle(SIGTERM, request);
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        handle(SIGHUP, hang_up);
}

void interrupt_ignore_pipes(void)
{
    handle(SIGPIPE, SIG_IGN);
}

#endif

void interrupt_watch(void)
{
    atomic_store(&requests, 0);
    atomic_store(&requested, 0);
    watch();
}

void interrupt_end_at_once(int status)
{
    atomic_store(&at_once, status + 1);
    if (interrupt_requested())
        _Exit(status);
}

void interrupt_end_in_turn(void)
{
    atomic_store(&at_once, 0);
}

bool interrupt_requested(void)
{
    return atomic_load_explicit(&requested, memory_order_relaxed) > 0;
}
