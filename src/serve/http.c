#include "serve/http.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"

#include <cJSON.h>
#include <microhttpd.h>
#include <stdio.h>
#include <string.h>

/* The library keeps a request and what it makes of it in MEMORY bytes, and cannot answer when they are full. So
 * requests that leave it too little are answered without it. It accepts some connections more than may stay, so that
 * those who come find room before the oldest are ended. */
enum {
    MEMORY = 1 << 16,
    URL_BYTES = 1 << 13,
    URL_PARAMETERS = 64,
    HEADER_BYTES = 1 << 14,
    HEADERS = 128,
    CONNECTIONS_MORE = 32
};

const struct connection_limits http_usual_limits = {
    .all = 64, .address = 8, .wait_seconds = 10, .answer_seconds = 10, .answer_bytes_a_second = 100e3};

struct http {
    struct MHD_Daemon *daemon;
    http_answer *answer;
    void *context;
    bool is_local;
    struct connections connections;
};

void http_refuse(struct http_reply *reply, unsigned status, const char *reason)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "error", reason);
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    *reply = (struct http_reply){status, "application/json", NULL, text, strlen(text), true};
}

static struct connection *known(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* --- a request --- */

/* What a request has been found to be before it is answered: the values of its state. */
static char is_sound, is_unsound, is_refused;

/* The answer to a request that the library could not answer. Nothing goes out after it. */
static void *refuse_alone(struct MHD_Connection *connection, const char *status, const char *reason)
{
    char text[256];
    int length = snprintf(text, sizeof text,
                          "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
                          "Connection: close\r\n\r\n{\"error\":\"%s\"}",
                          status, strlen(reason) + strlen("{\"error\":\"\"}"), reason);
    socket_send_last(known(connection)->handle, text, (size_t)length);
    return &is_refused;
}

static size_t count_parameters(const char *url)
{
    size_t count = 0;
    for (const char *at = strchr(url, '?'); at; at = strchr(at + 1, '&'))
        count++;
    return count;
}

/* The line of the request has come: its address is looked at before the library takes it to pieces. A zero byte would
 * end the path too soon; in the path it can only be written as an escape. */
static void *look_at_url(void *context, const char *url, struct MHD_Connection *connection)
{
    (void)context;
    if (strlen(url) > URL_BYTES || count_parameters(url) > URL_PARAMETERS)
        return refuse_alone(connection, "414 URI Too Long", "the address is too long");
    const char *zero = strstr(url, "%00");
    return zero && zero < url + strcspn(url, "?") ? &is_unsound : &is_sound;
}

struct reading {
    struct query query;
    bool is_sound;
};

static enum MHD_Result add_parameter(void *context, enum MHD_ValueKind kind, const char *name, size_t name_bytes,
                                     const char *value, size_t value_bytes)
{
    struct reading *reading = context;
    struct query *query = &reading->query;
    (void)kind;
    /* A zero byte in the middle would end the text too soon. */
    reading->is_sound = reading->is_sound && query->count < QUERY_PARAMETERS && strlen(name) == name_bytes &&
                        (!value || strlen(value) == value_bytes);
    if (!reading->is_sound)
        return MHD_NO;
    query->name[query->count] = name;
    query->value[query->count++] = value ? value : "";
    return MHD_YES;
}

struct headers {
    unsigned count, hosts;
    const char *host;
};

static enum MHD_Result add_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct headers *headers = context;
    (void)kind;
    headers->count++;
    if (text_equal_ignoring_case(name, "Host")) {
        headers->hosts++;
        headers->host = value ? value : "";
    }
    return MHD_YES;
}

static bool is_port(const char *text)
{
    return text[0] == '\0' || (text[0] == ':' && text[1 + strspn(text + 1, "0123456789")] == '\0');
}

/* "localhost" (or "localhost."), "127.0.0.1:8080", "[::1]" */
static bool is_local_name(const char *host)
{
    char name[64];
    size_t length = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    if (length == 0 || length >= sizeof name || length > strlen(host) || !is_port(host + length))
        return false;
    snprintf(name, sizeof name, "%.*s", (int)length, host);
    if (name[0] == '[')
        return length > 2 && strspn(name + 1, "0123456789abcdefABCDEF:.") == length - 2;
    return text_equal_ignoring_case(name, "localhost") || text_equal_ignoring_case(name, "localhost.") ||
           strspn(name, "0123456789.") == length;
}

/* Only HTTP/1.0 knows requests without a host. */
static bool has_right_host(const struct http *http, const struct headers *headers, const char *version,
                           struct http_reply *reply)
{
    if (headers->hosts > 1 || (headers->hosts == 0 && strcmp(version, "HTTP/1.0") != 0)) {
        http_refuse(reply, MHD_HTTP_BAD_REQUEST, "a request names one host");
        return false;
    }
    if (http->is_local && headers->host && !is_local_name(headers->host)) {
        http_refuse(reply, MHD_HTTP_FORBIDDEN, "this server is called by its address or as localhost");
        return false;
    }
    return true;
}

static void answer(const struct http *http, struct MHD_Connection *connection, const char *path, const char *method,
                   bool has_sound_path, struct http_reply *reply)
{
    struct reading reading = {.is_sound = has_sound_path};
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        http_refuse(reply, MHD_HTTP_METHOD_NOT_ALLOWED, "only GET requests are answered");
        return;
    }
    MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, add_parameter, &reading);
    if (reading.is_sound)
        http->answer(http->context, path, &reading.query, reply);
    else
        http_refuse(reply, MHD_HTTP_BAD_REQUEST, "the address or its parameters cannot be read");
}

/* --- a reply --- */

static bool is_known(struct MHD_Connection *connection, const char *tag)
{
    const char *sent = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
    return tag && sent && strcmp(sent, tag) == 0;
}

static enum MHD_Result send_reply(struct MHD_Connection *connection, struct http_reply *reply)
{
    if (reply->status == MHD_HTTP_OK && is_known(connection, reply->tag)) {
        reply->status = MHD_HTTP_NOT_MODIFIED;
        reply->bytes = 0;
    }
    /* The library takes no const, but leaves what is persistent alone. */
    struct MHD_Response *response =
        reply->is_owned
            ? MHD_create_response_from_buffer(reply->bytes, (void *)(uintptr_t)reply->body, MHD_RESPMEM_MUST_FREE)
            : MHD_create_response_from_buffer(reply->bytes, (void *)(uintptr_t)reply->body, MHD_RESPMEM_PERSISTENT);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", reply->type);
    MHD_add_response_header(response, "Cache-Control", reply->tag ? "no-cache" : "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
    if (reply->tag)
        MHD_add_response_header(response, "ETag", reply->tag);
    if (reply->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result queued = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *version, const char *upload, size_t *upload_bytes, void **state)
{
    const struct http *http = context;
    struct http_reply reply = {0};
    struct headers headers = {0};
    (void)upload, (void)upload_bytes;
    if (*state == &is_refused)
        return MHD_NO;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, add_header, &headers);
    if (headers.count > HEADERS ||
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size > HEADER_BYTES) {
        refuse_alone(connection, "431 Request Header Fields Too Large", "the headers are too long");
        return MHD_NO;
    }
    if (has_right_host(http, &headers, version, &reply))
        answer(http, connection, path, method, *state != &is_unsound, &reply);
    connections_answer(&http->connections, known(connection), reply.bytes, clock_seconds());
    return send_reply(connection, &reply);
}

/* --- connections --- */

static void come_and_go(void *context, struct MHD_Connection *connection, void **socket_context,
                        enum MHD_ConnectionNotificationCode what)
{
    struct http *http = context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        intptr_t handle = (intptr_t)MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        *socket_context = connections_add(&http->connections, handle, socket_peer(handle), clock_seconds());
    } else {
        connections_remove(&http->connections, *socket_context);
    }
}

/* --- the server --- */

struct http *http_open(struct socket *listener, bool is_local, const struct connection_limits *limits,
                       http_answer *answer_with, void *context, struct failure *failure)
{
    struct http *http = memory_allocate(1, sizeof *http);
    *http = (struct http){
        .answer = answer_with, .context = context, .is_local = is_local, .connections = {.limits = *limits}};
    http->daemon = MHD_start_daemon(MHD_USE_AUTO, 0, NULL, NULL, handle, http, MHD_OPTION_LISTEN_SOCKET,
                                    (MHD_socket)socket_give_away(listener), MHD_OPTION_CONNECTION_LIMIT,
                                    limits->all + CONNECTIONS_MORE, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,
                                    MHD_OPTION_URI_LOG_CALLBACK, look_at_url, NULL, MHD_OPTION_NOTIFY_CONNECTION,
                                    come_and_go, http, MHD_OPTION_END);
    if (http->daemon)
        return http;
    memory_release(http);
    failure_set(failure, "the HTTP server cannot be started");
    return NULL;
}

void http_run(struct http *http, unsigned wait_ms)
{
    const struct connection *ended;
    double now;
    MHD_run_wait(http->daemon, (int32_t)wait_ms);
    now = clock_seconds();
    while ((ended = connections_next_to_end(&http->connections, now)))
        socket_cut(ended->handle);
}

void http_close(struct http *http)
{
    if (!http)
        return;
    MHD_stop_daemon(http->daemon);
    memory_release(http);
}
