/* `holdem lbr`: what local best response wins against a blueprint or a built-in player. */
#include "eval/lbr.h"
#include "app/commands.h"
#include "app/match_snapshots.h"
#include "app/playing.h"
#include "base/log.h"
#include "base/text.h"
#include "eval/judging.h"
#include "platform/clock.h"

#include <cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct lbr_options {
    struct playing_options playing;
    const char *actions, *streets;
};

struct outcome {
    struct lbr_result result;
    struct responder_rules rules;
    double seconds; /* of play */
};

static uint64_t hands_of(const struct outcome *outcome)
{
    return 2 * outcome->result.both.count;
}

/* --- what is asked for --- */

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

/* --- what is said --- */

static void list_streets(const struct game *game, uint16_t streets, char *out, size_t size)
{
    out[0] = '\0';
    for (unsigned round = 0; round < game->rounds; round++) {
        if (streets >> round & 1)
            text_append(out, size, "%s%s", out[0] ? ", " : "", game_round_name(game, round));
    }
}

static void print_text(const struct player *opponent, const struct outcome *outcome)
{
    const struct game *game = opponent->agent.game;
    const bool has_past = match_snapshots_any(opponent->name);
    char streets[128], label[32];
    list_streets(game, outcome->rules.streets, streets, sizeof streets);
    log_clear_progress(command_log());
    printf("%-18s %s\n", "game", game->name);
    printf("%-18s %s", "against", text_shown(opponent->name).text);
    if (opponent->is_blueprint)
        printf(", %s iterations", text_thousands(opponent->blueprint.iterations).text);
    printf("\n%-18s fold, call%s; on %s\n", "responds with",
           !outcome->rules.raises ? ""
           : game->no_limit       ? ", pot, all-in"
                                  : ", raise",
           streets);
    printf("%-18s %s in %s, %s hands/s\n\n", "hands", text_thousands(hands_of(outcome)).text,
           text_seconds(outcome->seconds).text, text_si((double)hands_of(outcome) / outcome->seconds).text);
    print_estimate("local best resp.", &outcome->result.both, unit_of(game));
    for (unsigned seat = 0; seat < 2; seat++) {
        snprintf(label, sizeof label, "  as player %u", seat + 1);
        print_estimate(label, &outcome->result.seat[seat], unit_of(game));
    }
    print_yardstick(game);
    printf("\nIn the real game, where every bet is legal, the exploitability is at least that: 95 %% interval, "
           "big blind %d.\n"
           "More than always-fold gives away does not mean that folding would be better, and it may rise while the\n"
           "strategy wins more: local best response knows it by heart and plays at its weakest spots alone. What it\n"
           "wins from %s: holdem match %s %s\n",
           (int)game_big_blind(game), has_past ? "its own past" : "others", text_shown(opponent->name).text,
           has_past ? match_snapshots_word : "random");
}

static void add_estimate(cJSON *json, const char *name, const struct game *game, const struct estimate *estimate)
{
    cJSON_AddItemToObject(json, name, estimate_json(estimate, unit_of(game).scale, "mbb", "interval95_mbb"));
}

static void print_json(const struct player *opponent, const struct outcome *outcome)
{
    const struct game *game = opponent->agent.game;
    char streets[128];
    list_streets(game, outcome->rules.streets, streets, sizeof streets);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "game", game->name);
    cJSON_AddStringToObject(json, "against", opponent->name);
    cJSON_AddStringToObject(json, "actions", outcome->rules.raises ? "fold-call-pot-allin" : "fold-call");
    cJSON_AddStringToObject(json, "streets", streets);
    cJSON_AddNumberToObject(json, "hands", (double)hands_of(outcome));
    cJSON_AddNumberToObject(json, "seconds", outcome->seconds);
    add_estimate(json, "local_best_response", game, &outcome->result.both);
    add_estimate(json, "player1", game, &outcome->result.seat[0]);
    add_estimate(json, "player2", game, &outcome->result.seat[1]);
    add_yardstick(json, "always_fold_mbb", game);
    command_print_json(json);
}

/* --- running --- */

/* After an interrupt the outcome is of what was played. */
static bool measure(const struct player *opponent, const struct lbr_options *options, struct outcome *outcome,
                    struct failure *failure)
{
    const struct game *game = opponent->agent.game;
    struct lbr lbr;
    if (!command_streets(options->streets, game, &outcome->rules.streets, failure))
        return false;
    if (opponent->is_blueprint && !lbr_feasible(game, failure))
        return judging_lead_on(&opponent->blueprint.tree, opponent->name, failure);
    if (!lbr_open(command_context(), &lbr, game, outcome->rules, failure))
        return false;
    double started = clock_seconds();
    lbr_face(&lbr, &opponent->agent, (uint64_t)options->playing.seed);
    bool done = lbr_run(command_context(), &lbr, ((uint64_t)options->playing.hands + 1) / 2,
                        command_workers(options->playing.workers), &outcome->result, failure);
    outcome->seconds = clock_seconds() - started;
    lbr_close(&lbr);
    return done;
}

static bool run(struct players *players, const struct lbr_options *options, bool raises, struct failure *failure)
{
    struct outcome outcome = {.rules = {.raises = raises}};
    const struct player *opponent = &players->player[0];
    evaluator_init();
    if (!players_open(players, &options->playing, failure))
        return false;
    bool done = measure(opponent, options, &outcome, failure), played = outcome.result.both.count > 0;
    if (played)
        (options->playing.json ? print_json : print_text)(opponent, &outcome);
    if (!done && played && command_is_cancelled())
        return playing_interrupted(hands_of(&outcome), (uint64_t)options->playing.hands, failure);
    return done;
}

static const char about[] =
    "What local best response (Lisy and Bowling 2017) wins against a blueprint file, the one in a\n"
    "logdir, or a built-in player, in mbb (thousandths of the big blind) a hand with the 95 % interval.\n"
    "It knows the strategy, keeps the range of hands that the opponent may hold, and takes the action\n"
    "that is best if nobody bets afterwards. The exploitability is at least what it wins; two players\n"
    "with two hole cards each, any size of game.\n"
    "Ctrl-C ends it with the figures of the hands played so far.";

enum { OPTIONS = PLAYING_OPTIONS + 3 };

static void list_options(struct lbr_options *options, struct players *players, struct option table[OPTIONS])
{
    const struct option own[OPTIONS - PLAYING_OPTIONS] = {
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
        option_buckets("buckets", &players->buckets[0], "the bucket file of the blueprint's run, when it has moved"),
    };
    playing_options_list(&options->playing, table);
    memcpy(table + PLAYING_OPTIONS, own, sizeof own);
}

static bool check_usage(const struct players *players, const struct lbr_options *options, bool *raises,
                        struct failure *failure)
{
    if (!players->name[0])
        return failure_set(failure, "against whom? (holdem lbr FILE, or a built-in player such as always-call)");
    return players_check(players, &options->playing, failure) && parse_actions(options->actions, raises, failure);
}

int command_lbr(int argc, char *argv[])
{
    struct players players = {.count = 1, .buckets_flag = {"--buckets"}};
    struct lbr_options options = {{.hands = 10000, .seed = 1}, "fold-call-pot-allin", "all"};
    struct option table[OPTIONS];
    const struct command_form form = {
        "lbr", "lbr BLUEPRINT_OR_BUILT-IN [OPTION...]", about_players(about), table, OPTIONS, agents};
    size_t found = 0;
    int status;
    struct failure failure;
    bool raises = false;
    list_options(&options, &players, table);
    if (!command_parse(&form, argc, argv, players.name, 1, &found, &status))
        return status;
    if (!check_usage(&players, &options, &raises, &failure))
        return command_fail(form.name, &failure, EXIT_USAGE);
    command_start();
    bool done = run(&players, &options, raises, &failure);
    players_close(&players);
    return command_end(form.name, done, &failure);
}
