/* `holdem build-buckets`: builds a card abstraction file. */
#include "app/commands.h"

#include "base/log.h"
#include "base/text.h"
#include "buckets/bucket_file.h"
#include "buckets/default_buckets.h"
#include "platform/clock.h"

#include <stdio.h>
#include <string.h>

enum { WORKERS_MOST = 1024 };

struct arguments {
    int64_t k[GAME_ROUNDS];
    int64_t workers, seed, players, hands, restarts;
    bool k_given[GAME_ROUNDS], hands_given;
    const char *out, *game, *method;
};

static void note_what_has_no_effect(const struct arguments *arguments)
{
    if (arguments->hands_given)
        log_info("--hands has no effect: strengths are computed over all boards, not sampled");
}

static bool choose_counts(const struct arguments *arguments, const struct game *game, uint32_t k[GAME_ROUNDS],
                          struct failure *failure)
{
    if (!default_buckets_counts(game, k, failure))
        return false;
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        if (arguments->k_given[s] && s >= game->rounds)
            return failure_set(failure, "buckets are given for street %u, but %s has %u", s + 1, game->name,
                               (unsigned)game->rounds);
        else if (arguments->k_given[s])
            k[s] = (uint32_t)arguments->k[s];
    return true;
}

static bool choose_methods(const struct arguments *arguments, const struct game *game,
                           enum bucket_method method[GAME_ROUNDS], struct failure *failure)
{
    struct street_indices indices;
    if (!street_indices_init(&indices, game, failure))
        return false;
    bool chosen = !arguments->method || bucket_methods_parse(arguments->method, game, &indices, method, failure);
    street_indices_release(&indices);
    return chosen;
}

static bool build(const struct arguments *arguments, struct failure *failure)
{
    struct game game;
    if (!command_cards(arguments->game, &game, failure))
        return false;
    struct bucket_options options = {.seed = (uint64_t)arguments->seed, .restarts = (unsigned)arguments->restarts};
    options.workers = command_workers(arguments->workers);
    if (!choose_counts(arguments, &game, options.k, failure) ||
        !choose_methods(arguments, &game, options.method, failure))
        return false;
    char cached[1024];
    const char *path = arguments->out;
    if (!path) {
        if (!default_buckets_path(&game, options.k, cached, sizeof cached, failure))
            return false;
        path = cached;
    }
    note_what_has_no_effect(arguments);
    double started = clock_seconds(), started_cpu = clock_process_cpu_seconds();
    if (!bucket_file_build(&game, &options, path, failure))
        return false;
    log_info("%s: built in %.1f s (%.1f s of processor time, %u worker%s)", path, clock_seconds() - started,
             clock_process_cpu_seconds() - started_cpu, options.workers, options.workers == 1 ? "" : "s");
    return true;
}

int command_build_buckets(int argc, char *argv[])
{
    struct arguments a = {.players = 2, .restarts = 1};
    const struct option options[] = {
        {"k-preflop", OPTION_INTEGER, &a.k[0], &a.k_given[0], "N",
         "buckets before the flop (169: one a class of hands)", 1, BUCKETS_MOST, NULL},
        {"k-flop", OPTION_INTEGER, &a.k[1], &a.k_given[1], "N", "buckets on the flop (80)", 1, BUCKETS_MOST, NULL},
        {"k-turn", OPTION_INTEGER, &a.k[2], &a.k_given[2], "N", "buckets on the turn (80)", 1, BUCKETS_MOST, NULL},
        {"k-river", OPTION_INTEGER, &a.k[3], &a.k_given[3], "N", "buckets on the river (64)", 1, BUCKETS_MOST, NULL},
        {"out", OPTION_TEXT, &a.out, NULL, "FILE", "where to write (the user's cache folder)", 0, 0, NULL},
        {"game", OPTION_TEXT, &a.game, NULL, "FILE", "a .game file with other cards (hold'em, 52 cards)", 0, 0, NULL},
        {"num-workers", OPTION_INTEGER, &a.workers, NULL, "N", "threads, 0: one a core (0)", 0, WORKERS_MOST, NULL},
        {"num-players", OPTION_INTEGER, &a.players, NULL, "N", "accepted; buckets are the same for 2 to 10 (2)", 2,
         GAME_PLAYERS, NULL},
        {"method", OPTION_TEXT, &a.method, NULL, "LIST", "percentile, emd, ochs, potential, lossless", 0, 0, NULL},
        {"restarts", OPTION_INTEGER, &a.restarts, NULL, "N", "restarts", 1, 1000, NULL},
        {"seed", OPTION_INTEGER, &a.seed, NULL, "N", "seed of what clustering draws (0)", 0, 0x1p53, NULL},
        {"hands", OPTION_INTEGER, &a.hands, &a.hands_given, "N", "accepted; all boards are counted, none sampled", 0,
         0x1p53, NULL},
    };
    const struct command_form form = {
        "build-buckets", "build-buckets [OPTION...]",
        "Builds a card abstraction: hands of a street are put in buckets of equal size by their\n"
        "expected strength against a random hand, computed exactly over all boards.",
        options, sizeof options / sizeof *options};
    struct failure failure;
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    command_start();
    return command_end(form.name, build(&a, &failure), &failure);
}
