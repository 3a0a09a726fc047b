#include "app/commands.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "eval/filter.h"
#include "game/streets.h"
#include "platform/descriptor.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/machine.h"
#include "platform/processor.h"
#include "platform/terminal.h"
#include "sync/pool.h"
#include "train/config_find.h"

#include <cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct subcommand {
    const char *name;
    int (*run)(int argc, char *argv[]);
    const char *about;
};

/* The program is one piece of work, whatever the subcommand. */
static struct log program_log;
static struct cancellation program_cancellation;
static int program_output_lost; /* errno of results that standard output did not take; 0: none is lacking */
static const struct run_context program = {&program_log, &program_cancellation, NULL};

const struct run_context *command_context(void)
{
    return &program;
}

struct log *command_log(void)
{
    return &program_log;
}

bool command_is_cancelled(void)
{
    return run_is_cancelled(&program);
}

static const struct subcommand subcommands[] = {
    {"train-blueprint", command_train_blueprint, "train a blueprint strategy"},
    {"build-buckets", command_build_buckets, "build a card abstraction file"},
    {"show", command_show, "show the strategy at a betting sequence"},
    {"export", command_export, "the strategy as CSV, JSON or in the layout of other trainers"},
    {"evaluate", command_evaluate, "value and exploitability of a blueprint, exactly"},
    {"lbr", command_lbr, "what local best response wins: a lower bound of exploitability"},
    {"match", command_match, "how much one player wins from another"},
    {"play", command_play, "play a blueprint: against you, or at an ACPC dealer's table"},
    {"serve", command_serve, "a local web page: strategies, training runs, a table to play at"},
    {"bucket", command_bucket, "say which bucket a hand is in, and what is near it"},
    {"inspect", command_inspect, "say what a file is and holds, checksums verified"},
    {"bench", command_bench, "how fast every part is, how it scales, and whether it stays so"},
    {"platform", command_platform, "the detected platform, its waits, and a test of the workers"},
    {"manual", command_manual, "manual pages, for man"},
    {"completions", command_completions, "completion of the command line, for bash, zsh and fish"},
};

enum { SUBCOMMANDS = sizeof subcommands / sizeof *subcommands };

static void print_help(FILE *out)
{
    fprintf(out, "holdem %s: trains blueprint strategies for poker games\n\nusage: holdem SUBCOMMAND [OPTION...]\n\n",
            HOLDEM_VERSION);
    for (size_t i = 0; i < SUBCOMMANDS; i++)
        fprintf(out, "  %-16s %s\n", subcommands[i].name, subcommands[i].about);
    fprintf(out, "\n`holdem SUBCOMMAND --help` lists the options with their units and defaults.\n"
                 "HOLDEM_INSTRUCTIONS=baseline, avx2 or avx512 in the environment: the newest instructions to use.\n");
}

int command_fail(const char *subcommand, const struct failure *failure, enum exit_status status)
{
    log_clear_progress(command_log());
    fflush(stdout);
    fprintf(stderr, "holdem %s: %s\n", subcommand, failure->text);
    return (int)status;
}

/* While the subcommands are described they do nothing but show their forms. */
static struct {
    command_visit *visit;
    void *context;
    const char *summary;
} describing;

static void describe(const struct subcommand *subcommand, const char *below, const char *summary)
{
    char name[32], argument[32];
    char *argv[] = {name, argument, NULL};
    snprintf(name, sizeof name, "%s", subcommand->name);
    snprintf(argument, sizeof argument, "%s", below ? below : "");
    describing.summary = summary;
    subcommand->run(below ? 2 : 1, argv);
}

void commands_describe(command_visit *visit, void *context)
{
    describing.visit = visit;
    describing.context = context;
    for (size_t i = 0; i < SUBCOMMANDS; i++) {
        describe(&subcommands[i], NULL, subcommands[i].about);
        if (subcommands[i].run == command_bench) {
            describe(&subcommands[i], "scaling", "the trainer's rate with 1, 2, ... workers");
            describe(&subcommands[i], "soak", "the trainer's rate over minutes, next to copying and merging tables");
        }
    }
    describing.visit = NULL;
}

bool command_parse(const struct command_form *form, int argc, char *argv[], const char *arguments[], size_t most,
                   size_t *found, int *status)
{
    struct failure failure;
    if (describing.visit) {
        describing.visit(describing.context, form, describing.summary);
        *status = EXIT_DONE;
        return false;
    }
    if (options_want_help(argc, argv)) {
        options_print_help(form->usage, form->about, form->table, form->options);
        *status = EXIT_DONE;
        return false;
    }
    if (options_parse(form->table, form->options, argc, argv, arguments, most, found, &failure))
        return true;
    *status = command_fail(form->name, &failure, EXIT_USAGE);
    return false;
}

const char *command_about_filters(const char *about)
{
    static char text[4096];
    text[0] = '\0';
    text_append(text, sizeof text, "%s\n\nWhat stands in front of a blueprint's name says how it is played:\n", about);
    filter_describe(text, sizeof text);
    return text;
}

struct option option_json(bool *json)
{
    return (struct option){.name = "json", .kind = OPTION_SWITCH, .value = json, .help = "print one JSON object"};
}

struct option option_workers(int64_t *workers)
{
    return (struct option){
        .name = "num-workers",
        .kind = OPTION_INTEGER,
        .value = workers,
        .argument = "N",
        .help = "threads, 0: one a core; the result is the same",
        .initial = "0",
        .low = 0,
        .high = POOL_WORKERS_MOST,
    };
}

struct option option_buckets(const char *name, const char **path, const char *whose)
{
    return (struct option){.name = name, .kind = OPTION_TEXT, .value = path, .argument = "FILE", .help = whose};
}

/* Every game of hold'em has these cards: the betting does not matter to buckets. */
static const struct game holdem = {.name = "hold'em",
                                   .players = 2,
                                   .rounds = 4,
                                   .deck = {CARD_RANKS, CARD_SUITS},
                                   .hole_cards = 2,
                                   .board_cards = {0, 3, 1, 1}};

bool command_game(const char *name, struct game *game, struct failure *failure)
{
    char path[CONFIG_TEXT];
    return config_game_path(name, path, failure) && config_load_game("", path, game, failure);
}

bool command_cards(const char *name, struct game *cards, struct failure *failure)
{
    *cards = holdem;
    return !name || command_game(name, cards, failure);
}

bool command_streets(const char *text, const struct game *game, uint16_t *streets, struct failure *failure)
{
    *streets = 0;
    if (!text || strcmp(text, "all") == 0) {
        *streets = (uint16_t)((1U << game->rounds) - 1);
        return true;
    }
    return streets_parse(text, strlen(text), game, streets, failure) || failure_context(failure, "--streets");
}

unsigned command_workers(int64_t asked)
{
    return asked > 0 ? (unsigned)asked : machine_processors();
}

void command_show_progress(void)
{
    log_set_progress(command_log(), terminal_is_interactive());
}

void command_start(void)
{
    command_show_progress();
    interrupt_end_in_turn();
}

int command_end(const char *subcommand, bool done, const struct failure *failure)
{
    if (done)
        return EXIT_DONE;
    return command_fail(subcommand, failure, command_is_cancelled() ? EXIT_INTERRUPTED : EXIT_FAILED);
}

char *command_json_text(const struct cJSON *json)
{
    char *raw = cJSON_Print(json), *text = text_clean_copy(raw);
    cJSON_free(raw);
    return text;
}

void command_print_json(struct cJSON *json)
{
    char *text = command_json_text(json);
    log_clear_progress(command_log());
    puts(text);
    file_note_failure(stdout, &program_output_lost);
    memory_release(text);
    cJSON_Delete(json);
}

/* What was printed has been taken by whoever reads it. A pipe that nobody reads any more is none of the program's
 * failures. */
static bool check_output(struct failure *failure)
{
    int error = log_output_error(command_log());
    if (error == 0)
        error = file_flush(stdout, program_output_lost);
    return error == 0 || error == EPIPE || failure_system(failure, error, "standard output: cannot be written");
}

static void *allocate_json(size_t bytes)
{
    return memory_allocate(bytes, 1);
}

/* Before anything else. That JSON has no memory is found out where it is asked for: what is written lacks nothing. The
 * library (api/holdem.h) leaves its host's hooks alone: it only reads JSON, and text that could not be read is none. */
static void prepare_process(void)
{
    cJSON_Hooks hooks = {allocate_json, memory_release};
    log_init(&program_log);
    /* Whoever closed it wants no log there; results that are asked for are lost, and that is a failure. */
    if (!descriptor_open_standard())
        log_set_output(command_log(), descriptor_nowhere());
    file_view_guard();
    cJSON_InitHooks(&hooks);
    interrupt_ignore_limits();
    /* Until a subcommand says that something has to be kept (command_start). */
    interrupt_watch(&program_cancellation);
    interrupt_end_at_once(EXIT_INTERRUPTED);
}

static int dispatch(int argc, char *argv[])
{
    struct failure failure;
    if (!processor_use(getenv("HOLDEM_INSTRUCTIONS"), &failure)) {
        failure_context(&failure, "HOLDEM_INSTRUCTIONS");
        fprintf(stderr, "holdem: %s\n", failure.text);
        return EXIT_USAGE;
    }
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("holdem %s\n", HOLDEM_VERSION);
        return EXIT_DONE;
    }
    const char *names[SUBCOMMANDS];
    for (size_t i = 0; i < SUBCOMMANDS; i++) {
        names[i] = subcommands[i].name;
        if (strcmp(argv[1], names[i]) == 0)
            return subcommands[i].run(argc - 1, argv + 1);
    }
    failure_set(&failure, "unknown subcommand '%s'%s (see holdem --help)", argv[1],
                text_suggestion(argv[1], names, SUBCOMMANDS).text);
    fprintf(stderr, "holdem: %s\n", failure.text);
    return EXIT_USAGE;
}

int commands_run(int argc, char *argv[])
{
    struct failure failure;
    prepare_process();
    int status = dispatch(argc, argv);
    if (status == EXIT_DONE && !check_output(&failure)) {
        fprintf(stderr, "holdem: %s\n", failure.text);
        status = EXIT_FAILED;
    }
    return status;
}
