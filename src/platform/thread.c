#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#include <pthread/qos.h>
#endif
#include "platform/thread.h"

#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double LONGEST_WAIT_MS = 24.0 * 3600 * 1000;

static void must(int error, const char *what)
{
    if (error != 0) {
        fprintf(stderr, "holdem: %s: %s\n", what, strerror(error));
        abort();
    }
}

static void expect(int error)
{
    assert(error == 0);
    (void)error;
}

void mutex_init(struct mutex *mutex)
{
    must(pthread_mutex_init(&mutex->handle, NULL), "mutex");
}

void mutex_destroy(struct mutex *mutex)
{
    expect(pthread_mutex_destroy(&mutex->handle));
}

void mutex_lock(struct mutex *mutex)
{
    expect(pthread_mutex_lock(&mutex->handle));
}

void mutex_unlock(struct mutex *mutex)
{
    expect(pthread_mutex_unlock(&mutex->handle));
}

/* Waits go by monotonic time where a condition can be told to; macOS and winpthreads have a relative wait instead. */
void condition_init(struct condition *condition)
{
#if defined(__APPLE__) || defined(_WIN32)
    must(pthread_cond_init(&condition->handle, NULL), "condition");
#else
    pthread_condattr_t attributes;
    must(pthread_condattr_init(&attributes), "condition");
    must(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC), "condition");
    must(pthread_cond_init(&condition->handle, &attributes), "condition");
    pthread_condattr_destroy(&attributes);
#endif
}

void condition_destroy(struct condition *condition)
{
    expect(pthread_cond_destroy(&condition->handle));
}

void condition_signal(struct condition *condition)
{
    expect(pthread_cond_signal(&condition->handle));
}

void condition_broadcast(struct condition *condition)
{
    expect(pthread_cond_broadcast(&condition->handle));
}

void condition_wait(struct condition *condition, struct mutex *mutex)
{
    expect(pthread_cond_wait(&condition->handle, &mutex->handle));
}

bool condition_wait_for(struct condition *condition, struct mutex *mutex, double wait_ms)
{
    if (wait_ms <= 0)
        return false;
    double capped = wait_ms < LONGEST_WAIT_MS ? wait_ms : LONGEST_WAIT_MS;
    int64_t nanoseconds = (int64_t)(capped * 1e6);
    struct timespec time = {0};
#if defined(__APPLE__) || defined(_WIN32)
    time.tv_sec = (time_t)(nanoseconds / 1000000000);
    time.tv_nsec = (long)(nanoseconds % 1000000000);
    int error = pthread_cond_timedwait_relative_np(&condition->handle, &mutex->handle, &time);
#else
    clock_gettime(CLOCK_MONOTONIC, &time);
    nanoseconds += time.tv_nsec;
    time.tv_sec += (time_t)(nanoseconds / 1000000000);
    time.tv_nsec = (long)(nanoseconds % 1000000000);
    int error = pthread_cond_timedwait(&condition->handle, &mutex->handle, &time);
#endif
    return error != ETIMEDOUT;
}

struct start {
    void (*function)(void *argument);
    void *argument;
    char name[THREAD_NAME];
};

static void *run(void *argument)
{
    struct start start = *(struct start *)argument;
    memory_release(argument);
#if defined(__APPLE__)
    pthread_setname_np(start.name);
    pthread_set_qos_class_self_np(QOS_CLASS_USER_INITIATED, 0);
#elif defined(__linux__)
    pthread_setname_np(pthread_self(), start.name);
#endif
    start.function(start.argument);
    return NULL;
}

bool thread_start(struct thread *thread, const char *name, void (*function)(void *argument), void *argument,
                  struct failure *failure)
{
    struct start *start = memory_allocate(1, sizeof *start);
    pthread_attr_t attributes;
    start->function = function;
    start->argument = argument;
    snprintf(start->name, sizeof start->name, "%.*s", THREAD_NAME - 1, name);
    must(pthread_attr_init(&attributes), "thread");
    pthread_attr_setstacksize(&attributes, THREAD_STACK_BYTES);
    int error = pthread_create(&thread->handle, &attributes, run, start);
    pthread_attr_destroy(&attributes);
    if (error == 0)
        return true;
    memory_release(start);
    return failure_set(failure, "thread %s cannot be started: %s", name, strerror(error));
}

void thread_join(struct thread *thread)
{
    expect(pthread_join(thread->handle, NULL));
}

void thread_detach(struct thread *thread)
{
    expect(pthread_detach(thread->handle));
}

void once_run(struct once *once, void (*function)(void))
{
    pthread_once(&once->handle, function);
}
