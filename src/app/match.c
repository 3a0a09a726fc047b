/* `holdem match`: how much one player wins from another. */
#include "eval/match.h"
#include "app/commands.h"
#include "app/match_snapshots.h"
#include "app/playing.h"
#include "base/log.h"
#include "base/text.h"
#include "eval/match_hand.h"
#include "platform/progress.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

struct match_options {
    struct playing_options playing;
    bool plain;
    const char *history;
};

/* --- printing --- */

/* How many times more hands a match without corrections would need; false when the corrections leave no variance. */
static bool variance_ratio(const struct match_estimates *estimates, double *ratio)
{
    double plain = estimate_variance(&estimates->plain), corrected = estimate_variance(&estimates->corrected);
    *ratio = corrected > 0 ? plain / corrected : 1;
    return corrected > 0 || plain <= 0;
}

static void print_text(const struct players *players, const struct match_options *options,
                       const struct match_estimates *estimates)
{
    const struct game *game = players->player[0].agent.game;
    struct unit unit = unit_of(game);
    double ratio;
    log_clear_progress(command_log());
    printf("%-18s %s\n", "game", game->name);
    printf("%-18s %s\n", "A", text_shown(players->name[0]).text);
    printf("%-18s %s\n", "B", text_shown(players->name[1]).text);
    printf("%-18s %s, seed %lld: %s deals, each played from both seats\n\n", "hands",
           text_thousands(2 * estimates->plain.count).text, (long long)options->playing.seed,
           text_thousands(estimates->plain.count).text);
    print_estimate("A wins", &estimates->corrected, unit);
    for (unsigned seat = 0; seat < 2; seat++) {
        char label[32];
        snprintf(label, sizeof label, "  as player %u", seat + 1);
        print_estimate(label, &estimates->seat[seat], unit);
    }
    print_estimate("uncorrected", &estimates->plain, unit);
    printf("%-18s %+.0f in all, uncorrected\n", "chips", estimates->chips);
    if (options->plain)
        printf("%-18s not reduced (--plain)\n", "variance");
    else if (variance_ratio(estimates, &ratio))
        printf("%-18s %.2f times smaller than uncorrected\n", "variance", ratio);
    else
        printf("%-18s none left\n", "variance");
    print_yardstick(game);
}

static void print_json(const struct players *players, const struct match_options *options,
                       const struct match_estimates *estimates)
{
    const struct game *game = players->player[0].agent.game;
    struct unit unit = unit_of(game);
    double ratio;
    cJSON *json = cJSON_CreateObject(), *seats;
    cJSON_AddStringToObject(json, "game", game->name);
    cJSON_AddStringToObject(json, "a", players->name[0]);
    cJSON_AddStringToObject(json, "b", players->name[1]);
    cJSON_AddNumberToObject(json, "hands", 2 * (double)estimates->plain.count);
    cJSON_AddNumberToObject(json, "seed", (double)options->playing.seed);
    cJSON_AddStringToObject(json, "unit", unit.name);
    cJSON_AddItemToObject(json, "a_wins", estimate_json(&estimates->corrected, unit.scale, "mean", "interval"));
    seats = cJSON_AddArrayToObject(json, "seats");
    for (unsigned seat = 0; seat < 2; seat++)
        cJSON_AddItemToArray(seats, estimate_json(&estimates->seat[seat], unit.scale, "mean", "interval"));
    cJSON_AddItemToObject(json, "uncorrected", estimate_json(&estimates->plain, unit.scale, "mean", "interval"));
    cJSON_AddNumberToObject(json, "chips", estimates->chips);
    if (variance_ratio(estimates, &ratio))
        cJSON_AddNumberToObject(json, "variance_ratio", ratio);
    else
        cJSON_AddNullToObject(json, "variance_ratio");
    add_yardstick(json, "always_fold", game);
    command_print_json(json);
}

/* --- history --- */

/* One hand of a match; its number counts the hands. */
static bool write_hand(const struct players *players, struct match_deal *deal, unsigned seat,
                       struct match_record *record, struct history_file *history, struct failure *failure)
{
    const struct game *game = deal->game;
    const struct agent *a = &players->player[0].agent, *b = &players->player[1].agent;
    const struct agent *const seated[2] = {seat == 0 ? a : b, seat == 0 ? b : a};
    struct state state;
    match_hand_record(deal, seated, seat, record);
    state_start(game, &state);
    for (unsigned i = 0; i < record->actions; i++)
        state_apply(game, &state, record->action[i]);
    struct history_hand hand = {.game = game,
                                .number = 2 * deal->number + seat,
                                .actions = record->actions,
                                .action = record->action,
                                .known = 3,
                                .board_cards = game_board_cards(game, state.folded ? state.round : game->rounds - 1U)};
    for (unsigned p = 0; p < 2; p++) {
        hand.name[p] = players->name[p == seat ? 0 : 1];
        memcpy(hand.hole[p], deal->cards[p], game->hole_cards);
    }
    memcpy(hand.board, deal->cards[0] + game->hole_cards, hand.board_cards);
    return history_file_write(history, &hand, failure);
}

/* The match again, hand by hand in order: hands are functions of their numbers, and cheap without corrections. */
static bool write_history(const struct players *players, const struct match_plan *plan, uint64_t deals,
                          struct history_file *history, struct failure *failure)
{
    struct progress progress;
    struct match_record record = {0};
    bool written = true;
    progress_start(&progress, command_context(), "Writing hands", (double)deals);
    for (uint64_t d = 0; written && d < deals; d++) {
        struct match_deal deal;
        match_deal_init(&deal, plan->a->game, plan->seed, d);
        for (unsigned seat = 0; written && seat < 2; seat++)
            written = write_hand(players, &deal, seat, &record, history, failure);
        progress.cost_done++;
        progress_show(&progress, 0);
    }
    match_record_release(&record);
    return written;
}

/* --- command --- */

static bool run(struct players *players, const struct match_options *options, struct failure *failure)
{
    struct match_estimates estimates;
    struct history_file history;
    if (!players_open(players, &options->playing, failure) ||
        !history_file_open(command_log(), &history, options->history, players->player[0].agent.game,
                           (uint64_t)options->playing.hands, failure))
        return false;
    for (unsigned i = 0; i < players->count; i++)
        history_file_introduce(&history, players->name[i]);
    struct match_plan plan = {
        .run = command_context(),
        .a = &players->player[0].agent,
        .b = &players->player[1].agent,
        .deals = ((uint64_t)options->playing.hands + 1) / 2,
        .seed = (uint64_t)options->playing.seed,
        .workers = command_workers(options->playing.workers),
        .plain = options->plain,
    };
    bool done = match_play(&plan, &estimates, failure);
    uint64_t played = 2 * estimates.plain.count;
    if (played > 0)
        (options->playing.json ? print_json : print_text)(players, options, &estimates);
    if (!done && played > 0 && command_is_cancelled())
        playing_interrupted(played, (uint64_t)options->playing.hands, failure);
    /* After the figures, which are known: hands take their time. */
    if (history.path && command_is_cancelled())
        log_warning(command_log(), "interrupted: writing the %s hands so far to %s; Ctrl-C again leaves them out",
                    text_thousands(played).text, history.path);
    struct failure unwritten;
    bool written = !history.path || write_history(players, &plan, estimates.plain.count, &history, &unwritten);
    written = history_file_close(&history, written, &unwritten);
    if (!written)
        *failure = unwritten;
    return done && written;
}

/* Of these options some are for two players alone. */
static bool check_snapshots(const struct players *players, const struct match_options *options, struct failure *failure)
{
    if (player_is_built_in(players->name[0]))
        return failure_set(failure, "%s has no snapshots: holdem match LOGDIR %s", players->name[0],
                           match_snapshots_word);
    if (!player_check(players->name[0], failure))
        return false;
    if (options->playing.game || options->history || players->buckets[1])
        return failure_set(failure, "%s: against %s there is none",
                           options->playing.game ? "--game"
                           : options->history    ? "--history"
                                                 : "--buckets-b",
                           match_snapshots_word);
    return true;
}

static int run_snapshots(const struct command_form *form, const struct players *players,
                         const struct match_options *options)
{
    struct failure failure;
    const struct snapshot_matches matches = {players->name[0], players->buckets[0], &options->playing, options->plain};
    if (!check_snapshots(players, options, &failure))
        return command_fail(form->name, &failure, EXIT_USAGE);
    command_start();
    bool done = match_snapshots(&matches, &failure);
    return command_end(form->name, done, &failure);
}

static const char about[] =
    "How much A wins from B, in thousandths of a big blind a hand, with the 95 % confidence interval. A\n"
    "and B are blueprint files, logdirs or built-in players; they play the same game for two, their bet\n"
    "sizes and buckets may differ: bets that a blueprint does not know are read as ones it knows. Each\n"
    "deal is played twice with the seats swapped; the luck of cards and of actions is taken out as far as\n"
    "it can be accounted for, which leaves the expectation as it is: the narrowest interval that a number\n"
    "of hands can give. With --plain a hand between blueprints costs a fifth to an eleventh, and the\n"
    "variance is three to four times as large: the narrowest interval that a given time can give. Ctrl-C\n"
    "ends a match with the figures so far. With snapshots in place of B a run's furthest strategy plays\n"
    "against each of its snapshots.";

enum { OPTIONS = PLAYING_OPTIONS + 4 };

static void list_options(struct match_options *options, struct players *players, struct option table[OPTIONS])
{
    const struct option own[OPTIONS - PLAYING_OPTIONS] = {
        {.name = "plain",
         .kind = OPTION_SWITCH,
         .value = &options->plain,
         .help = "count chips as they are won, without taking out luck"},
        option_history(&options->history),
        option_buckets("buckets-a", &players->buckets[0], "the bucket file of A's run, when it has moved"),
        option_buckets("buckets-b", &players->buckets[1], "the same for B"),
    };
    playing_options_list(&options->playing, table);
    memcpy(table + PLAYING_OPTIONS, own, sizeof own);
}

int command_match(int argc, char *argv[])
{
    struct players players = {.count = 2, .buckets_flag = {"--buckets-a", "--buckets-b"}};
    struct match_options options = {.playing = {.hands = 100000, .seed = 1}};
    struct option table[OPTIONS];
    const struct command_form form = {"match", "match A B [OPTION...]", about_players(about), table, OPTIONS, agents};
    size_t found = 0;
    int status;
    struct failure failure;
    list_options(&options, &players, table);
    if (!command_parse(&form, argc, argv, players.name, 2, &found, &status))
        return status;
    if (found < 2) {
        failure_set(&failure, "which two players? (holdem match A B)");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    bool against_snapshots;
    if (!match_snapshots_named(players.name[1], players.name[0], &against_snapshots, &failure))
        return command_fail(form.name, &failure, EXIT_USAGE);
    if (against_snapshots)
        return run_snapshots(&form, &players, &options);
    if (!players_check(&players, &options.playing, &failure))
        return command_fail(form.name, &failure, EXIT_USAGE);
    command_start();
    bool done = run(&players, &options, &failure);
    players_close(&players);
    return command_end(form.name, done, &failure);
}
