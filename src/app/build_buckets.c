/* `holdem build-buckets`: builds a card abstraction file. */
#include "app/commands.h"

#include "base/log.h"
#include "base/text.h"
#include "buckets/bucket_build.h"
#include "buckets/default_buckets.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/lock.h"
#include "train/config.h"

#include <stdio.h>
#include <string.h>

enum { WORKERS_MOST = 1024 };

struct arguments {
    struct bucket_choice choice;
    int64_t workers, players, hands;
    bool k_given[GAME_ROUNDS], restarts_given, seed_given, hands_given;
    const char *out, *game, *config, *method;
};

/* Game and choice of a configuration, where flags do not say otherwise. */
static bool read_config(const struct arguments *arguments, struct train_config *config, struct failure *failure)
{
    const struct config_flags flags = {.config = arguments->config};
    if (!config_open(config, &flags, failure))
        return false;
    for (size_t i = 0; i < config->notes; i++)
        log_warning(command_log(), "%s", config->note[i].text);
    return true;
}

static bool choose(const struct arguments *arguments, const struct bucket_choice *file, struct bucket_choice *choice,
                   struct failure *failure)
{
    *choice = *file;
    choice->training = default_buckets_usual_training;
    choice->careful = true;
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        if (arguments->k_given[s])
            choice->k[s] = arguments->choice.k[s];
    if (arguments->restarts_given)
        choice->restarts = arguments->choice.restarts;
    if (arguments->seed_given)
        choice->seed = arguments->choice.seed;
    if (!arguments->method)
        return true;
    if (strlen(arguments->method) >= sizeof choice->method)
        return failure_set(failure, "--method: too long");
    memcpy(choice->method, arguments->method, strlen(arguments->method) + 1);
    return true;
}

static bool build_file(const struct game *game, const struct bucket_options *options, const char *path,
                       struct failure *failure)
{
    double started = clock_seconds(), started_cpu = clock_process_cpu_seconds();
    if (!bucket_build(command_context(), game, options, path, failure))
        return false;
    log_info(command_log(), "%s: built in %.1f s (%.1f s of processor time, %u worker%s)", path,
             clock_seconds() - started, clock_process_cpu_seconds() - started_cpu, options->workers,
             options->workers == 1 ? "" : "s");
    return true;
}

/* A file of the user's own: nobody else may be building it. */
static bool build_own(const struct game *game, const struct bucket_options *options, const char *path,
                      struct failure *failure)
{
    struct lock *lock;
    if (!file_check_output(path, failure) || lock_take(command_log(), path, &lock, failure) != LOCK_TAKEN)
        return false;
    bool built = build_file(game, options, path, failure);
    lock_release(lock);
    return built;
}

/* The one in the cache: whoever else builds it makes the same. */
static bool build_cached(const struct game *game, const struct bucket_options *options, struct failure *failure)
{
    char path[1024];
    struct lock *lock;
    bool waited;
    if (!default_buckets_path(game, options, path, sizeof path, failure) ||
        !default_buckets_lock(command_context(), path, &lock, &waited, failure))
        return false;
    bool there = waited && file_exists(path);
    if (there)
        log_info(command_log(), "%s: built by the other program", path);
    bool built = there || build_file(game, options, path, failure);
    lock_release(lock);
    return built;
}

static bool build(const struct arguments *arguments, struct failure *failure)
{
    struct game game;
    struct train_config config = {.bucket = {.given = false}};
    struct bucket_choice choice;
    struct bucket_options options;
    if (arguments->config && !read_config(arguments, &config, failure))
        return false;
    const char *game_path = arguments->game ? arguments->game : arguments->config ? config.game : NULL;
    if (!command_cards(game_path, &game, failure) || !choose(arguments, &config.bucket, &choice, failure) ||
        !default_buckets_options(&game, &choice, &options, failure))
        return false;
    options.workers = command_workers(arguments->workers);
    if (arguments->hands_given)
        log_info(command_log(), "--hands has no effect: features are computed over all boards, not sampled");
    return arguments->out ? build_own(&game, &options, arguments->out, failure)
                          : build_cached(&game, &options, failure);
}

static const char about[] =
    "Builds a card abstraction: hands of a street that are alike share a bucket. What they are told apart by is\n"
    "computed exactly over all boards. Streets that are finished when a build is interrupted are taken up by the\n"
    "next one that wants the same.";

/* "emd; ochs on the last street" */
static void describe_usual(char *text, size_t size)
{
    const struct bucket_method *usual = default_buckets_method, *instead = usual->instead;
    text_append(text, size, "%s", usual->choice.name);
    if (instead)
        text_append(text, size, "; %s on the last street", instead->choice.name);
}

/* What it is about, and a line for each method. */
static void describe(char *text, size_t size)
{
    text_append(text, size, "%s\n\nMethods, by what they tell hands apart:\n", about);
    choice_describe(bucket_methods, "  ", text, size);
    text[strlen(text) - 1] = '\0'; /* a line's end follows */
}

int command_build_buckets(int argc, char *argv[])
{
    struct arguments a = {.players = 2};
    char methods[256] = "METHOD for all streets that it fits, STREET=METHOD for one, with commas (", text[2048] = "";
    describe_usual(methods, sizeof methods);
    text_append(methods, sizeof methods, ")");
    describe(text, sizeof text);
    int64_t *k = a.choice.k;
    const struct option options[] = {
        {"k-preflop", OPTION_INTEGER, &k[0], &a.k_given[0], "N", "buckets before the flop (169: one a class of hands)",
         1, BUCKETS_MOST, NULL, NULL},
        {"k-flop", OPTION_INTEGER, &k[1], &a.k_given[1], "N", "buckets on the flop (1000)", 1, BUCKETS_MOST, NULL,
         NULL},
        {"k-turn", OPTION_INTEGER, &k[2], &a.k_given[2], "N", "buckets on the turn (1000)", 1, BUCKETS_MOST, NULL,
         NULL},
        {"k-river", OPTION_INTEGER, &k[3], &a.k_given[3], "N", "buckets on the river (1000)", 1, BUCKETS_MOST, NULL,
         NULL},
        {"method", OPTION_TEXT, &a.method, NULL, "LIST", methods, 0, 0, NULL, NULL},
        {"restarts", OPTION_INTEGER, &a.choice.restarts, &a.restarts_given, "N",
         "how often a clustering is begun anew; the best is taken (3)", 1, BUCKET_RESTARTS_MOST, NULL, NULL},
        {"seed", OPTION_INTEGER, &a.choice.seed, &a.seed_given, "N", "of what clustering draws by chance (0)", 0,
         0x1p53, NULL, NULL},
        {"out", OPTION_TEXT, &a.out, NULL, "FILE", "where to write (the user's cache folder)", 0, 0, NULL, NULL},
        {"game", OPTION_TEXT, &a.game, NULL, "FILE", "a game with other cards (hold'em, 52 cards)", 0, 0, NULL, NULL},
        {"config", OPTION_TEXT, &a.config, NULL, "FILE",
         "a configuration: its game and its section `bucket`; flags win over it", 0, 0, NULL, NULL},
        {"num-workers", OPTION_INTEGER, &a.workers, NULL, "N", "threads, 0: one a core (0)", 0, WORKERS_MOST, NULL,
         NULL},
        {"num-players", OPTION_INTEGER, &a.players, NULL, "N", "accepted; buckets are the same for 2 to 10 (2)", 2,
         GAME_PLAYERS, NULL, NULL},
        {"hands", OPTION_INTEGER, &a.hands, &a.hands_given, "N", "accepted; all boards are counted, none sampled", 0,
         0x1p53, NULL, NULL},
    };
    const struct command_form form = {"build-buckets", "build-buckets [OPTION...]",      text,
                                      options,         sizeof options / sizeof *options, NULL};
    struct failure failure;
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    command_start();
    return command_end(form.name, build(&a, &failure), &failure);
}
