#include "sync/rendezvous.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"

#include <string.h>

enum state { ON_THE_WAY, PARKED, LEFT };

void rendezvous_init(struct rendezvous *rendezvous, unsigned workers)
{
    memset(rendezvous, 0, sizeof *rendezvous);
    mutex_init(&rendezvous->mutex);
    condition_init(&rendezvous->arrived);
    condition_init(&rendezvous->released);
    rendezvous->workers = workers;
    rendezvous->state = memory_allocate(workers, sizeof *rendezvous->state);
}

void rendezvous_release_memory(struct rendezvous *rendezvous)
{
    if (!rendezvous->state)
        return;
    condition_destroy(&rendezvous->arrived);
    condition_destroy(&rendezvous->released);
    mutex_destroy(&rendezvous->mutex);
    memory_release(rendezvous->state);
    rendezvous->state = NULL;
}

void rendezvous_arrive(struct rendezvous *rendezvous, unsigned worker)
{
    mutex_lock(&rendezvous->mutex);
    if (!rendezvous->dismissed) {
        uint64_t meeting = rendezvous->meeting;
        rendezvous->state[worker] = PARKED;
        rendezvous->parked++;
        condition_broadcast(&rendezvous->arrived);
        while (rendezvous->meeting == meeting)
            condition_wait(&rendezvous->released, &rendezvous->mutex);
    }
    mutex_unlock(&rendezvous->mutex);
}

void rendezvous_leave(struct rendezvous *rendezvous, unsigned worker)
{
    mutex_lock(&rendezvous->mutex);
    if (rendezvous->state[worker] != LEFT) {
        rendezvous->state[worker] = LEFT;
        rendezvous->left++;
        condition_broadcast(&rendezvous->arrived);
    }
    mutex_unlock(&rendezvous->mutex);
}

static bool all_here(const struct rendezvous *rendezvous)
{
    return rendezvous->parked + rendezvous->left == rendezvous->workers;
}

static bool name_missing(const struct rendezvous *rendezvous, const char *name, double wait_ms, struct failure *failure)
{
    char missing[256] = "";
    unsigned named = 0;
    for (unsigned w = 0; w < rendezvous->workers; w++) {
        if (rendezvous->state[w] == ON_THE_WAY)
            text_append(missing, sizeof missing, "%sworker-%u", named++ ? " and " : "", w);
    }
    return failure_set(failure, "%s: %s did not arrive within %.1f s", name, missing, wait_ms / 1000);
}

bool rendezvous_meet(struct rendezvous *rendezvous, const char *name, double wait_ms, struct failure *failure)
{
    double deadline = clock_seconds() + wait_ms / 1000;
    mutex_lock(&rendezvous->mutex);
    while (!all_here(rendezvous)) {
        double left_ms = 1000 * (deadline - clock_seconds());
        if (left_ms <= 0)
            break;
        condition_wait_for(&rendezvous->arrived, &rendezvous->mutex, left_ms);
    }
    bool met = all_here(rendezvous) || name_missing(rendezvous, name, wait_ms, failure);
    mutex_unlock(&rendezvous->mutex);
    return met;
}

void rendezvous_release(struct rendezvous *rendezvous)
{
    mutex_lock(&rendezvous->mutex);
    for (unsigned w = 0; w < rendezvous->workers; w++) {
        if (rendezvous->state[w] == PARKED)
            rendezvous->state[w] = ON_THE_WAY;
    }
    rendezvous->parked = 0;
    rendezvous->meeting++;
    condition_broadcast(&rendezvous->released);
    mutex_unlock(&rendezvous->mutex);
}

void rendezvous_dismiss(struct rendezvous *rendezvous)
{
    mutex_lock(&rendezvous->mutex);
    rendezvous->dismissed = true;
    mutex_unlock(&rendezvous->mutex);
    rendezvous_release(rendezvous);
}

bool rendezvous_is_complete(struct rendezvous *rendezvous)
{
    mutex_lock(&rendezvous->mutex);
    bool complete = rendezvous->parked > 0 && all_here(rendezvous);
    mutex_unlock(&rendezvous->mutex);
    return complete;
}

bool rendezvous_is_empty(struct rendezvous *rendezvous)
{
    mutex_lock(&rendezvous->mutex);
    bool empty = rendezvous->left == rendezvous->workers;
    mutex_unlock(&rendezvous->mutex);
    return empty;
}

bool rendezvous_is_parked(struct rendezvous *rendezvous, unsigned worker)
{
    mutex_lock(&rendezvous->mutex);
    bool parked = rendezvous->state[worker] == PARKED;
    mutex_unlock(&rendezvous->mutex);
    return parked;
}
