#include "sync/pool.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"
#include "sync/queue.h"
#include "sync/rendezvous.h"

#include <stdio.h>

static const double DIAGNOSIS_SECONDS = 10;

struct member {
    struct pool_crew *crew;
    unsigned number;
    struct thread thread;
};

/* Members wait at the gate until all have been started. */
struct pool_crew {
    pool_function *function;
    void *argument;
    struct mutex mutex;
    struct condition opened;
    enum { GATE_CLOSED, GATE_OPEN, GATE_CANCELLED } gate;
    unsigned started;
    struct member *members; /* owned */
};

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
    crew->function = function;
    crew->argument = argument;
    crew->members = memory_allocate(workers, sizeof *crew->members);
    mutex_init(&crew->mutex);
    condition_init(&crew->opened);
    pool->crew = crew;
    bool fine = true;
    while (fine && crew->started < workers) {
        struct member *member = &crew->members[crew->started];
        char thread_name[64];
        *member = (struct member){.crew = crew, .number = crew->started};
        snprintf(thread_name, sizeof thread_name, "%s-%u", name, crew->started);
        fine = thread_start(&member->thread, thread_name, run_member, member, failure);
        crew->started += fine;
    }
    open_gate(crew, fine);
    if (!fine)
        pool_join(pool);
    return fine;
}

void pool_join(struct pool *pool)
{
    struct pool_crew *crew = pool->crew;
    if (!crew)
        return;
    for (unsigned i = 0; i < crew->started; i++)
        thread_join(&crew->members[i].thread);
    condition_destroy(&crew->opened);
    mutex_destroy(&crew->mutex);
    memory_release(crew->members);
    memory_release(crew);
    pool->crew = NULL;
}

/* --- the diagnostic --- */

struct answer {
    unsigned worker;
    uint64_t value;
};

struct diagnosis_shared {
    pool_task *task;
    void *argument;
    struct queue queue;
    struct rendezvous rendezvous;
};

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
    struct answer answer = {worker, shared->task(shared->argument, worker)};
    queue_put(&shared->queue, &answer, true);
    rendezvous_leave(&shared->rendezvous, worker);
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

bool pool_diagnose_task(unsigned workers, pool_task *task, void *argument, double deadline_seconds,
                        struct pool_diagnosis *diagnosis, struct failure *failure)
{
    double begin = clock_seconds();
    struct diagnosis_shared shared = {.task = task, .argument = argument};
    struct pool pool;
    *diagnosis = (struct pool_diagnosis){0};
    queue_init(&shared.queue, workers, sizeof(struct answer));
    rendezvous_init(&shared.rendezvous, workers);
    bool *answered = memory_allocate(workers, sizeof *answered);
    bool fine = pool_start(&pool, workers, "diagnostic", diagnose_worker, &shared, failure);
    if (fine) {
        fine = rendezvous_meet(&shared.rendezvous, "start-up", 1000 * deadline_seconds, failure);
        diagnosis->started = workers;
        rendezvous_dismiss(&shared.rendezvous);
        diagnosis->answered = collect_answers(&shared, workers, begin + deadline_seconds, answered);
        for (unsigned w = 0; fine && w < workers; w++)
            fine = answered[w] || failure_set(failure, "worker-%u did not answer within %.1f s", w, deadline_seconds);
        queue_close(&shared.queue);
        pool_join(&pool);
    }
    diagnosis->seconds = clock_seconds() - begin;
    memory_release(answered);
    rendezvous_release_memory(&shared.rendezvous);
    queue_release(&shared.queue);
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
