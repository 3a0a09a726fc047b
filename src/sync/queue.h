/* The result queue: many producers, one consumer, elements of one fixed size, memory allocated once.
 *
 * Putting an element is a few atomic operations on a ring (after D. Vyukov's bounded queue): no lock, no
 * system call, no thread woken. The consumer is woken only when it sleeps AND the element is urgent or the
 * queue has reached its high-water mark, half of its capacity; whoever of many producers comes first does
 * that, the others do nothing, so that workers finishing together wake one thread once. Any other element is
 * found when the consumer's wait is over. That is the trade: the wait is the upper limit for the latency of a
 * report, reports are statistics, and in exchange neither does the rate of reports cost system calls nor can
 * it keep the consumer from sleeping.
 *
 * A full queue is back-pressure: the producer sleeps until the consumer has made room. Elements of one
 * producer keep their order. Life: init, put and take, close, release when nobody can call any more. */
#ifndef SYNC_QUEUE_H
#define SYNC_QUEUE_H

#include "platform/thread.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Since the start. */
struct queue_counters {
    uint64_t puts;        /* elements that were put */
    uint64_t signals;     /* system calls that woke the consumer */
    uint64_t full_waits;  /* puts that had to wait for room */
    uint64_t wake_ups;    /* times the consumer woke up from sleep, whatever the cause */
    uint64_t empty_polls; /* takes that brought nothing */
};

/* Bytes between what different threads write: two cache lines, the unit that Intel prefetches and that Apple's
 * processors have. Padding rather than alignment, so that the struct may lie anywhere, on the heap too. */
enum { QUEUE_PADDING = 128 };

/* Private. */
struct queue {
    atomic_uint_least64_t tail; /* the next position that a producer claims */
    char padding_after_tail[QUEUE_PADDING];
    atomic_uint_least64_t head;     /* the next that the consumer takes */
    uint64_t wake_ups, empty_polls; /* the consumer's */
    char padding_after_head[QUEUE_PADDING];
    atomic_uint sleeping; /* enum sleep: what the consumer wants to be woken for */
    atomic_bool urgent;   /* an urgent element is somewhere in the ring */
    atomic_bool closed;
    atomic_uint blocked; /* producers that wait for room */
    atomic_uint_least64_t signals, full_waits;
    struct mutex mutex; /* for the two conditions only */
    struct condition filled, room;
    char padding_before_constants[QUEUE_PADDING];
    unsigned char *cells; /* owned */
    size_t element_bytes, cell_bytes;
    uint64_t mask, high_water; /* capacity - 1; half of the capacity */
};

/* `capacity` is rounded up to a power of two, at least 2. */
void queue_init(struct queue *queue, size_t capacity, size_t element_bytes);
void queue_release(struct queue *queue);

/* Copies an element in; waits while the queue is full. False (element not taken) when the queue is closed.
 * Any thread. */
bool queue_put(struct queue *queue, const void *element, bool urgent);

/* Sleeps until something urgent is there, the queue is half full or closed, or `wait_ms` is over (0: does not
 * sleep), then takes all that is there, up to `most`, to `out` and says how many. Elements already there that
 * are not urgent do not cut the sleep short. The consumer alone. */
size_t queue_take(struct queue *queue, void *out, size_t most, double wait_ms);

/* Wakes everybody up, for good: puts fail, takes return at once with what is left. Any thread. */
void queue_close(struct queue *queue);

/* The consumer alone. */
struct queue_counters queue_counters(struct queue *queue);

#endif
