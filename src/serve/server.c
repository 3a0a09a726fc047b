#include "serve/server.h"

#include "serve/assets.h"
#include "serve/json.h"

#include <string.h>

enum { OK = 200, BAD_REQUEST = 400, NOT_FOUND = 404 };

static const struct {
    const char *path;
    endpoint *answer;
    const char *parameters;
} endpoints[] = {
    {"/api/info", info_answer, ""},
    {"/api/game", game_answer, "source"},
    {"/api/spot", spot_answer, "source sequence board"},
    {"/api/combos", combos_answer, "source sequence board hand"},
    {"/api/values", values_answer, "source sequence board first"},
    {"/api/runs", runs_answer, ""},
    {"/api/run", run_answer, "run after"},
    {"/api/match", match_answer, "source opponent first"},
    {"/api/play", play_answer, "source as seed hand actions solution"},
};

/* The views; what they show is in the query string, which the page reads itself. */
static const char *const pages[] = {"/", "/strategy", "/training", "/play"};

static const char assets_folder[] = "/assets/";

static void answer_json(struct server *server, endpoint *answer, const char *parameters, const struct query *query,
                        struct http_reply *reply)
{
    struct failure failure;
    cJSON *json = cJSON_CreateObject();
    if (query_check(query, parameters, &failure) && answer(server, query, json, &failure)) {
        char *text = json_text(json);
        *reply = (struct http_reply){OK, "application/json", NULL, text, strlen(text), true};
    } else {
        http_refuse(reply, BAD_REQUEST, failure.text);
    }
    cJSON_Delete(json);
}

static const char *type_of(const char *name)
{
    const char *ending = strrchr(name, '.');
    if (ending && strcmp(ending, ".html") == 0)
        return "text/html; charset=utf-8";
    if (ending && strcmp(ending, ".css") == 0)
        return "text/css; charset=utf-8";
    return "text/javascript; charset=utf-8";
}

/* Only what is in the table: no name reaches a file. */
static void answer_asset(const char *name, struct http_reply *reply)
{
    for (size_t i = 0; i < assets_count; i++) {
        const struct asset *asset = &assets[i];
        if (strcmp(asset->name, name) == 0) {
            *reply = (struct http_reply){OK, type_of(name), asset->tag, asset->data, asset->bytes, false};
            return;
        }
    }
    http_refuse(reply, NOT_FOUND, "there is no such page");
}

void server_answer(void *context, const char *path, const struct query *query, struct http_reply *reply)
{
    for (size_t i = 0; i < sizeof endpoints / sizeof *endpoints; i++) {
        if (strcmp(path, endpoints[i].path) == 0) {
            answer_json(context, endpoints[i].answer, endpoints[i].parameters, query, reply);
            return;
        }
    }
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (strcmp(path, pages[i]) == 0) {
            answer_asset("index.html", reply);
            return;
        }
    }
    bool is_asset = strncmp(path, assets_folder, sizeof assets_folder - 1) == 0;
    answer_asset(is_asset ? path + sizeof assets_folder - 1 : "", reply);
}
