/* `holdem bucket`: the bucket of a hand, and the buckets like it. */
#include "app/bucket_print.h"
#include "app/commands.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "eval/bucket_search.h"
#include "game/dealt.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>

struct arguments {
    const char *hand, *board, *buckets, *game;
    bool json;
};

/* Hole cards, then the board. */
static bool deal_all(const struct arguments *arguments, const struct game *game, struct dealt *dealt,
                     struct failure *failure)
{
    *dealt = (struct dealt){.count = 0};
    if (!dealt_add(dealt, arguments->hand, game, failure))
        return failure_context(failure, "--hand");
    if (dealt->count != game->hole_cards)
        return failure_set(failure, "--hand: %u card%s; a hand of %s has %u", dealt->count,
                           dealt->count == 1 ? "" : "s", game->name, (unsigned)game->hole_cards);
    return !arguments->board || dealt_add(dealt, arguments->board, game, failure) ||
           failure_context(failure, "--board");
}

static void print_hand(const struct arguments *arguments, const struct bucket_view *view, unsigned street,
                       uint64_t index, uint32_t bucket)
{
    const struct street_map *facts = &view->street[street].facts;
    uint64_t *hands = memory_allocate(facts->buckets, sizeof *hands);
    bucket_view_count_hands(view, street, hands);
    if (arguments->json) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "hand", arguments->hand);
        cJSON_AddStringToObject(json, "board", arguments->board ? arguments->board : "");
        cJSON_AddStringToObject(json, "buckets", view->abstraction.source);
        cJSON_AddStringToObject(json, "street", view->street[street].name);
        cJSON_AddNumberToObject(json, "canonical_index", (double)index);
        cJSON_AddStringToObject(json, "buckets_file", view->abstraction.source);
        cJSON_AddItemToObject(json, "bucket", bucket_json_one(view, street, bucket, hands[bucket]));
        cJSON_AddItemToObject(json, "nearest", bucket_json_nearest(view, street, bucket, hands));
        command_print_json(json);
    } else {
        log_clear_progress(command_log());
        printf("%s%s%s: %s, bucket %u (there are %u), canonical hand %" PRIu64 " (there are %s)\n", arguments->hand,
               arguments->board ? " " : "", arguments->board ? arguments->board : "", view->street[street].name,
               (unsigned)bucket, (unsigned)facts->buckets, index, text_thousands(facts->hands).text);
        bucket_print_one(view, street, bucket, hands[bucket]);
        printf("  buckets of       %s\n", text_shown(view->abstraction.source).text);
        bucket_print_nearest(view, street, bucket, hands);
    }
    memory_release(hands);
}

static bool show_hand(const struct arguments *arguments, const struct bucket_view *view, struct failure *failure)
{
    struct dealt dealt;
    unsigned street;
    if (!deal_all(arguments, &view->cards, &dealt, failure) ||
        !bucket_view_street_of_board(view, dealt.count - view->cards.hole_cards, &street, failure))
        return false;
    uint64_t index = abstraction_index(&view->abstraction, street, dealt.cards);
    print_hand(arguments, view, street, index, abstraction_read(&view->abstraction, street, index));
    return true;
}

static bool open_view(const char *name, const struct game *game, struct bucket_view *view, struct failure *failure)
{
    char path[ABSTRACTION_SOURCE];
    if (!name)
        return bucket_view_open_default(command_context(), game, command_workers(0), view, failure);
    return bucket_search_named(name, path, sizeof path, failure) && bucket_view_open(path, game, view, failure);
}

static bool run(const struct arguments *arguments, struct failure *failure)
{
    struct bucket_view view;
    struct game game;
    struct dealt dealt;
    bool cards_given = arguments->game || !arguments->buckets;
    /* Mistakes in the cards show before a default abstraction is built for minutes. */
    if (cards_given &&
        (!command_cards(arguments->game, &game, failure) || !deal_all(arguments, &game, &dealt, failure)))
        return false;
    if (!open_view(arguments->buckets, cards_given ? &game : NULL, &view, failure))
        return false;
    bool shown = show_hand(arguments, &view, failure);
    bucket_view_close(&view);
    return shown;
}

int command_bucket(int argc, char *argv[])
{
    struct arguments a = {0};
    const struct option options[] = {
        {.name = "hand",
         .kind = OPTION_TEXT,
         .value = &a.hand,
         .argument = "CARDS",
         .help = "the hole cards, e.g. AhKs"},
        {.name = "board",
         .kind = OPTION_ANY_TEXT,
         .value = &a.board,
         .argument = "CARDS",
         .help = "the board, e.g. Jh9h2c (none: before the flop)"},
        option_buckets(
            "buckets", &a.buckets,
            "a bucket file, or a blueprint file or logdir for those of its run (the default card abstraction "
            "with 1,000 buckets a street, built once)"),
        {.name = "game",
         .kind = OPTION_TEXT,
         .value = &a.game,
         .argument = "FILE",
         .help = "a game with other cards (those of the bucket file, else hold'em, 52 cards)"},
        option_json(&a.json),
    };
    const struct command_form form = {
        "bucket",
        "bucket --hand CARDS [OPTION...]",
        "Says which bucket of a card abstraction a hand is in, what is known of that bucket, and which\n"
        "buckets are nearest to it.",
        options,
        sizeof options / sizeof *options,
        NULL};
    struct failure failure;
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    if (!a.hand) {
        failure_set(&failure, "a hand is wanted: holdem bucket --hand AhKs");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    /* What building an abstraction has to say must not stand among the results. */
    if (a.json)
        log_set_output(command_log(), stderr);
    command_start();
    return command_end(form.name, run(&a, &failure), &failure);
}
