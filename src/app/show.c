/* `holdem show`: the strategy of a blueprint at a betting sequence, for people (chart or table) and programs
 * (JSON). */
#include "app/commands.h"
#include "base/text.h"
#include "eval/blueprint.h"
#include "eval/chart.h"
#include "eval/in_words.h"
#include "eval/line.h"
#include "eval/spot_json.h"
#include "platform/terminal.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct show_options {
    const char *board, *hand, *action, *buckets;
    bool json, summary, sizes, chips;
    int64_t width;
};

static void print_json(const struct spot *spot, const struct spot_hand *hand)
{
    cJSON *json = spot_json(spot);
    if (hand)
        spot_json_add_hand(json, spot, hand);
    else
        cJSON_AddItemToObject(json, "hands", spot_json_hands(spot));
    command_print_json(json);
}

/* Does --action name it, by its ACPC text, its letter in the chart or its word? */
static bool is_action(const struct spot_action *action, const char *name)
{
    return strcmp(action->text.text, name) == 0 ||
           (strlen(name) == 1 && (name[0] == action->letter || name[0] == action->words.letter));
}

/* What --action names: all raises together by their letter, or one action. */
static bool find_action(const struct spot *spot, const char *name, struct spot_choice *only, struct failure *failure)
{
    char offered[512] = "";
    for (unsigned i = 0; i < spot->choices; i++) {
        const struct spot_choice *choice = &spot->choice[i];
        if (name[0] == choice->letter && name[1] == '\0') {
            *only = *choice;
            return true;
        }
        if (choice->count > 1)
            text_append(offered, sizeof offered, "%c (all sizes), ", choice->letter);
    }
    for (unsigned a = 0; a < spot->actions; a++) {
        const struct spot_action *action = &spot->action[a];
        *only = (struct spot_choice){action->letter, a, 1};
        if (is_action(action, name))
            return true;
        text_append(offered, sizeof offered, "%s%s", a ? ", " : "", action->text.text);
    }
    return failure_set(failure, "no action '%s' here; offered are %s", name, offered);
}

static bool print_spot(const struct spot *spot, const struct show_options *options, struct failure *failure)
{
    struct chart_style style = {.colour = terminal_shows_colour(stdout),
                                .width = (unsigned)options->width,
                                .sizes = options->sizes,
                                .unit = options->chips ? AMOUNT_CHIPS : AMOUNT_BIG_BLINDS};
    struct spot_hand hand;
    struct spot_choice only;
    if (options->hand && !spot_find_hand(spot, options->hand, &hand, failure))
        return false;
    if (options->action && !find_action(spot, options->action, &only, failure))
        return false;
    if (options->json) {
        print_json(spot, options->hand ? &hand : NULL);
        return true;
    }
    chart_print_heading(stdout, spot, &style);
    if (options->hand) {
        chart_print_hand(stdout, spot, &hand, &style);
    } else {
        chart_print_hands(stdout, spot, options->action ? &only : NULL, &style);
        putchar('\n');
    }
    chart_print_actions(stdout, spot, options->hand ? hand.strategy : NULL, &style);
    return true;
}

static bool show_spot(const struct blueprint *blueprint, const char *sequence, const struct show_options *options,
                      struct failure *failure)
{
    struct spot spot;
    struct line line;
    if (!spot_open(blueprint, sequence, options->board, &spot, failure))
        return false;
    line_open(&spot, &line);
    line_tell(&spot, &line);
    line_close(&line);
    bool done = print_spot(&spot, options, failure);
    spot_close(&spot);
    return done;
}

static bool show_summary(const struct blueprint *blueprint, struct failure *failure)
{
    struct play_in_words words;
    if (!in_words(blueprint, &words, failure))
        return false;
    puts(words.text);
    return true;
}

static bool show(const char *path, const char *sequence, const struct show_options *options, struct failure *failure)
{
    struct blueprint blueprint;
    if (!blueprint_open_filtered(path, &blueprint, failure))
        return false;
    bool done =
        blueprint_open_buckets(&blueprint, options->buckets, failure) &&
        (options->summary ? show_summary(&blueprint, failure) : show_spot(&blueprint, sequence, options, failure));
    blueprint_close(&blueprint);
    return done;
}

int command_show(int argc, char *argv[])
{
    unsigned columns = terminal_width();
    struct show_options options = {.width = columns > CHART_WIDTH_LEAST ? columns : CHART_WIDTH_LEAST};
    const struct option table[] = {
        {.name = "board",
         .kind = OPTION_ANY_TEXT,
         .value = &options.board,
         .argument = "CARDS",
         .help = "the board on later streets, e.g. AhKsTd"},
        {.name = "hand",
         .kind = OPTION_TEXT,
         .value = &options.hand,
         .argument = "CARDS",
         .help = "one hand instead of all: AhKh, or a class, AA, AKs or 72o"},
        {.name = "action",
         .kind = OPTION_TEXT,
         .value = &options.action,
         .argument = "A",
         .help = "a chart of this action alone: its letter in the chart (R: raises of all sizes) or r250"},
        {.name = "sizes",
         .kind = OPTION_SWITCH,
         .value = &options.sizes,
         .help = "every size of a raise for itself; else raises are summed"},
        {.name = "chips",
         .kind = OPTION_SWITCH,
         .value = &options.chips,
         .help = "amounts in chips instead of big blinds"},
        {.name = "width",
         .kind = OPTION_INTEGER,
         .value = &options.width,
         .argument = "N",
         .low = CHART_WIDTH_LEAST,
         .high = 1000,
         .help = "columns to use (the terminal's, 80 without one; from 107 on a cell shows two choices)"},
        {.name = "summary",
         .kind = OPTION_SWITCH,
         .value = &options.summary,
         .help = "one line instead: how the first player opens, and what is answered"},
        option_json(&options.json),
        option_buckets("buckets", &options.buckets, "the bucket file of the run, when it has moved"),
    };
    const struct command_form form = {
        "show",
        "show FILE [SEQUENCE] [OPTION...]",
        command_about_filters(
            "The strategy of a blueprint file, or of the one in a logdir, at a betting sequence in the\n"
            "ACPC notation: f, c (also check), r250 (raise to 250 in all; r in limit games), and a / before\n"
            "each later street, e.g. r250c/. Without a sequence: the first decision of the hand."),
        table,
        sizeof table / sizeof *table,
        NULL};
    struct failure failure;
    const char *arguments[2] = {NULL, NULL};
    size_t found = 0;
    int status;
    if (!command_parse(&form, argc, argv, arguments, 2, &found, &status))
        return status;
    if (found == 0) {
        failure_set(&failure, "which blueprint? (holdem show FILE [SEQUENCE])");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    if (options.summary && (arguments[1] || options.board || options.hand || options.action || options.json)) {
        failure_set(&failure, "--summary stands alone: it takes no sequence, board, hand or action, and is no JSON");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    return command_end(form.name, show(arguments[0], arguments[1], &options, &failure), &failure);
}
