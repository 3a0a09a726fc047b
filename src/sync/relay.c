#include "sync/relay.h"

void relay_init(struct relay *relay)
{
    *relay = (struct relay){.led = false};
    mutex_init(&relay->mutex);
    condition_init(&relay->changed);
}

void relay_release(struct relay *relay)
{
    condition_destroy(&relay->changed);
    mutex_destroy(&relay->mutex);
}

/* Takes one item; the mutex is held before and after. False when there is none to take. */
static bool help(struct relay *relay, unsigned worker)
{
    if (!relay->item || relay->next == relay->items)
        return false;
    relay_item *item = relay->item;
    void *context = relay->context;
    uint32_t number = relay->next++;
    mutex_unlock(&relay->mutex);
    item(context, worker, number);
    mutex_lock(&relay->mutex);
    if (++relay->done == relay->items)
        condition_broadcast(&relay->changed);
    return true;
}

void relay_take(struct relay *relay, unsigned worker)
{
    mutex_lock(&relay->mutex);
    while (relay->led) {
        if (!help(relay, worker))
            condition_wait(&relay->changed, &relay->mutex);
    }
    relay->led = true;
    mutex_unlock(&relay->mutex);
}

void relay_run(struct relay *relay, unsigned worker, relay_item *item, void *context, uint32_t items)
{
    mutex_lock(&relay->mutex);
    relay->item = item;
    relay->context = context;
    relay->items = items;
    relay->next = relay->done = 0;
    condition_broadcast(&relay->changed);
    while (help(relay, worker))
        continue;
    while (relay->done != relay->items)
        condition_wait(&relay->changed, &relay->mutex);
    relay->item = NULL;
    mutex_unlock(&relay->mutex);
}

void relay_give(struct relay *relay)
{
    mutex_lock(&relay->mutex);
    relay->led = false;
    condition_broadcast(&relay->changed);
    mutex_unlock(&relay->mutex);
}
