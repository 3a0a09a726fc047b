/* `holdem lbr`: what local best response wins against a blueprint or a built-in player. */
#include "eval/lbr.h"
#include "app/commands.h"
#include "base/log.h"
#include "base/options.h"
#include "base/text.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/machine.h"
#include "platform/terminal.h"
#include "sync/pool.h"
#include "train/config.h"

#include <cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct lbr_options {
    const char *actions, *streets, *buckets, *game;
    int64_t hands, seed, workers; /* workers 0: all cores */
    bool json;
};

struct opponent {
    const char *name;
    struct blueprint blueprint; /* open when has_blueprint */
    bool has_blueprint;
    struct game game; /* of a built-in player */
    struct agent agent;
};

struct outcome {
    struct lbr_result result;
    struct responder_rules rules;
    uint64_t hands;
    double seconds; /* of play */
};

/* --- what is asked for --- */

static bool is_built_in(const char *name)
{
    struct agent agent;
    return agent_named(name, NULL, &agent);
}

static bool open_built_in(struct opponent *opponent, const struct lbr_options *options, struct failure *failure)
{
    char path[CONFIG_TEXT];
    config_game_path(options->game, path);
    return game_load(path, &opponent->game, failure) && agent_named(opponent->name, &opponent->game, &opponent->agent);
}

static bool open_blueprint(struct opponent *opponent, const struct lbr_options *options, struct failure *failure)
{
    unsigned count;
    const char *const *names = agent_names(&count);
    const char *nearest = text_nearest(opponent->name, names, count);
    if (nearest && !file_exists(opponent->name))
        return failure_set(failure, "%s: neither a file nor a built-in player; did you mean '%s'?", opponent->name,
                           nearest);
    opponent->has_blueprint = blueprint_open(opponent->name, &opponent->blueprint, failure);
    if (!opponent->has_blueprint || !blueprint_verify(&opponent->blueprint, failure) ||
        !blueprint_open_buckets(&opponent->blueprint, options->buckets, failure))
        return false;
    opponent->agent = agent_of_blueprint(&opponent->blueprint);
    return true;
}

static bool parse_actions(const char *text, bool *raises, struct failure *failure)
{
    static const char *const names[] = {"fold-call", "fold-call-pot-allin"};
    for (unsigned i = 0; i < 2; i++) {
        *raises = i == 1;
        if (strcmp(text, names[i]) == 0)
            return true;
    }
    return failure_set(failure, "--actions %s: fold-call or fold-call-pot-allin", text);
}

/* "flop,turn": bits of the streets named. */
static bool parse_streets(const char *text, const struct game *game, uint16_t *streets, struct failure *failure)
{
    *streets = 0;
    if (strcmp(text, "all") == 0) {
        *streets = (uint16_t)((1U << game->rounds) - 1);
        return true;
    }
    for (const char *word = text;; word++) {
        size_t length = strcspn(word, ",");
        unsigned round = 0;
        while (round < game->rounds && (strlen(game_round_name(game, round)) != length ||
                                        strncmp(word, game_round_name(game, round), length) != 0))
            round++;
        if (round == game->rounds)
            return failure_set(failure, "--streets: no street '%.*s' (%s to %s, or all)", (int)length, word,
                               game_round_name(game, 0), game_round_name(game, game->rounds - 1u));
        *streets |= (uint16_t)(1U << round);
        word += length;
        if (*word == '\0')
            return true;
    }
}

/* --- what is said --- */

static double mbb(const struct game *game, double chips_won)
{
    double value = chips_won / game_big_blind(game) * 1000;
    return fabs(value) < 1e-9 ? 0 : value; /* what doubles leave of 0 */
}

static void list_streets(const struct game *game, uint16_t streets, char *out, size_t size)
{
    out[0] = '\0';
    for (unsigned round = 0; round < game->rounds; round++) {
        if (streets >> round & 1)
            text_append(out, size, "%s%s", out[0] ? ", " : "", game_round_name(game, round));
    }
}

static void print_estimate(const char *label, const struct game *game, const struct estimate *estimate)
{
    printf("%-16s %12.3f +- %.3f mbb/hand\n", label, mbb(game, estimate->mean), mbb(game, estimate_interval(estimate)));
}

static void print_text(const struct opponent *opponent, const struct outcome *outcome)
{
    const struct game *game = opponent->agent.game;
    char streets[128], label[32];
    list_streets(game, outcome->rules.streets, streets, sizeof streets);
    printf("%-16s %s\n", "game", game->name);
    printf("%-16s %s", "against", opponent->name);
    if (opponent->has_blueprint)
        printf(", %s iterations", text_thousands(opponent->blueprint.iterations).text);
    printf("\n%-16s fold, call%s; on %s\n", "responds with",
           !outcome->rules.raises ? ""
           : game->no_limit       ? ", pot, all-in"
                                  : ", raise",
           streets);
    printf("%-16s %s in %s, %s hands/s\n\n", "hands", text_thousands(outcome->hands).text,
           text_seconds(outcome->seconds).text, text_si((double)outcome->hands / outcome->seconds).text);
    for (unsigned seat = 0; seat < 2; seat++) {
        snprintf(label, sizeof label, "as player %u", seat + 1);
        print_estimate(label, game, &outcome->result.seat[seat]);
    }
    print_estimate("local best resp.", game, &outcome->result.both);
    printf("\nThe exploitability is at least that: 95 %% interval, big blind %d.\n", (int)game_big_blind(game));
}

static void add_estimate(cJSON *json, const char *name, const struct game *game, const struct estimate *estimate)
{
    cJSON *object = cJSON_AddObjectToObject(json, name);
    cJSON_AddNumberToObject(object, "mbb", mbb(game, estimate->mean));
    /* null for a single deal */
    cJSON_AddNumberToObject(object, "interval95_mbb", mbb(game, estimate_interval(estimate)));
}

static void print_json(const struct opponent *opponent, const struct outcome *outcome)
{
    const struct game *game = opponent->agent.game;
    char streets[128];
    list_streets(game, outcome->rules.streets, streets, sizeof streets);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "game", game->name);
    cJSON_AddStringToObject(json, "against", opponent->name);
    cJSON_AddStringToObject(json, "actions", outcome->rules.raises ? "fold-call-pot-allin" : "fold-call");
    cJSON_AddStringToObject(json, "streets", streets);
    cJSON_AddNumberToObject(json, "hands", (double)outcome->hands);
    cJSON_AddNumberToObject(json, "seconds", outcome->seconds);
    add_estimate(json, "local_best_response", game, &outcome->result.both);
    add_estimate(json, "player1", game, &outcome->result.seat[0]);
    add_estimate(json, "player2", game, &outcome->result.seat[1]);
    char *text = cJSON_Print(json);
    puts(text);
    cJSON_free(text);
    cJSON_Delete(json);
}

/* --- running --- */

static bool measure(const struct opponent *opponent, const struct lbr_options *options, struct outcome *outcome,
                    struct failure *failure)
{
    const struct game *game = opponent->agent.game;
    struct lbr lbr;
    uint64_t deals = ((uint64_t)options->hands + 1) / 2;
    unsigned workers = options->workers > 0 ? (unsigned)options->workers : machine_processors();
    if (!parse_streets(options->streets, game, &outcome->rules.streets, failure))
        return false;
    if (game_big_blind(game) == 0)
        return failure_set(failure, "%s has no blinds to measure in", game->name);
    log_progress("Local best response: hands against hands before the flop");
    if (!lbr_open(&lbr, &opponent->agent, outcome->rules, (uint64_t)options->seed, failure))
        return false;
    double started = clock_seconds();
    bool done = lbr_run(&lbr, deals, workers, &outcome->result, failure);
    outcome->seconds = clock_seconds() - started;
    outcome->hands = 2 * deals;
    lbr_close(&lbr);
    return done;
}

/* Options that would have no effect are mistakes. */
static bool check_usage(const struct opponent *opponent, const struct lbr_options *options, bool *raises,
                        struct failure *failure)
{
    if (!opponent->name)
        return failure_set(failure, "against whom? (holdem lbr FILE, or a built-in player such as always-call)");
    if (options->game && !is_built_in(opponent->name))
        return failure_set(failure, "--game is for built-in players; a blueprint brings its own game");
    if (options->buckets && is_built_in(opponent->name))
        return failure_set(failure, "--buckets: %s needs no buckets", opponent->name);
    return parse_actions(options->actions, raises, failure);
}

static bool run_lbr(struct opponent *opponent, const struct lbr_options *options, bool raises, struct failure *failure)
{
    struct outcome outcome = {.rules = {.raises = raises}};
    evaluator_init();
    if (!(is_built_in(opponent->name) ? open_built_in(opponent, options, failure)
                                      : open_blueprint(opponent, options, failure)) ||
        !measure(opponent, options, &outcome, failure))
        return false;
    if (options->json)
        print_json(opponent, &outcome);
    else
        print_text(opponent, &outcome);
    return true;
}

static const char about[] =
    "What local best response (Lisy and Bowling 2017) wins against a blueprint file, the one in a\n"
    "logdir, or a built-in player (always-fold, always-call, always-raise, random), in mbb (thousandths\n"
    "of the big blind) a hand with the 95 % interval. It knows the strategy, keeps the range of hands\n"
    "that the opponent may hold, and takes the action that is best if nobody bets afterwards. The\n"
    "exploitability is at least what it wins; two players with two hole cards each, any size of game.";

enum { OPTIONS = 8 };

static void list_options(struct lbr_options *options, struct option table[OPTIONS])
{
    const struct option list[OPTIONS] = {
        {.name = "actions",
         .kind = OPTION_TEXT,
         .value = &options->actions,
         .argument = "SET",
         .help = "what it may do: fold-call or fold-call-pot-allin",
         .initial = "fold-call-pot-allin"},
        {.name = "streets",
         .kind = OPTION_TEXT,
         .value = &options->streets,
         .argument = "LIST",
         .help = "streets on which it responds, such as flop,turn,river; on others it checks and calls",
         .initial = "all"},
        {.name = "hands",
         .kind = OPTION_INTEGER,
         .value = &options->hands,
         .argument = "N",
         .help = "hands, two a deal: one from each seat",
         .initial = "10,000",
         .low = 2,
         .high = 1e12},
        {.name = "seed",
         .kind = OPTION_INTEGER,
         .value = &options->seed,
         .argument = "N",
         .help = "equal seeds give equal results, whatever the number of workers",
         .initial = "1",
         .low = 0,
         .high = 0x1p53},
        {.name = "num-workers",
         .kind = OPTION_INTEGER,
         .value = &options->workers,
         .argument = "N",
         .help = "threads, 0: one a core",
         .initial = "0",
         .low = 0,
         .high = POOL_WORKERS_MOST},
        {.name = "buckets",
         .kind = OPTION_TEXT,
         .value = &options->buckets,
         .argument = "FILE",
         .help = "the bucket file of the blueprint's run, when it has moved"},
        {.name = "game",
         .kind = OPTION_TEXT,
         .value = &options->game,
         .argument = "FILE",
         .help = "game of a built-in player",
         .initial = "train-blueprint's"},
        {.name = "json", .kind = OPTION_SWITCH, .value = &options->json, .help = "print one JSON object"},
    };
    memcpy(table, list, sizeof list);
}

int command_lbr(int argc, char *argv[])
{
    struct lbr_options options = {.actions = "fold-call-pot-allin", .streets = "all", .hands = 10000, .seed = 1};
    struct option table[OPTIONS];
    size_t found = 0;
    list_options(&options, table);
    if (options_want_help(argc, argv)) {
        options_print_help("lbr BLUEPRINT_OR_BUILT-IN [OPTION...]", about, table, OPTIONS);
        return EXIT_DONE;
    }
    struct failure failure;
    struct opponent opponent = {0};
    bool raises;
    if (!options_parse(table, OPTIONS, argc, argv, &opponent.name, 1, &found, &failure) ||
        !check_usage(&opponent, &options, &raises, &failure))
        return command_fail("lbr", &failure, EXIT_USAGE);
    log_set_progress(terminal_is_interactive());
    interrupt_watch();
    bool done = run_lbr(&opponent, &options, raises, &failure);
    if (opponent.has_blueprint)
        blueprint_close(&opponent.blueprint);
    if (done)
        return EXIT_DONE;
    return command_fail("lbr", &failure, interrupt_requested() ? EXIT_INTERRUPTED : EXIT_FAILED);
}
