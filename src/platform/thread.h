/* Threads, mutexes, conditions, and what is done once.
 *
 * A mutex or condition that cannot be made means a machine without memory: the program ends with a message.
 * Misuse (unlocking what another thread holds) is a bug, asserted where the system tells. Life: init, use,
 * destroy, with nobody holding or waiting at the end. */
#ifndef PLATFORM_THREAD_H
#define PLATFORM_THREAD_H

#include "base/failure.h"

#include <pthread.h>
#include <stdbool.h>

struct mutex {
    pthread_mutex_t handle;
};

void mutex_init(struct mutex *mutex);
void mutex_destroy(struct mutex *mutex);
void mutex_lock(struct mutex *mutex);
void mutex_unlock(struct mutex *mutex);

/* As ever, a wait may end for no reason: look at what was waited for, in a loop. */
struct condition {
    pthread_cond_t handle;
};

void condition_init(struct condition *condition);
void condition_destroy(struct condition *condition);
void condition_signal(struct condition *condition);
void condition_broadcast(struct condition *condition);

/* The caller holds the mutex, which is released during the wait. */
void condition_wait(struct condition *condition, struct mutex *mutex);

/* The same for at most `wait_ms` milliseconds of monotonic time (at most a day; 0 or less: no wait at all).
 * False when the time is over. Windows rounds up to its timer, about 15.6 ms. */
bool condition_wait_for(struct condition *condition, struct mutex *mutex, double wait_ms);

/* Of the stack of a thread, in addresses: in RAM is what it has used. */
enum { THREAD_STACK_BYTES = 8 << 20 };

struct thread {
    pthread_t handle;
};

/* Something that is done once in a program, by whichever thread comes first; the others wait until it is done. */
struct once {
    pthread_once_t handle;
};

#define ONCE_INIT                                                                                                      \
    {                                                                                                                  \
        PTHREAD_ONCE_INIT                                                                                              \
    }

void once_run(struct once *once, void (*function)(void));

enum { THREAD_NAME = 16 }; /* bytes, final zero included: what Linux keeps */

/* Starts function(argument) in a thread with a stack of 8 MiB whose name (cut if too long) debuggers and `top
 * -H` show. Under macOS it runs at the quality of service of work that a user waits for, and so on
 * performance cores. Each thread that was started is joined or detached once, by any thread. */
bool thread_start(struct thread *thread, const char *name, void (*function)(void *argument), void *argument,
                  struct failure *failure);
void thread_join(struct thread *thread);
void thread_detach(struct thread *thread);

#endif
