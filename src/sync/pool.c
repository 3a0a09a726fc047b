#include "sync/pool.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"
#include "sync/queue.h"
#include "sync/rendezvous.h"

#include <stdatomic.h>
#include <stdio.h>

static const double DIAGNOSIS_SECONDS = 10;

struct member {
    struct pool_crew *crew;
    unsigned number;
    struct thread thread;
};

/* Members wait at the gate until all have been started. The last holder (owner or member) frees. */
struct pool_crew {
    atomic_uint holders;
    pool_function *function;
    void *argument;
    struct mutex mutex;
    struct condition opened, returned;
    enum { GATE_CLOSED, GATE_OPEN, GATE_CANCELLED } gate;
    unsigned started;
    unsigned back;          /* that have returned; the mutex is held */
    struct member *members; /* owned */
};

/* Each drop releases what the holder did; the last one acquires it all before it frees. */
static bool drop(atomic_uint *holders)
{
    return atomic_fetch_sub_explicit(holders, 1, memory_order_acq_rel) == 1;
}

static void drop_crew(struct pool_crew *crew)
{
    if (!drop(&crew->holders))
        return;
    condition_destroy(&crew->opened);
    condition_destroy(&crew->returned);
    mutex_destroy(&crew->mutex);
    memory_release(crew->members);
    memory_release(crew);
}

static void come_back(struct pool_crew *crew)
{
    mutex_lock(&crew->mutex);
    /* Who waits is woken once: by the last, after whom nobody is left to wait for. */
    if (++crew->back == crew->started)
        condition_signal(&crew->returned);
    mutex_unlock(&crew->mutex);
}

static void run_member(void *argument)
{
    struct member *member = argument;
    struct pool_crew *crew = member->crew;
    mutex_lock(&crew->mutex);
    while (crew->gate == GATE_CLOSED)
        condition_wait(&crew->opened, &crew->mutex);
    bool go = crew->gate == GATE_OPEN;
    mutex_unlock(&crew->mutex);
    if (go)
        crew->function(crew->argument, member->number);
    come_back(crew);
    drop_crew(crew);
}

static void open_gate(struct pool_crew *crew, bool go)
{
    mutex_lock(&crew->mutex);
    crew->gate = go ? GATE_OPEN : GATE_CANCELLED;
    condition_broadcast(&crew->opened);
    mutex_unlock(&crew->mutex);
}

bool pool_start(struct pool *pool, unsigned workers, const char *name, pool_function *function, void *argument,
                struct failure *failure)
{
    struct pool_crew *crew = memory_allocate(1, sizeof *crew);
    atomic_init(&crew->holders, 1);
    crew->function = function;
    crew->argument = argument;
    crew->members = memory_allocate(workers, sizeof *crew->members);
    mutex_init(&crew->mutex);
    condition_init(&crew->opened);
    condition_init(&crew->returned);
    pool->crew = crew;
    bool fine = true;
    while (fine && crew->started < workers) {
        struct member *member = &crew->members[crew->started];
        char thread_name[64];
        *member = (struct member){.crew = crew, .number = crew->started};
        snprintf(thread_name, sizeof thread_name, "%s-%u", name, crew->started);
        atomic_fetch_add_explicit(&crew->holders, 1, memory_order_relaxed);
        fine = thread_start(&member->thread, thread_name, run_member, member, failure);
        if (!fine)
            drop(&crew->holders);
        crew->started += fine;
    }
    open_gate(crew, fine);
    if (!fine)
        pool_join(pool);
    return fine;
}

bool pool_wait(struct pool *pool, double wait_ms)
{
    struct pool_crew *crew = pool->crew;
    bool in_time = true;
    mutex_lock(&crew->mutex);
    while (in_time && crew->back < crew->started)
        in_time = condition_wait_for(&crew->returned, &crew->mutex, wait_ms);
    bool all = crew->back == crew->started;
    mutex_unlock(&crew->mutex);
    return all;
}

void pool_join(struct pool *pool)
{
    struct pool_crew *crew = pool->crew;
    if (!crew)
        return;
    for (unsigned i = 0; i < crew->started; i++)
        thread_join(&crew->members[i].thread);
    drop_crew(crew);
    pool->crew = NULL;
}

void pool_abandon(struct pool *pool)
{
    struct pool_crew *crew = pool->crew;
    for (unsigned i = 0; i < crew->started; i++)
        thread_detach(&crew->members[i].thread);
    drop_crew(crew);
    pool->crew = NULL;
}

/* --- the diagnostic --- */

struct answer {
    unsigned worker;
    uint64_t value;
};

/* On the heap: a worker that hangs must not find a stack frame that is gone. The last holder frees. */
struct diagnosis_shared {
    atomic_uint holders;
    atomic_bool over; /* the verdict is out: late workers do nothing */
    pool_task *task;
    void *argument;
    struct queue queue;
    struct rendezvous rendezvous;
};

static void drop_shared(struct diagnosis_shared *shared)
{
    if (!drop(&shared->holders))
        return;
    rendezvous_release_memory(&shared->rendezvous);
    queue_release(&shared->queue);
    memory_release(shared);
}

uint64_t pool_answer(unsigned worker)
{
    return (uint64_t)worker * worker + 1;
}

static uint64_t answer_truly(void *argument, unsigned worker)
{
    (void)argument;
    return pool_answer(worker);
}

static void diagnose_worker(void *argument, unsigned worker)
{
    struct diagnosis_shared *shared = argument;
    rendezvous_arrive(&shared->rendezvous, worker);
    if (!atomic_load(&shared->over)) {
        struct answer answer = {worker, shared->task(shared->argument, worker)};
        queue_put(&shared->queue, &answer, true);
    }
    rendezvous_leave(&shared->rendezvous, worker);
    drop_shared(shared);
}

static unsigned collect_answers(struct diagnosis_shared *shared, unsigned workers, double deadline, bool answered[])
{
    unsigned count = 0;
    while (count < workers && clock_seconds() < deadline) {
        struct answer answers[64];
        size_t taken = queue_take(&shared->queue, answers, 64, 10);
        for (size_t i = 0; i < taken; i++) {
            bool right = answers[i].value == pool_answer(answers[i].worker) && !answered[answers[i].worker];
            answered[answers[i].worker] |= right;
            count += right;
        }
    }
    return count;
}

static struct diagnosis_shared *share(unsigned workers, pool_task *task, void *argument)
{
    struct diagnosis_shared *shared = memory_allocate(1, sizeof *shared);
    shared->task = task;
    shared->argument = argument;
    atomic_init(&shared->holders, 1 + workers);
    queue_init(&shared->queue, workers, sizeof(struct answer));
    rendezvous_init(&shared->rendezvous, workers);
    return shared;
}

/* All have started: gives out the task and judges the answers. */
static bool judge(struct diagnosis_shared *shared, unsigned workers, double begin, double deadline_seconds,
                  struct pool_diagnosis *diagnosis, struct failure *failure)
{
    bool fine = rendezvous_meet(&shared->rendezvous, "start-up", 1000 * deadline_seconds, failure);
    bool *answered = memory_allocate(workers, sizeof *answered);
    diagnosis->started = workers;
    rendezvous_dismiss(&shared->rendezvous);
    diagnosis->answered = collect_answers(shared, workers, begin + deadline_seconds, answered);
    for (unsigned w = 0; fine && w < workers; w++)
        fine = answered[w] || failure_set(failure, "worker-%u did not answer within %.1f s", w, deadline_seconds);
    memory_release(answered);
    return fine;
}

bool pool_diagnose_task(unsigned workers, pool_task *task, void *argument, double deadline_seconds,
                        struct pool_diagnosis *diagnosis, struct failure *failure)
{
    double begin = clock_seconds();
    struct diagnosis_shared *shared = share(workers, task, argument);
    struct pool pool;
    *diagnosis = (struct pool_diagnosis){0};
    bool fine = pool_start(&pool, workers, "diagnostic", diagnose_worker, shared, failure);
    if (fine) {
        fine = judge(shared, workers, begin, deadline_seconds, diagnosis, failure);
        atomic_store(&shared->over, true);
        queue_close(&shared->queue);
        if (fine)
            pool_join(&pool);
        else
            pool_abandon(&pool);
    } else {
        atomic_store(&shared->holders, 1); /* none of the workers has run */
    }
    diagnosis->seconds = clock_seconds() - begin;
    drop_shared(shared);
    return fine;
}

bool pool_diagnose(unsigned workers, double *seconds, struct failure *failure)
{
    struct pool_diagnosis diagnosis;
    bool fine = pool_diagnose_task(workers, answer_truly, NULL, DIAGNOSIS_SECONDS, &diagnosis, failure);
    *seconds = diagnosis.seconds;
    return fine;
}

double pool_stall_seconds(uint64_t batch_size)
{
    double by_batch = 10.0 * (double)batch_size;
    return by_batch > 300 ? by_batch : 300;
}
