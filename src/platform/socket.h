/* Stream sockets over TCP: text in both directions, blocking.
 *
 * Lifecycle: connect, or listen and accept; read and write by one thread; close. What a signal interrupts goes on, unless
 * the end is asked for (base/cancellation.h): then waits end with a failure. */
#ifndef PLATFORM_SOCKET_H
#define PLATFORM_SOCKET_H

#include "base/cancellation.h"
#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zeroed memory is a closed socket. */
struct socket {
    intptr_t handle;                         /* the system's plus one; 0: closed */
    const struct cancellation *cancellation; /* borrowed: ends waits; NULL: nothing does */
};

/* Connects to a host by name or address. What is sent goes out at once (TCP_NODELAY). */
bool socket_connect(struct socket *socket, const char *host, uint16_t port, const struct cancellation *cancellation,
                    struct failure *failure);

/* Listens on a port of the interface that has this address, or of the loopback interface when it is NULL. *port 0: a free
 * one, which it becomes. */
bool socket_listen(struct socket *listener, const char *address, uint16_t *port, struct failure *failure);
/* True when only this machine reaches the listener. */
bool socket_is_local(const struct socket *listener);

bool socket_accept(const struct socket *listener, struct socket *socket, struct failure *failure);

/* Sends all bytes. */
bool socket_write(const struct socket *socket, const char *bytes, size_t count, struct failure *failure);

/* Waits for at least one byte, at most `size`; *count is 0 when the other side has closed. */
bool socket_read(const struct socket *socket, char *bytes, size_t size, size_t *count, struct failure *failure);

void socket_close(struct socket *socket);

/* The system's handle, which is the caller's from now on; the socket is closed for us. */
intptr_t socket_give_away(struct socket *socket);

/* For connections that somebody else keeps, by the system's handle; none of these waits.
 * Whom it leads to: a number that two connections share when they come from one machine (IPv6: from one network of 64
 * bits); 0 when that is not known. */
uint64_t socket_peer(intptr_t handle);
/* Sends what there is room for, and no more can be sent from then on. */
void socket_send_last(intptr_t handle, const char *bytes, size_t count);
/* Ends both directions: its keeper sees that it has been closed, and closes it. */
void socket_cut(intptr_t handle);

#endif
