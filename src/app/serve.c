/* `holdem serve`: the strategy, the training and a table to play at, as pages of a local web server. */
#include "app/commands.h"
#include "base/log.h"
#include "cards/evaluator.h"
#include "platform/folder.h"
#include "platform/interrupt.h"
#include "serve/server.h"

#include <stdio.h>
#include <string.h>

enum { WAIT_MS = 250, LOGDIR_MOST = 400 /* what lies below it has room in SOURCE_PATH */ };

struct serve_options {
    const char *logdir, *blueprint, *buckets, *address;
    int64_t port;
};

/* Nothing has to be kept of an answer: who wants the server to end does not wait for one that takes long. */
static void answer_or_end(void *context, const char *path, const struct query *query, struct http_reply *reply)
{
    interrupt_end_at_once(EXIT_DONE);
    server_answer(context, path, query, reply);
    interrupt_end_in_turn();
}

/* A blueprint that cannot be opened is said at once, not to the first visitor. */
static bool check(struct server *server, const struct serve_options *options, struct failure *failure)
{
    if (options->logdir && strlen(options->logdir) > LOGDIR_MOST)
        return failure_set(failure, "--logdir: the path is too long");
    if (options->logdir && !folder_exists(options->logdir))
        return failure_set(failure, "%s: there is no such folder", options->logdir);
    return options->logdir || sources_find(&server->sources, NULL, failure);
}

static bool serve(struct server *server, const struct serve_options *options, struct failure *failure)
{
    struct socket listener;
    uint16_t port = (uint16_t)options->port;
    interrupt_end_at_once(EXIT_DONE);
    bool is_there = check(server, options, failure);
    interrupt_end_in_turn();
    if (!is_there)
        return false;
    if (!socket_listen(&listener, options->address, &port, failure))
        return failure_add(failure, " (--address and --port choose others)");
    bool is_local = socket_is_local(&listener);
    struct http *http = http_open(&listener, is_local, &http_usual_limits, answer_or_end, server, failure);
    if (!http)
        return false;
    bool is_six = strchr(options->address, ':') != NULL;
    log_info(command_log(), "holdem serve: http://%s%s%s:%u/", is_six ? "[" : "", options->address, is_six ? "]" : "",
             (unsigned)port);
    if (!is_local)
        log_info(command_log(), "Everybody who reaches this address can look and play.");
    while (!command_is_cancelled())
        http_run(http, WAIT_MS);
    http_close(http);
    return true;
}

static const char about[] =
    "A local web page: the strategy of blueprints as range grids, the training of runs as charts, live\n"
    "while they go on, and a table to play at. Shows what is below a logdir (a run's, or a folder of\n"
    "runs), or one blueprint file. Ends with Ctrl-C.";

int command_serve(int argc, char *argv[])
{
    struct serve_options options = {.address = "127.0.0.1", .port = 8080};
    const struct option table[] = {
        {.name = "logdir",
         .kind = OPTION_TEXT,
         .value = &options.logdir,
         .argument = "DIR",
         .help = "logdir of a run, or a folder of them"},
        {.name = "blueprint",
         .kind = OPTION_TEXT,
         .value = &options.blueprint,
         .argument = "FILE",
         .help = "one blueprint file"},
        option_buckets("buckets", &options.buckets, "the bucket file of the runs, when it has moved"),
        {.name = "port",
         .kind = OPTION_INTEGER,
         .value = &options.port,
         .argument = "N",
         .help = "port to listen on; 0: any that is free",
         .initial = "8080",
         .low = 0,
         .high = UINT16_MAX},
        {.name = "address",
         .kind = OPTION_TEXT,
         .value = &options.address,
         .argument = "ADDRESS",
         .help = "of the interface to listen on; others than the loopback's let other machines in",
         .initial = "127.0.0.1"},
    };
    const struct command_form form = {
        "serve", "serve --logdir DIR | --blueprint FILE [OPTION...]", about, table, sizeof table / sizeof *table, NULL};
    struct failure failure;
    size_t found = 0;
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, &found, &status))
        return status;
    if (!options.logdir == !options.blueprint) {
        failure_set(&failure, "what is to be shown? (--logdir DIR or --blueprint FILE)");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    struct server server = {.sources = {options.logdir, options.blueprint, options.buckets, 0, {NULL}},
                            .runs = {.log = command_log(), .logdir = options.logdir}};
    evaluator_init();
    interrupt_end_in_turn();
    bool done = serve(&server, &options, &failure);
    sources_close(&server.sources);
    runs_close(&server.runs);
    return done ? EXIT_DONE : command_fail(form.name, &failure, EXIT_FAILED);
}
