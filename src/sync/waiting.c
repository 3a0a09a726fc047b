#include "sync/waiting.h"

#include "platform/clock.h"
#include "platform/usage.h"
#include "sync/queue.h"

static void look(struct queue *queue, struct backoff *backoff, bool results, double left_ms)
{
    char result = 0;
    if (results)
        queue_put(queue, &result, false); /* not urgent: it does not cut the wait short */
    if (queue_take(queue, &result, 1, backoff->wait_ms < left_ms ? backoff->wait_ms : left_ms) > 0)
        backoff_result(backoff);
    else
        backoff_empty(backoff);
}

struct waiting waiting_measure(struct backoff backoff, bool results, double seconds)
{
    struct waiting waiting = {0};
    struct queue queue;
    queue_init(&queue, 16, 1); /* one result is far from half of it, which would end the wait */
    uint64_t switches = usage_switches();
    double begin = clock_seconds(), left;
    while ((left = begin + seconds - clock_seconds()) > 0) {
        look(&queue, &backoff, results, 1000 * left);
        waiting.polls++;
    }
    waiting.seconds = clock_seconds() - begin;
    waiting.switches = usage_switches() - switches;
    waiting.wake_ups = queue_counters(&queue).wake_ups;
    queue_release(&queue);
    return waiting;
}
