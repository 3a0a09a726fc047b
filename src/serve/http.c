#include "serve/http.h"

#include "base/memory.h"

#include <cJSON.h>
#include <microhttpd.h>
#include <string.h>

enum { CONNECTIONS = 64, IDLE_SECONDS = 60 };

struct http {
    struct MHD_Daemon *daemon;
    http_answer *answer;
    void *context;
    bool is_local;
};

void http_refuse(struct http_reply *reply, unsigned status, const char *reason)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "error", reason);
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    *reply = (struct http_reply){status, "application/json", NULL, text, strlen(text), true};
}

/* --- a request --- */

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

/* "localhost", "127.0.0.1:8080", "[::1]" */
static bool is_local_name(const char *host)
{
    static const char localhost[] = "localhost";
    size_t length = sizeof localhost - 1;
    if (strncmp(host, localhost, length) == 0)
        return host[length] == '\0' || host[length] == ':';
    if (host[0] == '[')
        return true;
    return host[0] && host[strspn(host, "0123456789.:")] == '\0';
}

static void answer(const struct http *http, struct MHD_Connection *connection, const char *path, const char *method,
                   struct http_reply *reply)
{
    struct reading reading = {.is_sound = true};
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        http_refuse(reply, MHD_HTTP_METHOD_NOT_ALLOWED, "only GET requests are answered");
        return;
    }
    if (http->is_local && host && !is_local_name(host)) {
        http_refuse(reply, MHD_HTTP_FORBIDDEN, "this server is called by its address or as localhost");
        return;
    }
    MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, add_parameter, &reading);
    if (reading.is_sound)
        http->answer(http->context, path, &reading.query, reply);
    else
        http_refuse(reply, MHD_HTTP_BAD_REQUEST, "the parameters cannot be read");
}

/* --- a reply --- */

static bool is_known(struct MHD_Connection *connection, const char *tag)
{
    const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
    return tag && known && strcmp(known, tag) == 0;
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
    struct http_reply reply = {0};
    (void)version, (void)upload, (void)upload_bytes, (void)state;
    answer(context, connection, path, method, &reply);
    return send_reply(connection, &reply);
}

/* --- the server --- */

struct http *http_open(struct socket *listener, bool is_local, http_answer *answer_with, void *context,
                       struct failure *failure)
{
    struct http *http = memory_allocate(1, sizeof *http);
    *http = (struct http){NULL, answer_with, context, is_local};
    http->daemon =
        MHD_start_daemon(MHD_USE_AUTO, 0, NULL, NULL, handle, http, MHD_OPTION_LISTEN_SOCKET,
                         (MHD_socket)socket_give_away(listener), MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
                         MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_END);
    if (http->daemon)
        return http;
    memory_release(http);
    failure_set(failure, "the HTTP server cannot be started");
    return NULL;
}

void http_run(struct http *http, unsigned wait_ms)
{
    MHD_run_wait(http->daemon, (int32_t)wait_ms);
}

void http_close(struct http *http)
{
    if (!http)
        return;
    MHD_stop_daemon(http->daemon);
    memory_release(http);
}
