/* The server's side of HTTP: requests in, replies out, by libmicrohttpd.
 *
 * Only GET (and HEAD) requests reach the answer; others are refused. As a protection against pages that make a browser
 * ask in their name (DNS rebinding), a server of the loopback interface answers only when it is called by a number or
 * as localhost. A connection is for one request; time and number are limited (connections.h). Lifecycle: http_open,
 * http_run as long as it is to serve, http_close; one thread, which answers all. */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include "platform/socket.h"
#include "serve/connections.h"
#include "serve/query.h"

struct http;

struct http_reply {
    unsigned status;  /* 200, 400 ... */
    const char *type; /* borrowed: of the media, with its character set */
    const char *tag;  /* borrowed: names this content; NULL: it must not be kept */
    const void *body;
    size_t bytes;
    bool is_owned; /* the body came from malloc and is freed when it has been sent */
};

/* Answers a request for a path (decoded). */
typedef void http_answer(void *context, const char *path, const struct query *query, struct http_reply *reply);

/* Takes the listening socket over. `is_local`: it is of the loopback interface. NULL and a reason on failure. */
struct http *http_open(struct socket *listener, bool is_local, const struct connection_limits *limits,
                       http_answer *answer, void *context, struct failure *failure);

extern const struct connection_limits http_usual_limits;

/* Answers what comes in the next `wait_ms` milliseconds. */
void http_run(struct http *http, unsigned wait_ms);

/* NULL is allowed. */
void http_close(struct http *http);

/* Makes the reply {"error": "..."}. */
void http_refuse(struct http_reply *reply, unsigned status, const char *reason);

#endif
