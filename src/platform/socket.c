#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/socket.h"

#include <stdio.h>
#include <string.h>

#ifdef _WIN32

#include <winsock2.h>
#include <ws2tcpip.h>

typedef SOCKET system_socket;
enum { SEND_FLAGS = 0, SHUT_WRITING = SD_SEND, SHUT_BOTH = SD_BOTH };

static bool start(struct failure *failure)
{
    static bool started;
    WSADATA data;
    if (!started && WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return failure_set(failure, "this machine's network cannot be used");
    started = true;
    return true;
}

static bool is_none(system_socket handle)
{
    return handle == INVALID_SOCKET;
}

static void close_handle(system_socket handle)
{
    closesocket(handle);
}

static void look_up(system_socket handle)
{
    (void)handle; /* an interrupt ends the program there */
}

static bool try_again(const struct socket *socket)
{
    (void)socket;
    return false;
}

static bool fail(struct failure *failure, const char *what)
{
    return failure_set(failure, "%s (error %d)", what, WSAGetLastError());
}

#else

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

typedef int system_socket;
enum { SHUT_WRITING = SHUT_WR, SHUT_BOTH = SHUT_RDWR };

/* A write to who has gone is a failure, not a signal. */
#ifdef MSG_NOSIGNAL
enum { SEND_FLAGS = MSG_NOSIGNAL };
#else
enum { SEND_FLAGS = 0 };
#endif

static bool start(struct failure *failure)
{
    (void)failure;
    return true;
}

static bool is_none(system_socket handle)
{
    return handle < 0;
}

static void close_handle(system_socket handle)
{
    close(handle);
}

/* A system call that a signal ends is taken up again by the system, so that waits look up now and then. */
static void look_up(system_socket handle)
{
    struct timeval often = {.tv_usec = 200000};
    setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &often, sizeof often);
}

static bool try_again(const struct socket *socket)
{
    bool cancelled = socket->cancellation && cancellation_is_requested(socket->cancellation);
    return (errno == EINTR || errno == EAGAIN) && !cancelled;
}

static bool fail(struct failure *failure, const char *what)
{
    bool interrupted = errno == EINTR || errno == EAGAIN;
    return failure_set(failure, "%s: %s", what, interrupted ? "interrupted" : strerror(errno));
}

#endif

static system_socket handle_of(const struct socket *socket)
{
    return (system_socket)(socket->handle - 1);
}

static void adopt(struct socket *socket, system_socket handle)
{
    int on = 1;
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, (const void *)&on, sizeof on);
#ifdef SO_NOSIGPIPE
    setsockopt(handle, SOL_SOCKET, SO_NOSIGPIPE, (const void *)&on, sizeof on);
#endif
    look_up(handle);
    socket->handle = (intptr_t)handle + 1;
}

bool socket_connect(struct socket *out, const char *host, uint16_t port, const struct cancellation *cancellation,
                    struct failure *failure)
{
    struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM}, *found = NULL;
    char service[8];
    *out = (struct socket){.cancellation = cancellation};
    if (!start(failure))
        return false;
    snprintf(service, sizeof service, "%u", (unsigned)port);
    if (getaddrinfo(host, service, &wanted, &found) != 0)
        return failure_set(failure, "%s: there is no such host", host);
    bool connected = false;
    failure_set(failure, "%s: the host has no address", host);
    for (const struct addrinfo *at = found; at && !connected; at = at->ai_next) {
        system_socket handle = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        connected = !is_none(handle) && connect(handle, at->ai_addr, (socklen_t)at->ai_addrlen) == 0;
        if (!connected)
            fail(failure, "no connection");
        if (connected)
            adopt(out, handle);
        else if (!is_none(handle))
            close_handle(handle);
    }
    freeaddrinfo(found);
    return connected || failure_context(failure, "%s:%u", host, (unsigned)port);
}

/* Where a bound socket is; both families keep the port at the same place. */
static struct sockaddr_storage place_of(system_socket handle)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    getsockname(handle, (struct sockaddr *)&address, &length);
    return address;
}

static uint16_t port_of(system_socket handle)
{
    struct sockaddr_storage address = place_of(handle);
    return ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
                                               : ((struct sockaddr_in *)&address)->sin_port);
}

/* An IPv6 address that stands for one of IPv4 begins so. */
static const unsigned char mapped[12] = {[10] = 0xff, 0xff};

bool socket_is_local(const struct socket *listener)
{
    static const unsigned char one[16] = {[15] = 1};
    struct sockaddr_storage address = place_of(handle_of(listener));
    unsigned char bytes[16];
    if (address.ss_family == AF_INET)
        return ntohl(((struct sockaddr_in *)&address)->sin_addr.s_addr) >> 24 == 127;
    if (address.ss_family != AF_INET6)
        return false;
    memcpy(bytes, &((struct sockaddr_in6 *)&address)->sin6_addr, sizeof bytes);
    return memcmp(bytes, one, sizeof one) == 0 || (memcmp(bytes, mapped, sizeof mapped) == 0 && bytes[12] == 127);
}

static bool listen_at(const struct addrinfo *at, system_socket *handle, struct failure *failure)
{
    *handle = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
    if (is_none(*handle))
        return fail(failure, "no socket");
#ifndef _WIN32
    /* A server that was just ended does not keep its port from the next; on Windows the option lets two have it. */
    int on = 1;
    setsockopt(*handle, SOL_SOCKET, SO_REUSEADDR, (const void *)&on, sizeof on);
#endif
    if (bind(*handle, at->ai_addr, (socklen_t)at->ai_addrlen) == 0 && listen(*handle, SOMAXCONN) == 0)
        return true;
    fail(failure, "cannot be listened on");
    close_handle(*handle);
    return false;
}

bool socket_listen(struct socket *listener, const char *address, uint16_t *port, struct failure *failure)
{
    struct addrinfo wanted = {.ai_flags = AI_NUMERICHOST, .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    const char *host = address ? address : "127.0.0.1";
    char service[8];
    system_socket handle;
    *listener = (struct socket){0};
    if (!start(failure))
        return false;
    snprintf(service, sizeof service, "%u", (unsigned)*port);
    if (getaddrinfo(host, service, &wanted, &found) != 0)
        return failure_set(failure, "'%s' is no address (as in 127.0.0.1)", host);
    bool listens = listen_at(found, &handle, failure);
    freeaddrinfo(found);
    if (!listens)
        return failure_context(failure, "%s:%u", host, (unsigned)*port);
    adopt(listener, handle);
    *port = port_of(handle);
    return true;
}

bool socket_accept(const struct socket *listener, struct socket *out, struct failure *failure)
{
    system_socket handle;
    *out = (struct socket){.cancellation = listener->cancellation};
    do
        handle = accept(handle_of(listener), NULL, NULL);
    while (is_none(handle) && try_again(listener));
    if (is_none(handle))
        return fail(failure, "no connection came");
    adopt(out, handle);
    return true;
}

bool socket_write(const struct socket *socket, const char *bytes, size_t count, struct failure *failure)
{
    while (count > 0) {
        long long sent = send(handle_of(socket), bytes, count, SEND_FLAGS);
        if (sent < 0 && try_again(socket))
            continue;
        if (sent <= 0)
            return fail(failure, "the connection cannot be written to");
        bytes += sent;
        count -= (size_t)sent;
    }
    return true;
}

bool socket_read(const struct socket *socket, char *bytes, size_t size, size_t *count, struct failure *failure)
{
    long long got;
    do
        got = recv(handle_of(socket), bytes, size, 0);
    while (got < 0 && try_again(socket));
    if (got < 0)
        return fail(failure, "the connection cannot be read from");
    *count = (size_t)got;
    return true;
}

void socket_close(struct socket *socket)
{
    if (socket->handle)
        close_handle(handle_of(socket));
    *socket = (struct socket){0};
}

intptr_t socket_give_away(struct socket *socket)
{
    intptr_t handle = (intptr_t)handle_of(socket);
    *socket = (struct socket){0};
    return handle;
}

static uint64_t number_of(const unsigned char bytes[], unsigned count)
{
    uint64_t number = 0;
    for (unsigned i = 0; i < count; i++)
        number = number << 8 | bytes[i];
    return number;
}

uint64_t socket_peer(intptr_t handle)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    unsigned char bytes[16];
    if (getpeername((system_socket)handle, (struct sockaddr *)&address, &length) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohl(((struct sockaddr_in *)&address)->sin_addr.s_addr);
    if (address.ss_family != AF_INET6)
        return 0;
    memcpy(bytes, &((struct sockaddr_in6 *)&address)->sin6_addr, sizeof bytes);
    return memcmp(bytes, mapped, sizeof mapped) == 0 ? number_of(bytes + 12, 4) : number_of(bytes, 8);
}

void socket_send_last(intptr_t handle, const char *bytes, size_t count)
{
    /* Where nothing could be sent now, its keeper may still have something to say. */
    if (send((system_socket)handle, bytes, count, SEND_FLAGS) >= 0)
        shutdown((system_socket)handle, SHUT_WRITING);
}

void socket_cut(intptr_t handle)
{
    shutdown((system_socket)handle, SHUT_BOTH);
}
