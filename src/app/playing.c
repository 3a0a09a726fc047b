#include "app/playing.h"

#include "app/commands.h"
#include "base/text.h"
#include "eval/yardstick.h"

#include <cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void playing_options_list(struct playing_options *options, struct option table[PLAYING_OPTIONS])
{
    const struct option list[PLAYING_OPTIONS] = {
        {.name = "hands",
         .kind = OPTION_INTEGER,
         .value = &options->hands,
         .argument = "N",
         .help = "hands to play, two a deal: one from each seat",
         .initial = options->hands >= 100000 ? "100,000" : "10,000",
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
        option_workers(&options->workers),
        {.name = "game",
         .kind = OPTION_TEXT,
         .value = &options->game,
         .argument = "FILE",
         .help = "game of built-in players",
         .initial = "train-blueprint's"},
        option_json(&options->json),
    };
    memcpy(table, list, sizeof list);
}

const char *about_players(const char *about)
{
    static char text[4096];
    text[0] = '\0';
    text_append(text, sizeof text, "%s\n\nBuilt-in players:\n", about);
    choice_describe(agents, "  ", text, sizeof text);
    text[strlen(text) - 1] = '\0'; /* a line's end follows */
    return command_about_filters(text);
}

bool players_check(const struct players *players, const struct playing_options *options, struct failure *failure)
{
    for (unsigned i = 0; i < players->count; i++) {
        bool built_in = player_is_built_in(players->name[i]);
        if (!player_check(players->name[i], failure))
            return false;
        if (options->game && !built_in && !players->takes_tables)
            return failure_set(failure, "--game is for built-in players; a blueprint brings its own game");
        if (players->buckets[i] && built_in)
            return failure_set(failure, "%s: %s needs no buckets", players->buckets_flag[i], players->name[i]);
    }
    return true;
}

bool players_open(struct players *players, const struct playing_options *options, struct failure *failure)
{
    const struct game *game = NULL;
    for (unsigned i = 0; i < players->count; i++) {
        if (player_is_built_in(players->name[i]))
            continue;
        if (!player_open(&players->player[i], players->name[i], players->buckets[i], NULL, failure))
            return false;
        if (options->game && (!command_game(options->game, &players->game, failure) ||
                              !agent_sit(&players->player[i].agent, &players->game, &players->table, failure)))
            return false;
        game = players->player[i].agent.game;
    }
    if (!game) {
        if (!command_game(options->game, &players->game, failure))
            return false;
        game = &players->game;
    }
    for (unsigned i = 0; i < players->count; i++) {
        if (player_is_built_in(players->name[i]) &&
            !player_open(&players->player[i], players->name[i], NULL, game, failure))
            return false;
    }
    return true;
}

void players_close(struct players *players)
{
    for (unsigned i = 0; i < players->count; i++)
        player_close(&players->player[i]);
}

struct option option_history(const char **path)
{
    return (struct option){.name = "history",
                           .kind = OPTION_TEXT,
                           .value = path,
                           .argument = "FILE",
                           .help = "append every hand: .phhs (PHH; .phh: one hand), .acpc or .log (ACPC log lines)"};
}

struct unit unit_of(const struct game *game)
{
    chips big_blind = game_big_blind(game);
    return big_blind > 0 ? (struct unit){1000.0 / big_blind, "mbb/hand"} : (struct unit){1, "chips/hand"};
}

void print_estimate(const char *label, const struct estimate *estimate, struct unit unit)
{
    double mean = estimate->mean * unit.scale;
    if (fabs(mean) < 1e-9)
        mean = 0; /* what doubles leave of 0, without a sign */
    printf("%-18s %+12.2f +- %.2f %s\n", label, mean, estimate_interval(estimate) * unit.scale, unit.name);
}

struct cJSON *estimate_json(const struct estimate *estimate, double scale, const char *mean, const char *interval)
{
    struct cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, mean, estimate->mean * scale);
    cJSON_AddNumberToObject(json, interval, estimate_interval(estimate) * scale);
    return json;
}

void print_yardstick(const struct game *game)
{
    double lost;
    if (yardstick_always_fold_mbb(game, &lost))
        printf("%-18s %12.2f %s: what always-fold gives away\n", "for scale", lost, unit_of(game).name);
}

void add_yardstick(struct cJSON *json, const char *name, const struct game *game)
{
    struct cJSON *yardsticks = cJSON_AddObjectToObject(json, "yardsticks");
    double lost;
    if (yardstick_always_fold_mbb(game, &lost))
        cJSON_AddNumberToObject(yardsticks, name, lost);
}

bool playing_interrupted(uint64_t played, uint64_t asked, struct failure *failure)
{
    return failure_set(failure, "interrupted: the figures are of %s of %s hands", text_thousands(played).text,
                       text_thousands(asked).text);
}
