#include "buckets/parallel.h"

#include "base/memory.h"
#include "platform/thread.h"

#include <stdatomic.h>

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
    uint64_t claimed = atomic_load_explicit(&loop->next, memory_order_relaxed);
    progress_show(progress, claimed < loop->items ? cost * (double)claimed / (double)loop->items : cost);
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
        fine = run_goes_on(progress->run, failure);
    }
    if (!fine)
        atomic_store_explicit(&loop.next, items, memory_order_relaxed);
    for (unsigned i = 1; i < started; i++)
        thread_join(&helpers[i].thread);
    memory_release(helpers);
    /* Also after the last chunk: a body may have left its items half done for it. */
    fine = fine && (items == 0 || run_goes_on(progress->run, failure));
    progress->cost_done += cost;
    return fine;
}
