/* Each cell carries a sequence number. A producer may fill the cell of position p when the number is p; it then sets
 * p + 1. The consumer may empty it when the number is p + 1, and sets p + capacity for the next round. */
#include "sync/queue.h"

#include "base/memory.h"
#include "platform/clock.h"

#include <string.h>

/* What the consumer sleeps for: nothing; what is important; or any element at all, because a producer has claimed the
 * next position but not filled it yet (it lost its core just then) and something important may stand behind it. */
enum sleep { AWAKE, ASLEEP, EAGER };

struct cell {
    atomic_uint_least64_t sequence;
};

static struct cell *cell_at(const struct queue *queue, uint64_t position)
{
    return (struct cell *)(void *)(queue->cells + (position & queue->mask) * queue->cell_bytes);
}

static void *element_of(struct cell *cell)
{
    return cell + 1;
}

void queue_init(struct queue *queue, size_t capacity, size_t element_bytes)
{
    uint64_t rounded = 2;
    while (rounded < capacity)
        rounded *= 2;
    memset(queue, 0, sizeof *queue);
    queue->element_bytes = element_bytes;
    queue->cell_bytes = (sizeof(struct cell) + element_bytes + 15) / 16 * 16;
    queue->mask = rounded - 1;
    queue->high_water = rounded / 2;
    queue->cells = memory_allocate((size_t)rounded, queue->cell_bytes);
    for (uint64_t i = 0; i < rounded; i++)
        atomic_init(&cell_at(queue, i)->sequence, i);
    mutex_init(&queue->mutex);
    condition_init(&queue->filled);
    condition_init(&queue->room);
}

void queue_release(struct queue *queue)
{
    if (!queue->cells)
        return;
    condition_destroy(&queue->filled);
    condition_destroy(&queue->room);
    mutex_destroy(&queue->mutex);
    memory_release(queue->cells);
    queue->cells = NULL;
}

static bool try_put(struct queue *queue, const void *element, uint64_t *position)
{
    uint64_t tail = atomic_load_explicit(&queue->tail, memory_order_relaxed);
    for (;;) {
        struct cell *cell = cell_at(queue, tail);
        /* Acquire pairs with the consumer's release of the emptied cell. */
        uint64_t sequence = atomic_load_explicit(&cell->sequence, memory_order_acquire);
        if (sequence == tail) {
            if (atomic_compare_exchange_weak_explicit(&queue->tail, &tail, tail + 1, memory_order_relaxed,
                                                      memory_order_relaxed)) {
                memcpy(element_of(cell), element, queue->element_bytes);
                /* Release pairs with the consumer's acquire in take_all. Sequentially consistent because the look at
                 * `sleeping` that follows must not be moved before it (pairs with the store in queue_take). */
                atomic_store(&cell->sequence, tail + 1);
                *position = tail;
                return true;
            }
        } else if (sequence < tail) {
            return false;
        } else {
            tail = atomic_load_explicit(&queue->tail, memory_order_relaxed);
        }
    }
}

/* Whoever turns the sleeping consumer into an awake one signals; all others need not. A failed exchange means that the
 * consumer is up and about to look at the queue again. */
static void wake_consumer(struct queue *queue, bool important)
{
    unsigned state = atomic_load(&queue->sleeping);
    if (state == AWAKE || (state == ASLEEP && !important))
        return;
    if (atomic_compare_exchange_strong(&queue->sleeping, &state, AWAKE)) {
        atomic_fetch_add_explicit(&queue->signals, 1, memory_order_relaxed);
        mutex_lock(&queue->mutex);
        condition_signal(&queue->filled);
        mutex_unlock(&queue->mutex);
    }
}

static bool wait_for_room(struct queue *queue, const void *element, uint64_t *position)
{
    bool put = false;
    atomic_fetch_add_explicit(&queue->full_waits, 1, memory_order_relaxed);
    wake_consumer(queue, true);
    mutex_lock(&queue->mutex);
    atomic_fetch_add(&queue->blocked, 1);
    while (!atomic_load(&queue->closed) && !(put = try_put(queue, element, position)))
        condition_wait(&queue->room, &queue->mutex);
    atomic_fetch_sub(&queue->blocked, 1);
    mutex_unlock(&queue->mutex);
    return put;
}

bool queue_put(struct queue *queue, const void *element, bool urgent)
{
    uint64_t position;
    if (atomic_load_explicit(&queue->closed, memory_order_relaxed))
        return false;
    if (!try_put(queue, element, &position) && !wait_for_room(queue, element, &position))
        return false;
    if (urgent)
        atomic_store(&queue->urgent, true);
    uint64_t waiting = position + 1 - atomic_load_explicit(&queue->head, memory_order_relaxed);
    wake_consumer(queue, urgent || waiting >= queue->high_water);
    return true;
}

static size_t take_all(struct queue *queue, unsigned char *out, size_t most)
{
    uint64_t head = atomic_load_explicit(&queue->head, memory_order_relaxed);
    size_t taken = 0;
    for (; taken < most; taken++, head++) {
        struct cell *cell = cell_at(queue, head);
        if (atomic_load_explicit(&cell->sequence, memory_order_acquire) != head + 1)
            break;
        memcpy(out + taken * queue->element_bytes, element_of(cell), queue->element_bytes);
        atomic_store_explicit(&cell->sequence, head + queue->mask + 1, memory_order_release);
    }
    atomic_store(&queue->head, head);
    if (taken > 0 && atomic_load(&queue->blocked) > 0) {
        mutex_lock(&queue->mutex);
        condition_broadcast(&queue->room);
        mutex_unlock(&queue->mutex);
    }
    return taken;
}

static bool next_is_filled(struct queue *queue)
{
    uint64_t head = atomic_load_explicit(&queue->head, memory_order_relaxed);
    return atomic_load(&cell_at(queue, head)->sequence) == head + 1;
}

/* Positions that were claimed and not taken yet. */
static uint64_t claimed(struct queue *queue)
{
    return atomic_load(&queue->tail) - atomic_load_explicit(&queue->head, memory_order_relaxed);
}

/* Something that the consumer does not sleep over, and that it can take. */
static bool should_wake(struct queue *queue)
{
    if (atomic_load(&queue->closed))
        return true;
    return next_is_filled(queue) &&
           (atomic_load(&queue->urgent) || atomic_load(&queue->blocked) > 0 || claimed(queue) >= queue->high_water);
}

static void sleep_over_it(struct queue *queue, double wait_ms)
{
    double deadline = clock_seconds() + wait_ms / 1000;
    bool in_time = true;
    mutex_lock(&queue->mutex);
    while (in_time) {
        /* Before the look at what is there: a producer that comes later sees it (pairs with try_put). */
        atomic_store(&queue->sleeping, claimed(queue) > 0 && !next_is_filled(queue) ? EAGER : ASLEEP);
        if (should_wake(queue))
            break;
        in_time = condition_wait_for(&queue->filled, &queue->mutex, 1000 * (deadline - clock_seconds()));
        queue->wake_ups++;
    }
    atomic_store(&queue->sleeping, AWAKE);
    mutex_unlock(&queue->mutex);
}

size_t queue_take(struct queue *queue, void *out, size_t most, double wait_ms)
{
    if (wait_ms > 0)
        sleep_over_it(queue, wait_ms);
    bool urgent = atomic_exchange(&queue->urgent, false);
    size_t taken = take_all(queue, out, most);
    if (urgent && claimed(queue) > 0)
        atomic_store(&queue->urgent, true); /* the urgent element may be among those left */
    if (taken == 0)
        queue->empty_polls++;
    return taken;
}

void queue_close(struct queue *queue)
{
    mutex_lock(&queue->mutex);
    atomic_store(&queue->closed, true);
    condition_broadcast(&queue->filled);
    condition_broadcast(&queue->room);
    mutex_unlock(&queue->mutex);
}

struct queue_counters queue_counters(struct queue *queue)
{
    return (struct queue_counters){
        .puts = atomic_load_explicit(&queue->tail, memory_order_relaxed),
        .signals = atomic_load_explicit(&queue->signals, memory_order_relaxed),
        .full_waits = atomic_load_explicit(&queue->full_waits, memory_order_relaxed),
        .wake_ups = queue->wake_ups,
        .empty_polls = queue->empty_polls,
    };
}
