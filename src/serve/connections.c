#include "serve/connections.h"

#include "base/memory.h"

struct connection *connections_add(struct connections *connections, intptr_t handle, uint64_t address, double now)
{
    struct connection *connection = memory_allocate(1, sizeof *connection);
    *connection = (struct connection){.next = connections->first,
                                      .handle = handle,
                                      .address = address,
                                      .since = now,
                                      .until = now + connections->limits.wait_seconds};
    connections->first = connection;
    connections->count++;
    return connection;
}

void connections_remove(struct connections *connections, struct connection *connection)
{
    struct connection **at = &connections->first;
    while (*at != connection)
        at = &(*at)->next;
    *at = connection->next;
    connections->count--;
    memory_release(connection);
}

void connections_answer(const struct connections *connections, struct connection *connection, size_t bytes, double now)
{
    const struct connection_limits *limits = &connections->limits;
    connection->since = now;
    connection->until = now + limits->answer_seconds + (double)bytes / limits->answer_bytes_a_second;
}

/* How many there are besides those that were told; of one address, or of all. */
static unsigned count(const struct connections *connections, const uint64_t *address)
{
    unsigned sum = 0;
    for (const struct connection *at = connections->first; at; at = at->next)
        sum += !at->is_ended && (!address || at->address == *address);
    return sum;
}

/* The newest come first in the list: of those of one moment the one that came first is the last. */
static struct connection *oldest(const struct connections *connections, const uint64_t *address)
{
    struct connection *found = NULL;
    for (struct connection *at = connections->first; at; at = at->next) {
        if (!at->is_ended && (!address || at->address == *address) && (!found || at->since <= found->since))
            found = at;
    }
    return found;
}

static struct connection *find_late(const struct connections *connections, double now)
{
    struct connection *at = connections->first;
    while (at && (at->is_ended || at->until > now))
        at = at->next;
    return at;
}

static struct connection *find_excess(const struct connections *connections)
{
    const struct connection_limits *limits = &connections->limits;
    if (count(connections, NULL) > limits->all)
        return oldest(connections, NULL);
    if (connections->count <= limits->address)
        return NULL;
    for (const struct connection *at = connections->first; at; at = at->next) {
        if (!at->is_ended && count(connections, &at->address) > limits->address)
            return oldest(connections, &at->address);
    }
    return NULL;
}

const struct connection *connections_next_to_end(struct connections *connections, double now)
{
    struct connection *found = find_late(connections, now);
    if (!found)
        found = find_excess(connections);
    if (found)
        found->is_ended = true;
    return found;
}
