/* `holdem evaluate`: exact value and exploitability of a blueprint whose game is small enough to go over. */
#include "app/commands.h"
#include "base/log.h"
#include "base/options.h"
#include "base/text.h"
#include "eval/blueprint.h"
#include "eval/exploit.h"
#include "eval/inside.h"
#include "platform/interrupt.h"
#include "platform/machine.h"
#include "platform/terminal.h"
#include "sync/pool.h"

#include <cJSON.h>
#include <stdio.h>

struct evaluate_options {
    bool json, inside;
    const char *buckets;
    int64_t workers; /* 0: all cores */
};

/* In the real game, and where it was asked for inside the abstraction. */
struct figures {
    struct best_response real, inside;
    bool has_inside;
};

static void print_players(const char *label, const double value[], unsigned players)
{
    printf("%-14s", label);
    for (unsigned p = 0; p < players; p++)
        printf(" %12.6f", value[p]);
    putchar('\n');
}

static void print_exploitability(const struct game *game, const struct best_response *result)
{
    double mbb;
    printf("%-14s %12.6f chips", "exploitability", result->exploitability);
    if (best_response_mbb(game, result, &mbb))
        printf(" = %.3f mbb (big blind %d)", mbb, (int)game_big_blind(game));
    putchar('\n');
}

static void print_text(const struct blueprint *blueprint, const struct figures *figures)
{
    const struct game *game = &blueprint->game;
    const struct best_response *result = &figures->real;
    printf("%-14s %s\n", "game", game->name);
    printf("%-14s %s\n\n", "iterations", text_thousands(blueprint->iterations).text);
    printf("%-14s", "chips a hand");
    for (unsigned p = 0; p < game->players; p++)
        printf("     player %u", p + 1);
    putchar('\n');
    print_players("value", result->value, game->players);
    print_players("best response", result->best, game->players);
    if (game->players == 2)
        printf("\n%-14s between %.6f and %.6f chips for player 1\n", "game value", -result->best[1], result->best[0]);
    printf("\n%-14s %12.6f chips\n", "NashConv", result->nashconv);
    print_exploitability(game, result);
    if (figures->has_inside) {
        printf("\ninside the abstraction, against the strategies found\n");
        print_players("best response", figures->inside.best, game->players);
        print_exploitability(game, &figures->inside);
    }
}

static void add_mbb(cJSON *json, const char *name, const struct game *game, const struct best_response *result)
{
    double mbb;
    if (best_response_mbb(game, result, &mbb))
        cJSON_AddNumberToObject(json, name, mbb);
    else
        cJSON_AddNullToObject(json, name);
}

static void print_json(const struct blueprint *blueprint, const struct figures *figures)
{
    const struct game *game = &blueprint->game;
    const struct best_response *result = &figures->real;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "game", game->name);
    cJSON_AddNumberToObject(json, "iterations", (double)blueprint->iterations);
    cJSON_AddItemToObject(json, "value", cJSON_CreateDoubleArray(result->value, game->players));
    cJSON_AddItemToObject(json, "best_response", cJSON_CreateDoubleArray(result->best, game->players));
    if (game->players == 2)
        cJSON_AddItemToObject(json, "game_value",
                              cJSON_CreateDoubleArray((const double[]){-result->best[1], result->best[0]}, 2));
    cJSON_AddNumberToObject(json, "nashconv", result->nashconv);
    cJSON_AddNumberToObject(json, "exploitability", result->exploitability);
    add_mbb(json, "exploitability_mbb", game, result);
    if (figures->has_inside) {
        cJSON_AddNumberToObject(json, "inside_exploitability", figures->inside.exploitability);
        add_mbb(json, "inside_exploitability_mbb", game, &figures->inside);
    }
    char *text = cJSON_Print(json);
    puts(text);
    cJSON_free(text);
    cJSON_Delete(json);
}

static bool evaluate_blueprint(struct blueprint *blueprint, const struct evaluate_options *options,
                               struct failure *failure)
{
    struct figures figures = {.has_inside = options->inside};
    /* Size first: no use in looking for the buckets of a game that is too large anyway. */
    bool listed = best_response_feasible(&blueprint->tree, failure);
    if ((!listed && !exploit_feasible(&blueprint->tree, failure)) || !blueprint_verify(blueprint, failure) ||
        !blueprint_open_buckets(blueprint, options->buckets, failure))
        return false;
    struct policy policy = blueprint_as_policy(blueprint);
    unsigned workers = options->workers > 0 ? (unsigned)options->workers : machine_processors();
    if (listed)
        best_response_compute(&blueprint->tree, &policy, &figures.real);
    else if (!exploit_compute(&blueprint->tree, &policy, workers, &figures.real, failure))
        return false;
    if (options->inside && !inside_compute(&blueprint->tree, &blueprint->abstraction, &policy, INSIDE_ITERATIONS,
                                           workers, &figures.inside, failure))
        return failure_context(failure, "--in-abstraction");
    if (options->json)
        print_json(blueprint, &figures);
    else
        print_text(blueprint, &figures);
    return true;
}

int command_evaluate(int argc, char *argv[])
{
    struct evaluate_options options = {0};
    const struct option table[] = {
        {.name = "json", .kind = OPTION_SWITCH, .value = &options.json, .help = "print one JSON object"},
        {.name = "in-abstraction",
         .kind = OPTION_SWITCH,
         .value = &options.inside,
         .help = "also how far opponents get who have no other buckets than the blueprint (60 more walks)"},
        {.name = "buckets",
         .kind = OPTION_TEXT,
         .value = &options.buckets,
         .argument = "FILE",
         .help = "the bucket file of the run, when it has moved"},
        {.name = "num-workers",
         .kind = OPTION_INTEGER,
         .value = &options.workers,
         .argument = "N",
         .help = "threads, 0: one a core (0)",
         .low = 0,
         .high = POOL_WORKERS_MOST},
    };
    size_t count = sizeof table / sizeof *table, found = 0;
    if (options_want_help(argc, argv)) {
        options_print_help(
            "evaluate FILE [OPTION...]",
            "Exact value per player, best responses, NashConv (the sum of what each player gains by\n"
            "best-responding) and exploitability (NashConv / players) of a blueprint file, or of the\n"
            "one in a logdir. Any number of players when all deals can be listed; two players also when\n"
            "all boards can be gone over (twenty million hands that differ). A best responder sees his\n"
            "cards, whatever buckets the blueprint has.",
            table, count);
        return EXIT_DONE;
    }
    struct failure failure;
    const char *path;
    if (!options_parse(table, count, argc, argv, &path, 1, &found, &failure))
        return command_fail("evaluate", &failure, EXIT_USAGE);
    if (found == 0) {
        failure_set(&failure, "which blueprint? (holdem evaluate FILE)");
        return command_fail("evaluate", &failure, EXIT_USAGE);
    }
    log_set_progress(terminal_is_interactive());
    interrupt_watch();
    struct blueprint blueprint;
    if (!blueprint_open(path, &blueprint, &failure))
        return command_fail("evaluate", &failure, EXIT_FAILED);
    bool done = evaluate_blueprint(&blueprint, &options, &failure);
    blueprint_close(&blueprint);
    return done ? EXIT_DONE : command_fail("evaluate", &failure, EXIT_FAILED);
}
