#include "buckets/parallel.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"
#include "platform/interrupt.h"
#include "platform/thread.h"

#include <stdatomic.h>

static const double seconds_between_lines = 0.25;

void progress_start(struct progress *progress, const char *title, double cost_total)
{
    *progress = (struct progress){.title = title, .cost_total = cost_total, .started = clock_seconds()};
}

struct loop {
    atomic_uint_least64_t next; /* the first item that nobody has claimed */
    uint64_t items, chunk;
    parallel_body *body;
    void *context;
};

struct helper {
    struct thread thread;
    struct loop *loop;
    unsigned worker;
};

/* Relaxed: the counter hands out numbers; starting and joining the threads orders everything else. */
static bool run_chunk(struct loop *loop, unsigned worker)
{
    uint64_t first = atomic_fetch_add_explicit(&loop->next, loop->chunk, memory_order_relaxed);
    if (first >= loop->items)
        return false;
    uint64_t left = loop->items - first;
    loop->body(loop->context, worker, first, first + (left < loop->chunk ? left : loop->chunk));
    return true;
}

static void help(void *argument)
{
    struct helper *helper = argument;
    while (run_chunk(helper->loop, helper->worker))
        continue;
}

static void show_progress(struct progress *progress, struct loop *loop, double cost)
{
    double now = clock_seconds();
    if (now - progress->shown < seconds_between_lines)
        return;
    progress->shown = now;
    uint64_t claimed = atomic_load_explicit(&loop->next, memory_order_relaxed);
    double share = claimed < loop->items ? (double)claimed / (double)loop->items : 1.0;
    double done = (progress->cost_done + cost * share) / progress->cost_total;
    double elapsed = now - progress->started;
    if (done > 0 && elapsed > 0)
        log_progress("%s: %s, %.0f %% done, about %s left", progress->title, progress->doing, 100 * done,
                     text_seconds(elapsed * (1 - done) / done).text);
}

bool parallel_for(unsigned workers, uint64_t items, uint64_t chunk, parallel_body *body, void *context,
                  struct progress *progress, const char *doing, double cost, struct failure *failure)
{
    struct loop loop = {.items = items, .chunk = chunk, .body = body, .context = context};
    struct helper *helpers = memory_allocate(workers, sizeof *helpers);
    unsigned started = 1;
    bool fine = true;
    progress->doing = doing;
    for (; fine && started < workers; started += fine) {
        helpers[started].loop = &loop;
        helpers[started].worker = started;
        fine = thread_start(&helpers[started].thread, "builder", help, &helpers[started], failure);
    }
    while (fine && run_chunk(&loop, 0)) {
        show_progress(progress, &loop, cost);
        if (interrupt_requested())
            fine = failure_set(failure, "interrupted");
    }
    if (!fine)
        atomic_store_explicit(&loop.next, items, memory_order_relaxed);
    for (unsigned i = 1; i < started; i++)
        thread_join(&helpers[i].thread);
    memory_release(helpers);
    progress->cost_done += cost;
    return fine;
}
