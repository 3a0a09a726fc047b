/* Who is connected, and how long and how many may be.
 *
 * A connection waits from its opening until its request is there as a whole, and is answered then. Each of the two
 * takes a limited time in all, however its bytes drip. Nobody who comes is refused: where there are too many, in all or
 * from one address, those that have been at the same thing for longest are to be ended. So whoever holds connections
 * open, many or slow ones, shuts nobody out, not even who comes from the same address, as all do on the loopback
 * interface: a request that is sent at once is answered before it is the oldest. Lifecycle: zeroed memory with limits;
 * add and remove as connections come and go. Time is passed in. One thread. */
#ifndef SERVE_CONNECTIONS_H
#define SERVE_CONNECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct connection_limits {
    unsigned all, address;        /* connections at a time: in all, of one address */
    double wait_seconds;          /* for a request as a whole */
    double answer_seconds;        /* for an answer to be taken ... */
    double answer_bytes_a_second; /* ... and as much longer as its bytes take at this rate */
};

struct connection {
    struct connection *next;
    intptr_t handle; /* of the system; not owned */
    uint64_t address;
    double since, until; /* of the waiting or the answer */
    bool is_ended;
};

struct connections {
    struct connection_limits limits;
    unsigned count;
    struct connection *first; /* owned */
};

/* Adds one that waits for a request; it is valid until it is removed. */
struct connection *connections_add(struct connections *connections, intptr_t handle, uint64_t address, double now);
void connections_remove(struct connections *connections, struct connection *connection);

/* An answer of so many bytes goes out from now on. */
void connections_answer(const struct connections *connections, struct connection *connection, size_t bytes, double now);

/* One that is to be ended, which is told once; NULL when all may stay. */
const struct connection *connections_next_to_end(struct connections *connections, double now);

#endif
