/* `holdem play`: a person against a strategy at the terminal, or the strategy at an ACPC dealer's table. */
#include "app/commands.h"
#include "app/playing.h"
#include "base/text.h"
#include "cards/evaluator.h"
#include "platform/clock.h"
#include "play/client.h"
#include "play/table.h"

#include <stdlib.h>
#include <string.h>

enum { HOST = 256 };

struct play_options {
    const char *acpc, *history;
    char host[HOST]; /* of acpc */
    uint16_t port;
    int64_t hands, seed;
    struct playing_options playing; /* the game of a built-in player */
};

/* "HOST:PORT" */
static bool read_address(const char *text, char host[HOST], uint16_t *port, struct failure *failure)
{
    const char *colon = strrchr(text, ':');
    int64_t number = 0;
    if (!colon || colon == text || (size_t)(colon - text) >= HOST || !text_parse_integer(colon + 1, &number) ||
        number < 1 || number > UINT16_MAX)
        return failure_set(failure, "--acpc needs HOST:PORT, not '%.80s'", text);
    memcpy(host, text, (size_t)(colon - text));
    host[colon - text] = '\0';
    *port = (uint16_t)number;
    return true;
}

static void print_match(const struct client_result *result, const struct game *game)
{
    printf("%s hands, %s answers, the slowest after %.1f ms\n", text_thousands(result->hands).text,
           text_thousands(result->actions).text, 1000 * result->slowest);
    if (result->won.count > 1)
        print_estimate("won", &result->won, unit_of(game));
}

static bool play_match(const struct play_options *options, const struct agent *agent, struct history_file *history,
                       struct failure *failure)
{
    struct client_result result;
    const struct client_plan plan = {.agent = agent,
                                     .host = options->host,
                                     .port = options->port,
                                     .seed = (uint64_t)options->seed,
                                     .history = history};
    bool played = client_play(&plan, &result, failure);
    if (played || result.hands > 0)
        print_match(&result, agent->game);
    return played;
}

static bool play_person(const struct play_options *options, const struct player *player, struct history_file *history,
                        struct failure *failure)
{
    struct table_result result;
    const struct table_plan plan = {.agent = &player->agent,
                                    .opponent = player->is_blueprint ? "blueprint" : player->name,
                                    .seed = (uint64_t)options->seed,
                                    .hands = (uint64_t)options->hands,
                                    .in = stdin,
                                    .out = stdout,
                                    .history = history};
    if (player->agent.game->players != 2)
        return failure_set(failure, "%s has %u players: at the terminal two play", player->agent.game->name,
                           player->agent.game->players);
    return table_play(&plan, &result, failure);
}

static bool run(struct players *players, const struct play_options *options, struct failure *failure)
{
    struct history_file history;
    evaluator_init();
    if (!players_open(players, &options->playing, failure))
        return false;
    const struct player *player = &players->player[0];
    if (!history_file_open(&history, options->history, player->agent.game, options->acpc ? 0 : (uint64_t)options->hands,
                           failure))
        return false;
    bool played = options->acpc ? play_match(options, &player->agent, &history, failure)
                                : play_person(options, player, &history, failure);
    return history_file_close(&history, played, failure);
}

static const char about[] =
    "Plays a blueprint file, the one in a logdir, or a built-in player (always-fold, always-call,\n"
    "always-raise, random): against you, two at a table, with what it would have done with your cards\n"
    "after every hand; or, with --acpc, at the table of a dealer of the Annual Computer Poker\n"
    "Competition (protocol 2.0.0), any number of players that its game has, until the dealer closes.\n"
    "Bets that its menu lacks are read as others (pseudo-harmonic mapping).";

int command_play(int argc, char *argv[])
{
    struct players players = {.count = 1, .buckets_flag = {"--buckets"}};
    struct play_options options = {.seed = (int64_t)(1000 * clock_wall_seconds())};
    const struct option table[] = {
        {.name = "acpc",
         .kind = OPTION_TEXT,
         .value = &options.acpc,
         .argument = "HOST:PORT",
         .help = "take the dealer's seat at this port"},
        option_history(&options.history),
        {.name = "hands",
         .kind = OPTION_INTEGER,
         .value = &options.hands,
         .argument = "N",
         .help = "end after N hands at the terminal; 0: when you leave",
         .initial = "0",
         .low = 0,
         .high = 1e12},
        {.name = "seed",
         .kind = OPTION_INTEGER,
         .value = &options.seed,
         .argument = "N",
         .help = "of cards and actions",
         .initial = "the clock's",
         .low = 0,
         .high = 0x1p53},
        {.name = "game",
         .kind = OPTION_TEXT,
         .value = &options.playing.game,
         .argument = "FILE",
         .help = "game of a built-in player",
         .initial = "train-blueprint's"},
        option_buckets("buckets", &players.buckets[0], "the bucket file of the blueprint's run, when it has moved"),
    };
    const struct command_form form = {"play", "play BLUEPRINT_OR_BUILT-IN [OPTION...]", about, table,
                                      sizeof table / sizeof *table};
    struct failure failure;
    size_t found = 0;
    int status;
    if (!command_parse(&form, argc, argv, players.name, 1, &found, &status))
        return status;
    if (found == 0) {
        failure_set(&failure, "who plays? (holdem play BLUEPRINT)");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    if ((options.acpc && !read_address(options.acpc, options.host, &options.port, &failure)) ||
        !players_check(&players, &options.playing, &failure))
        return command_fail(form.name, &failure, EXIT_USAGE);
    if (options.acpc)
        command_start();
    bool done = run(&players, &options, &failure);
    players_close(&players);
    return command_end(form.name, done, &failure);
}
