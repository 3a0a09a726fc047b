/* `holdem play`: a person against a strategy at the terminal, or the strategy at an ACPC dealer's table. */
#include "app/commands.h"
#include "app/playing.h"
#include "base/log.h"
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

/* "blinds 100/50, stacks 20000/20000 (200 big blinds)" */
static void describe(const struct game *game, char *out, size_t size)
{
    chips least = game->stack[0], big_blind = game_big_blind(game);
    out[0] = '\0';
    for (unsigned p = 0; p < game->players; p++) {
        text_append(out, size, "%s%d", p ? "/" : "blinds ", (int)game->blind[p]);
        least = game->stack[p] < least ? game->stack[p] : least;
    }
    for (unsigned p = 0; p < game->players && least != CHIPS_UNLIMITED; p++)
        text_append(out, size, "%s%d", p ? "/" : ", stacks ", (int)game->stack[p]);
    if (least != CHIPS_UNLIMITED && big_blind > 0)
        text_append(out, size, " (%.4g big blinds)", (double)least / big_blind);
}

/* What is assumed of a table. */
static void say_assumptions(const struct players *players, const struct play_options *options)
{
    const struct player *player = &players->player[0];
    char here[256], there[256];
    const struct game *table = player->agent.game, *own = player->is_blueprint ? &player->blueprint.game : table;
    describe(own, here, sizeof here);
    describe(table, there, sizeof there);
    if (options->acpc && !options->playing.game)
        log_info(command_log(), "The dealer is taken to play %s: %s. Another game is named by --game FILE", own->name,
                 here);
    if (players->table.is_other)
        log_info(
            command_log(),
            "The strategy is of %s: %s. At this table (%s) its bets are the same fractions of the pot, and all-in is "
            "all-in",
            own->name, here, there);
    if (options->playing.game && player->is_blueprint && !players->table.fits_seats)
        log_info(command_log(),
                 "Seats post blinds or act in another order than in %s: where the strategy does not know who acts it "
                 "checks and calls",
                 own->name);
}

/* Who does not say how a blueprint is to be played gets what is usual at a table. */
static bool plays_as_usual(const struct player *player)
{
    return player->is_blueprint && player->blueprint.filters.count == 0;
}

static void say_how_it_plays(const struct player *player)
{
    if (plays_as_usual(player))
        log_info(command_log(),
                 "Plays as " FILTER_AT_TABLE
                 ":%s: actions of less than 5 %% are left out. plain:%s plays as it was trained",
                 player->name, player->name);
}

/* What is known of how it plays, once there is somebody to play with. */
struct introduction {
    const struct players *players;
    const struct play_options *options;
};

static void introduce(void *context)
{
    const struct introduction *introduction = context;
    say_how_it_plays(&introduction->players->player[0]);
    say_assumptions(introduction->players, introduction->options);
}

static bool play_match(const struct play_options *options, const struct players *players, struct history_file *history,
                       struct failure *failure)
{
    struct client_result result;
    const struct agent *agent = &players->player[0].agent;
    struct introduction introduction = {players, options};
    const struct client_plan plan = {.run = command_context(),
                                     .agent = agent,
                                     .host = options->host,
                                     .port = options->port,
                                     .seed = (uint64_t)options->seed,
                                     .history = history,
                                     .reached = introduce,
                                     .context = &introduction};
    bool played = client_play(&plan, &result, failure);
    if (played || result.hands > 0)
        print_match(&result, agent->game);
    return played;
}

static bool suits_terminal(const struct game *game, struct failure *failure)
{
    return game->players == 2 ||
           failure_set(failure, "%s has %u players: at the terminal two play", game->name, game->players);
}

static bool play_person(const struct play_options *options, const struct players *players, struct history_file *history,
                        struct failure *failure)
{
    struct table_result result;
    const struct player *player = &players->player[0];
    const struct table_plan plan = {.agent = &player->agent,
                                    .opponent = player->is_blueprint ? "blueprint" : player->name,
                                    .seed = (uint64_t)options->seed,
                                    .hands = (uint64_t)options->hands,
                                    .in = stdin,
                                    .out = stdout,
                                    .history = history};
    introduce(&(struct introduction){players, options});
    return table_play(&plan, &result, failure);
}

static bool run(struct players *players, const struct play_options *options, struct failure *failure)
{
    struct history_file history;
    evaluator_init();
    if (!players_open(players, &options->playing, failure))
        return false;
    struct player *player = &players->player[0];
    if (!options->acpc && !suits_terminal(player->agent.game, failure))
        return false;
    if (!history_file_open(command_log(), &history, options->history, player->agent.game,
                           options->acpc ? 0 : (uint64_t)options->hands, failure))
        return false;
    if (plays_as_usual(player))
        player->agent.filters = filter_at_table();
    bool played = options->acpc ? play_match(options, players, &history, failure)
                                : play_person(options, players, &history, failure);
    return history_file_close(&history, played, failure);
}

/* All that is asked for on the command line; its exit status. */
static int check_and_run(const struct command_form *form, struct players *players, struct play_options *options)
{
    struct failure failure;
    if ((options->acpc && !read_address(options->acpc, options->host, &options->port, &failure)) ||
        !players_check(players, &options->playing, &failure))
        return command_fail(form->name, &failure, EXIT_USAGE);
    if (options->acpc)
        command_start();
    bool done = run(players, options, &failure);
    players_close(players);
    return command_end(form->name, done, &failure);
}

static const char about[] =
    "Plays a blueprint file, the one in a logdir, or a built-in player: against you, two at a table,\n"
    "with what it would have done with your cards after every hand; or, with --acpc, at the table of a\n"
    "dealer of the Annual Computer Poker Competition (protocol 2.0.0), any number of players that its\n"
    "game has, until the dealer closes. Bets that its menu lacks are read as others (pseudo-harmonic\n"
    "mapping). With --game a blueprint plays stacks and blinds that it was not trained for: by fractions\n"
    "of the pot, all-in for all-in. A dealer whose game turns out to be another one is played with to the\n"
    "end all the same. A blueprint that stands alone plays as " FILTER_AT_TABLE ":FILE, without what it\n"
    "would seldom do.";

int command_play(int argc, char *argv[])
{
    struct players players = {.count = 1, .takes_tables = true, .buckets_flag = {"--buckets"}};
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
         .help = "the game at the table, with other stacks or blinds than the blueprint's too",
         .initial = "the blueprint's, else train-blueprint's"},
        option_buckets("buckets", &players.buckets[0], "the bucket file of the blueprint's run, when it has moved"),
    };
    const struct command_form form = {
        "play", "play BLUEPRINT_OR_BUILT-IN [OPTION...]", about_players(about), table, sizeof table / sizeof *table,
        agents};
    struct failure failure;
    size_t found = 0;
    int status;
    if (!command_parse(&form, argc, argv, players.name, 1, &found, &status))
        return status;
    if (found == 0) {
        failure_set(&failure, "who plays? (holdem play BLUEPRINT)");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    return check_and_run(&form, &players, &options);
}
