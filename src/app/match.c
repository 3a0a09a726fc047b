/* `holdem match`: how much one player wins from another. */
#include "eval/match.h"
#include "app/commands.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/text.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/machine.h"
#include "platform/terminal.h"
#include "sync/pool.h"
#include "train/config.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

static const char *const name = "match";

struct match_options {
    int64_t hands, seed, workers;
    bool json;
    const char *game, *buckets[2];
};

/* One of the two: a built-in player, or a blueprint. */
struct player {
    const char *text; /* as on the command line */
    bool is_blueprint;
    struct blueprint blueprint;
    struct agent agent;
};

struct players {
    struct game game; /* of two built-in players */
    struct player player[2];
};

static bool is_builtin(const char *text)
{
    struct agent agent;
    return agent_named(text, NULL, &agent);
}

static bool open_blueprint(struct player *player, const char *buckets, struct failure *failure)
{
    unsigned count;
    const char *const *names = agent_names(&count);
    const char *nearest = text_nearest(player->text, names, count);
    if (nearest && !file_exists(player->text))
        return failure_set(failure, "%s: neither a file nor a built-in player; did you mean '%s'?", player->text,
                           nearest);
    if (!blueprint_open(player->text, &player->blueprint, failure))
        return false;
    player->is_blueprint = true;
    if (!blueprint_verify(&player->blueprint, failure) || !blueprint_open_buckets(&player->blueprint, buckets, failure))
        return false;
    player->agent = agent_of_blueprint(&player->blueprint);
    return true;
}

static bool open_game(struct players *players, const struct match_options *options, struct failure *failure)
{
    char path[CONFIG_TEXT];
    config_game_path(options->game, path);
    return game_load(path, &players->game, failure);
}

/* A built-in player takes the other's game. */
static bool open_players(struct players *players, const struct match_options *options, struct failure *failure)
{
    const struct game *game = NULL;
    for (unsigned i = 0; i < 2; i++) {
        struct player *player = &players->player[i];
        if (is_builtin(player->text))
            continue;
        if (!open_blueprint(player, options->buckets[i], failure))
            return false;
        game = &player->blueprint.game;
    }
    if (!game) {
        if (!open_game(players, options, failure))
            return false;
        game = &players->game;
    }
    for (unsigned i = 0; i < 2; i++) {
        if (!players->player[i].is_blueprint)
            agent_named(players->player[i].text, game, &players->player[i].agent);
    }
    return true;
}

static void close_players(struct players *players)
{
    for (unsigned i = 0; i < 2; i++) {
        if (players->player[i].is_blueprint)
            blueprint_close(&players->player[i].blueprint);
    }
}

/* --- printing --- */

/* How many times more hands a match without corrections would need; false when the corrections leave no variance. */
static bool variance_ratio(const struct match_estimates *estimates, double *ratio)
{
    double plain = estimate_variance(&estimates->plain), corrected = estimate_variance(&estimates->corrected);
    *ratio = corrected > 0 ? plain / corrected : 1;
    return corrected > 0 || plain <= 0;
}

/* Chips to the unit that is printed: mbb, or chips in a game without blinds. */
static double unit_of(const struct game *game)
{
    return game_big_blind(game) > 0 ? 1000.0 / game_big_blind(game) : 1;
}

static void print_line(const char *label, const struct estimate *estimate, double unit, const char *unit_name)
{
    printf("%-18s %+12.2f +- %.2f %s\n", label, estimate->mean * unit, estimate_interval(estimate) * unit, unit_name);
}

static void print_text(const struct players *players, const struct match_options *options,
                       const struct match_estimates *estimates)
{
    const struct game *game = players->player[0].agent.game;
    double unit = unit_of(game);
    const char *unit_name = game_big_blind(game) > 0 ? "mbb/hand" : "chips/hand";
    printf("%-18s %s\n", "game", game->name);
    printf("%-18s %s\n%-18s %s\n", "A", players->player[0].text, "B", players->player[1].text);
    printf("%-18s %s, seed %lld: %s deals, each played from both seats\n\n", "hands",
           text_thousands(2 * estimates->plain.count).text, (long long)options->seed,
           text_thousands(estimates->plain.count).text);
    print_line("A wins", &estimates->corrected, unit, unit_name);
    for (unsigned seat = 0; seat < 2; seat++) {
        char label[32];
        snprintf(label, sizeof label, "  as player %u", seat + 1);
        print_line(label, &estimates->seat[seat], unit, unit_name);
    }
    print_line("uncorrected", &estimates->plain, unit, unit_name);
    printf("%-18s %+.0f in all, uncorrected\n", "chips", estimates->chips);
    double ratio;
    if (variance_ratio(estimates, &ratio))
        printf("%-18s %.2f times smaller than uncorrected\n", "variance", ratio);
    else
        printf("%-18s none left\n", "variance");
}

static cJSON *json_estimate(const struct estimate *estimate, double unit)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "mean", estimate->mean * unit);
    cJSON_AddNumberToObject(json, "interval", estimate_interval(estimate) * unit);
    return json;
}

static void print_json(const struct players *players, const struct match_options *options,
                       const struct match_estimates *estimates)
{
    const struct game *game = players->player[0].agent.game;
    double unit = unit_of(game);
    cJSON *json = cJSON_CreateObject(), *seats;
    cJSON_AddStringToObject(json, "game", game->name);
    cJSON_AddStringToObject(json, "a", players->player[0].text);
    cJSON_AddStringToObject(json, "b", players->player[1].text);
    cJSON_AddNumberToObject(json, "hands", 2 * (double)estimates->plain.count);
    cJSON_AddNumberToObject(json, "seed", (double)options->seed);
    cJSON_AddStringToObject(json, "unit", game_big_blind(game) > 0 ? "mbb/hand" : "chips/hand");
    cJSON_AddItemToObject(json, "a_wins", json_estimate(&estimates->corrected, unit));
    seats = cJSON_AddArrayToObject(json, "seats");
    for (unsigned seat = 0; seat < 2; seat++)
        cJSON_AddItemToArray(seats, json_estimate(&estimates->seat[seat], unit));
    cJSON_AddItemToObject(json, "uncorrected", json_estimate(&estimates->plain, unit));
    cJSON_AddNumberToObject(json, "chips", estimates->chips);
    double ratio;
    if (variance_ratio(estimates, &ratio))
        cJSON_AddNumberToObject(json, "variance_ratio", ratio);
    else
        cJSON_AddNullToObject(json, "variance_ratio");
    char *text = cJSON_Print(json);
    puts(text);
    cJSON_free(text);
    cJSON_Delete(json);
}

/* --- command --- */

static bool play(struct players *players, const struct match_options *options, struct failure *failure)
{
    struct match_plan plan = {
        .a = &players->player[0].agent,
        .b = &players->player[1].agent,
        .deals = ((uint64_t)options->hands + 1) / 2,
        .seed = (uint64_t)options->seed,
        .workers = options->workers > 0 ? (unsigned)options->workers : machine_processors(),
    };
    struct match_estimates estimates;
    if (!match_play(&plan, &estimates, failure))
        return false;
    (options->json ? print_json : print_text)(players, options, &estimates);
    return true;
}

static int run(const char *const text[2], const struct match_options *options)
{
    struct failure failure;
    log_set_progress(terminal_is_interactive());
    interrupt_watch();
    struct players *players = memory_allocate(1, sizeof *players);
    for (unsigned i = 0; i < 2; i++)
        players->player[i].text = text[i];
    bool done = open_players(players, options, &failure) && play(players, options, &failure);
    close_players(players);
    memory_release(players);
    if (done)
        return EXIT_DONE;
    return command_fail(name, &failure, interrupt_requested() ? EXIT_INTERRUPTED : EXIT_FAILED);
}

/* Options that would have no effect are mistakes. */
static bool check_usage(const char *const text[2], size_t found, const struct match_options *options,
                        struct failure *failure)
{
    static const char *const flags[2] = {"--buckets-a", "--buckets-b"};
    if (found < 2)
        return failure_set(failure, "which two players? (holdem match A B)");
    if (options->game && !(is_builtin(text[0]) && is_builtin(text[1])))
        return failure_set(failure, "--game is for two built-in players; a blueprint brings its own game");
    for (unsigned i = 0; i < 2; i++) {
        if (options->buckets[i] && is_builtin(text[i]))
            return failure_set(failure, "%s: %s needs no buckets", flags[i], text[i]);
    }
    return true;
}

enum { OPTIONS = 7 };

static const char *const about =
    "How much A wins from B, in thousandths of a big blind a hand, with the 95 % confidence interval. A\n"
    "and B are blueprint files, logdirs, or one of always-fold, always-call, always-raise and random;\n"
    "they play the same game for two, their bet sizes and buckets may differ: bets that a blueprint\n"
    "does not know are read as ones it knows. Each deal is played twice with the seats swapped; the\n"
    "luck of cards and of actions is taken out as far as it can be accounted for, which leaves the\n"
    "expectation as it is.";

static void declare(struct match_options *options, struct option table[OPTIONS])
{
    const struct option all[OPTIONS] = {
        {.name = "hands",
         .kind = OPTION_INTEGER,
         .value = &options->hands,
         .argument = "N",
         .help = "hands to play, each deal from both seats",
         .initial = "100000",
         .low = 2,
         .high = 1e12},
        {.name = "seed",
         .kind = OPTION_INTEGER,
         .value = &options->seed,
         .argument = "N",
         .help = "of all cards and actions",
         .initial = "1",
         .low = 0,
         .high = 0x1p53},
        {.name = "num-workers",
         .kind = OPTION_INTEGER,
         .value = &options->workers,
         .argument = "N",
         .help = "threads, 0: one a core; the result is the same",
         .initial = "0",
         .low = 0,
         .high = POOL_WORKERS_MOST},
        {.name = "game",
         .kind = OPTION_TEXT,
         .value = &options->game,
         .argument = "FILE",
         .help = "game of two built-in players",
         .initial = "train-blueprint's"},
        {.name = "buckets-a",
         .kind = OPTION_TEXT,
         .value = &options->buckets[0],
         .argument = "FILE",
         .help = "the bucket file of A's run, when it has moved"},
        {.name = "buckets-b",
         .kind = OPTION_TEXT,
         .value = &options->buckets[1],
         .argument = "FILE",
         .help = "the same for B"},
        {.name = "json", .kind = OPTION_SWITCH, .value = &options->json, .help = "print one JSON object"},
    };
    memcpy(table, all, sizeof all);
}

int command_match(int argc, char *argv[])
{
    struct match_options options = {.hands = 100000, .seed = 1};
    struct option table[OPTIONS];
    struct failure failure;
    const char *text[2] = {NULL, NULL};
    size_t found = 0;
    declare(&options, table);
    if (options_want_help(argc, argv)) {
        options_print_help("match A B [OPTION...]", about, table, OPTIONS);
        return EXIT_DONE;
    }
    if (!options_parse(table, OPTIONS, argc, argv, text, 2, &found, &failure) ||
        !check_usage(text, found, &options, &failure))
        return command_fail(name, &failure, EXIT_USAGE);
    return run(text, &options);
}
