/* A request to the server: a path, then a line NAME=VALUE for each parameter. What is answered well is JSON or a page. */
#include "blueprints.h"
#include "serve/server.h"

static struct server servers[2];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    blueprints_write();
    for (unsigned i = 0; i < 2; i++)
        servers[i].sources.file = blueprints_path[i];
    return 0;
}

static void read_query(char *rest, struct query *query)
{
    query->count = 0;
    while (*rest && query->count < QUERY_PARAMETERS) {
        char *name = fuzz_line(&rest), *equals = strchr(name, '=');
        if (equals)
            *equals = '\0';
        query->name[query->count] = name;
        query->value[query->count++] = equals ? equals + 1 : "";
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size), *rest = text;
    const char *path = fuzz_line(&rest);
    struct query query;
    struct http_reply reply;
    read_query(rest, &query);
    server_answer(&servers[size & 1], path, &query, &reply);
    fuzz_must(reply.status == 200 || reply.status == 400 || reply.status == 404, "the status is one that is meant");
    if (strcmp(reply.type, "application/json") == 0) {
        cJSON *json = cJSON_ParseWithLength(reply.body, reply.bytes);
        fuzz_must(json != NULL, "an answer is JSON");
        cJSON_Delete(json);
    }
    if (reply.is_owned)
        free((void *)(uintptr_t)reply.body);
    memory_release(text);
    return 0;
}
