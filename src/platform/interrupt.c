#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_INTERRUPTED = 130 };

/* A lock-free atomic is as good in a handler as sig_atomic_t, and may be read by other threads. */
static atomic_int requests;

static void request(int number)
{
    if (atomic_fetch_add(&requests, 1) > 0)
        _Exit(STATUS_INTERRUPTED);
#ifdef _WIN32
    signal(number, request);
#else
    (void)number;
#endif
}

void interrupt_watch(void)
{
    atomic_store(&requests, 0);
#ifdef _WIN32
    signal(SIGINT, request);
    signal(SIGTERM, request);
#else
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = request;
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
#endif
}

bool interrupt_requested(void)
{
    return atomic_load_explicit(&requests, memory_order_relaxed) > 0;
}
