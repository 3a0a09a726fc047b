/* `holdem evaluate`: exact value and exploitability of a blueprint whose game is small enough to go over. */
#include "app/commands.h"
#include "app/evaluate_scale.h"
#include "app/playing.h"
#include "base/log.h"
#include "base/text.h"
#include "eval/blueprint.h"
#include "eval/exploit.h"
#include "eval/inside.h"
#include "eval/judging.h"
#include "eval/lbr.h"
#include "eval/sampled.h"

#include <cJSON.h>
#include <stdio.h>

struct evaluate_options {
    bool json, inside, sampled;
    const char *buckets;
    int64_t workers; /* 0: all cores */
    int64_t boards;  /* of the sample */
    int64_t seed;
};

/* In the real game, and where it was asked for inside the abstraction. */
struct figures {
    struct best_response real, inside;
    bool has_inside;
    struct evaluate_scale scale;
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
    if (game_in_mbb(game, result->exploitability, &mbb))
        printf(" = %.3f mbb (big blind %d)", mbb, (int)game_big_blind(game));
    putchar('\n');
}

/* The tree of a limit game holds every bet that is legal; that of a no-limit game those of the menu. */
static bool responder_bets_anything(const struct game *game)
{
    return !game->no_limit;
}

/* What the figures are of: local best response may find more than the best response here. */
static void print_responder(const struct blueprint *blueprint, const char *path)
{
    const struct game *game = &blueprint->game;
    if (responder_bets_anything(game)) {
        printf("\nBest responses see their cards and may bet whatever is legal.\n");
        return;
    }
    printf("\nThis is the exploitability within the menu: best responses see their cards, but bet only what the "
           "blueprint's\nmenu offers. In the real game, where every bet is legal, it may be larger%s",
           lbr_feasible(game, NULL) ? "; a lower bound of that:\n" : ".\n");
    if (lbr_feasible(game, NULL))
        printf("holdem lbr %s\n", text_shown(path).text);
}

static void print_text(const struct blueprint *blueprint, const char *path, const struct figures *figures)
{
    const struct game *game = &blueprint->game;
    const struct best_response *result = &figures->real;
    log_clear_progress(command_log());
    printf("%-14s %s\n", "game", game->name);
    if (blueprint->filters.count > 0)
        printf("%-14s %s\n", "played as", text_shown(path).text);
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
    evaluate_scale_print(&figures->scale, game);
    if (figures->has_inside) {
        printf("\ninside the abstraction, against the strategies found\n");
        print_players("best response", figures->inside.best, game->players);
        print_exploitability(game, &figures->inside);
    }
    evaluate_scale_print_resolution(&figures->scale, result->exploitability);
    print_responder(blueprint, path);
}

static void add_mbb(cJSON *json, const char *name, const struct game *game, const struct best_response *result)
{
    double mbb;
    if (game_in_mbb(game, result->exploitability, &mbb))
        cJSON_AddNumberToObject(json, name, mbb);
    else
        cJSON_AddNullToObject(json, name);
}

static void add_responder(cJSON *json, const struct game *game)
{
    cJSON_AddStringToObject(json, "responder_bets", responder_bets_anything(game) ? "all" : "menu");
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
    add_responder(json, game);
    if (figures->has_inside) {
        cJSON_AddNumberToObject(json, "inside_exploitability", figures->inside.exploitability);
        add_mbb(json, "inside_exploitability_mbb", game, &figures->inside);
    }
    cJSON_AddNumberToObject(json, "resolution", figures->scale.resolution);
    evaluate_scale_add(json, &figures->scale, game);
    command_print_json(json);
}

/* While boards are sampled. */
struct sampling {
    const struct blueprint *blueprint;
    struct sampled_plan plan;
};

static void print_figure(const char *label, const struct estimate *estimate, double unit)
{
    printf("%-22s %12.3f +- %.3f mbb\n", label, unit * estimate->mean, unit * estimate_interval(estimate));
}

/* What responses win bounds the exploitability from below, and so does 0: nobody has to respond. */
static struct estimate at_least(struct estimate exploitability)
{
    exploitability.mean = exploitability.mean > 0 ? exploitability.mean : 0;
    return exploitability;
}

static void print_bound(const struct estimate *exploitability, double unit)
{
    double interval = unit * estimate_interval(exploitability);
    if (exploitability->mean > 0)
        print_figure("exploitability, at least", exploitability, unit);
    else
        printf("%-22s %12.3f mbb: the responses that were found win %.3f +- %.3f mbb, too little to tell; more boards "
               "tell more\n",
               "exploitability, at least", 0.0, unit * exploitability->mean, interval);
}

static void add_estimate(cJSON *json, const char *name, const struct estimate *estimate)
{
    cJSON_AddItemToObject(json, name, estimate_json(estimate, 1, "chips", "interval"));
}

static void print_sampled(const struct blueprint *blueprint, const char *path, const struct evaluate_options *options,
                          const struct sampled *result)
{
    const struct game *game = &blueprint->game;
    struct evaluate_scale scale = evaluate_scale_of(command_context(), &blueprint->tree);
    double unit = unit_of(game).scale;
    if (options->json) {
        struct estimate bound = at_least(result->exploitability);
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "game", game->name);
        cJSON_AddNumberToObject(json, "iterations", (double)blueprint->iterations);
        cJSON_AddNumberToObject(json, "boards", (double)result->boards);
        add_estimate(json, "value", &result->value);
        add_estimate(json, "best_response_1", &result->best[0]);
        add_estimate(json, "best_response_2", &result->best[1]);
        add_estimate(json, "exploitability", &bound);
        add_responder(json, game);
        evaluate_scale_add(json, &scale, game);
        command_print_json(json);
        return;
    }
    printf("%-22s %s\n", "game", game->name);
    printf("%-22s %s\n", "iterations", text_thousands(blueprint->iterations).text);
    if (blueprint->filters.count > 0)
        printf("%-22s %s\n", "played as", text_shown(path).text);
    printf("%-22s %s of the second street, 95 %% intervals\n\n", "boards sampled", text_thousands(result->boards).text);
    print_figure("value of player 1", &result->value, unit);
    print_figure("response of player 1", &result->best[0], unit);
    print_figure("response of player 2", &result->best[1], unit);
    print_bound(&result->exploitability, unit);
    double always_fold;
    if (scale.has_always_fold && game_in_mbb(game, scale.always_fold, &always_fold))
        printf("%-22s %12.3f mbb: always-fold\n", "for scale", always_fold);
    print_responder(blueprint, path);
}

/* On standard error, as JSON may follow: what it will take and, once there are some, the figures so far. */
static void tell_sampled(void *context, const struct sampled_news *news)
{
    const struct sampling *sampling = context;
    uint64_t boards = sampling->plan.boards;
    double unit = unit_of(&sampling->blueprint->game).scale;
    char figures[128] = "";
    if (news->so_far.boards > 0)
        text_append(figures, sizeof figures, ": exploitability at least %.0f +- %.0f mbb after %s of them",
                    unit * at_least(news->so_far.exploitability).mean,
                    unit * estimate_interval(&news->so_far.exploitability), text_thousands(news->so_far.boards).text);
    log_clear_progress(command_log());
    fprintf(stderr, "%s boards take about %s, %s so far%s; Ctrl-C ends it with the boards that are done\n",
            text_thousands(boards).text, text_seconds(news->seconds * (double)boards / news->done).text,
            text_seconds(news->seconds).text, figures);
}

static bool suits_sampling(const struct blueprint *blueprint, struct failure *failure)
{
    if (game_big_blind(&blueprint->game) <= 0)
        return failure_set(failure, "%s has no blinds to measure in", blueprint->game.name);
    return sampled_feasible(&blueprint->tree, failure);
}

static bool evaluate_sampled(struct blueprint *blueprint, const char *path, const struct evaluate_options *options,
                             unsigned workers, struct failure *failure)
{
    struct sampled result;
    if (!suits_sampling(blueprint, failure))
        return judging_lead_on(&blueprint->tree, path, failure);
    if (!blueprint_verify(blueprint, failure) || !blueprint_open_buckets(blueprint, options->buckets, failure))
        return false;
    struct policy policy = blueprint_as_policy(blueprint);
    struct sampling sampling = {.blueprint = blueprint,
                                .plan = {.run = command_context(),
                                         .tree = &blueprint->tree,
                                         .policy = &policy,
                                         .boards = (uint64_t)options->boards,
                                         .seed = (uint64_t)options->seed,
                                         .workers = workers,
                                         .tell = tell_sampled,
                                         .context = &sampling}};
    bool done = sampled_compute(&sampling.plan, &result, failure);
    if (result.boards > 0)
        print_sampled(blueprint, path, options, &result);
    if (done || !command_is_cancelled())
        return done;
    return result.boards > 0
               ? failure_set(failure, "interrupted: the figures are of %s of %s boards",
                             text_thousands(result.boards).text, text_thousands((uint64_t)options->boards).text)
               : failure_set(failure, "interrupted before two boards were done: nothing is known yet");
}

static bool say_other_ways(const struct blueprint *blueprint, const char *path, struct failure *failure)
{
    char others[sizeof failure->text] = "";
    judging_say_others(&blueprint->tree, path, others, sizeof others);
    return failure_add(failure, "; %s", others);
}

static bool evaluate_blueprint(struct blueprint *blueprint, const char *path, const struct evaluate_options *options,
                               struct failure *failure)
{
    struct figures figures = {.has_inside = options->inside};
    unsigned workers = command_workers(options->workers);
    if (options->sampled)
        return evaluate_sampled(blueprint, path, options, workers, failure);
    /* Size first: no use in looking for the buckets of a game that is too large anyway. */
    bool listed = best_response_feasible(&blueprint->tree, failure);
    /* Boards are gone over for two players alone: the reason why more are refused is the number of deals. */
    if (!listed && (blueprint->game.players != 2 || !exploit_feasible(&blueprint->tree, failure)))
        return say_other_ways(blueprint, path, failure);
    if (!blueprint_verify(blueprint, failure) || !blueprint_open_buckets(blueprint, options->buckets, failure))
        return false;
    struct policy policy = blueprint_as_policy(blueprint);
    if (listed && !best_response_compute(command_context(), &blueprint->tree, &policy, &figures.real))
        return failure_set(failure, "interrupted");
    if (!listed && !exploit_compute(command_context(), &blueprint->tree, &policy, workers, &figures.real, failure))
        return false;
    if (options->inside && !inside_compute(command_context(), &blueprint->tree, &blueprint->abstraction, &policy,
                                           INSIDE_ITERATIONS, workers, &figures.inside, failure))
        return failure_context(failure, "--in-abstraction");
    figures.scale = evaluate_scale_of(command_context(), &blueprint->tree);
    if (options->json)
        print_json(blueprint, &figures);
    else
        print_text(blueprint, path, &figures);
    return true;
}

static const char about[] =
    "Exact value per player, best responses, NashConv (the sum of what each player gains by\n"
    "best-responding) and exploitability (NashConv / players) of a blueprint file, or of the\n"
    "one in a logdir. Any number of players when all deals can be listed; two players also when\n"
    "all boards can be gone over (twenty million hands that differ), and by sampled boards when\n"
    "they cannot. A best responder sees his cards, whatever buckets the blueprint has, and bets what its\n"
    "menu offers: the exploitability is that within the menu. Where every bet is legal it may be larger;\n"
    "holdem lbr bounds that one from below.";

int command_evaluate(int argc, char *argv[])
{
    struct evaluate_options options = {.seed = 1};
    const struct option table[] = {
        option_json(&options.json),
        {.name = "in-abstraction",
         .kind = OPTION_SWITCH,
         .value = &options.inside,
         .help = "also how far opponents get who have no other buckets than the blueprint (60 more walks)"},
        {.name = "boards",
         .kind = OPTION_INTEGER,
         .value = &options.boards,
         .given = &options.sampled,
         .argument = "N",
         .help =
             "sample N boards of the second street (flops) and give 95 % intervals: says soon how long it takes, and "
             "Ctrl-C ends it with the boards that are done; without it all are gone over",
         .low = SAMPLED_LEAST,
         .high = 1e6},
        {.name = "seed",
         .kind = OPTION_INTEGER,
         .value = &options.seed,
         .argument = "N",
         .help = "of the sample",
         .initial = "1",
         .low = 0,
         .high = 1e15},
        option_buckets("buckets", &options.buckets, "the bucket file of the run, when it has moved"),
        option_workers(&options.workers),
    };
    const struct command_form form = {"evaluate", "evaluate FILE [OPTION...]",  command_about_filters(about),
                                      table,      sizeof table / sizeof *table, NULL};
    size_t found = 0;
    int status;
    struct failure failure;
    const char *path;
    if (!command_parse(&form, argc, argv, &path, 1, &found, &status))
        return status;
    if (found == 0) {
        failure_set(&failure, "which blueprint? (holdem evaluate FILE)");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    command_start();
    struct blueprint blueprint;
    if (!blueprint_open_filtered(path, &blueprint, &failure))
        return command_fail(form.name, &failure, EXIT_FAILED);
    bool done = evaluate_blueprint(&blueprint, path, &options, &failure);
    blueprint_close(&blueprint);
    return command_end(form.name, done, &failure);
}
