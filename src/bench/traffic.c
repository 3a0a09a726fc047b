/* The queue: reports put and taken by one thread, which is what they cost without others in the way. */
#include "bench/groups.h"

#include "cards/evaluator.h"
#include "sync/queue.h"
#include "train/report.h"

enum { CAPACITY = 256, FILLED = 64 /* stays below the mark at which a consumer is woken */ };

static uint64_t pass_reports(void *context, uint64_t count)
{
    struct queue *queue = context;
    struct report report = {.kind = REPORT_BATCH}, inbox[FILLED];
    for (uint64_t b = 0; b < count; b++) {
        for (unsigned i = 0; i < FILLED; i++) {
            report.work.iterations = i;
            queue_put(queue, &report, false);
        }
        measure_keep(queue_take(queue, inbox, FILLED, 0));
    }
    return count * FILLED;
}

bool group_queue(struct suite *suite, struct failure *failure)
{
    const struct measurement *limit = suite_limit(suite, LIMIT_READS, sizeof evaluator_tables, failure);
    if (!limit)
        return false;
    struct queue queue;
    queue_init(&queue, CAPACITY, sizeof(struct report));
    suite_measure(suite, "queue, put and take", "reports", pass_reports, &queue, limit, 1);
    queue_close(&queue);
    queue_release(&queue);
    return true;
}
