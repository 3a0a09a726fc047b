/* What the server knows, and its endpoints.
 *
 * One thread answers all requests, one after the other, so that nothing here is locked; an answer takes milliseconds, and
 * what would take longer is asked for in pieces. An endpoint fills a JSON object or fails with a line for the user. */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "serve/http.h"
#include "serve/runs.h"
#include "serve/sources.h"

#include <cJSON.h>

struct server {
    struct sources sources; /* blueprints */
    struct runs runs;
};

/* The answer to a request: an endpoint's, a page, or an asset of the pages; context is a struct server. */
http_answer server_answer;

/* True: *json holds the answer. False: the request was a bad one, or what it asks for is not there. */
typedef bool endpoint(struct server *server, const struct query *query, cJSON *json, struct failure *failure);

endpoint info_answer, game_answer, spot_answer, combos_answer, values_answer, runs_answer, run_answer, match_answer,
    play_answer;

#endif
