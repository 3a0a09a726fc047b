/* The subcommands, declared once: dispatch and `holdem --help` come from the table in commands.c.
 *
 * A subcommand gets its own argv (argv[0] is its name), prints a failure itself through command_fail, and returns the
 * exit status. Main thread only. */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "base/choice.h"
#include "base/failure.h"
#include "base/options.h"
#include "platform/run_context.h"

struct cJSON;
struct game;

enum exit_status { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INTERRUPTED = 130 };

int commands_run(int argc, char *argv[]);

/* How a subcommand is called. */
struct command_form {
    const char *name;
    const char *usage, *about; /* as in options_print_help */
    const struct option *table;
    size_t options;
    const struct choice *const *arguments; /* names that may stand where files do (base/choice.h); NULL: none */
};

/* Calls `visit` for every subcommand in the order of `holdem --help`, those of `bench` behind it, with the line that says
 * there what it does. The form lives as long as the call. */
typedef void command_visit(void *context, const struct command_form *form, const char *summary);
void commands_describe(command_visit *visit, void *context);

/* What the program's work is given (platform/run_context.h); its log, and whether its user has asked for the end. */
const struct run_context *command_context(void);
struct log *command_log(void);
bool command_is_cancelled(void);

/* Prints "holdem SUBCOMMAND: REASON" to standard error and returns `status`. */
int command_fail(const char *subcommand, const struct failure *failure, enum exit_status status);

/* Prints the help when it is asked for; else parses arguments (up to `most`, *found of them) and options. False: *status is
 * how the program ends. */
bool command_parse(const struct command_form *form, int argc, char *argv[], const char *arguments[], size_t most,
                   size_t *found, int *status);

/* What a subcommand is about, and what may stand in front of a blueprint's name there (eval/filter.h). Valid until the next
 * call. */
const char *command_about_filters(const char *about);

/* Options that read alike wherever they are. */
struct option option_json(bool *json);
struct option option_workers(int64_t *workers);
struct option option_buckets(const char *name, const char **path, const char *whose);

/* A game by path or name; the one that is trained when none is given (NULL). */
bool command_game(const char *name, struct game *game, struct failure *failure);

/* The cards of such a game; of hold'em, whose betting is left open, when `name` is NULL. */
bool command_cards(const char *name, struct game *cards, struct failure *failure);

/* What --streets says, "flop,turn" or all (also NULL): a bit for each street named. */
bool command_streets(const char *text, const struct game *game, uint16_t *streets, struct failure *failure);

/* Threads for what --num-workers says; 0: one a core. */
unsigned command_workers(int64_t asked);

/* From now on progress shows on a terminal; log_clear_progress before results are printed. */
void command_show_progress(void);

/* Before work that takes long: that, and Ctrl-C, which ends a subcommand at once, cancels its work from then on. */
void command_start(void);

/* The exit status after it; a failure is printed. */
int command_end(const char *subcommand, bool done, const struct failure *failure);

/* JSON as text (memory_release) in which nothing is left that is no UTF-8 or that a terminal would obey. */
char *command_json_text(const struct cJSON *json);

/* Prints and deletes it. */
void command_print_json(struct cJSON *json);

int command_platform(int argc, char *argv[]);
int command_build_buckets(int argc, char *argv[]);
int command_train_blueprint(int argc, char *argv[]);
int command_evaluate(int argc, char *argv[]);
int command_lbr(int argc, char *argv[]);
int command_match(int argc, char *argv[]);
int command_play(int argc, char *argv[]);
int command_export(int argc, char *argv[]);
int command_serve(int argc, char *argv[]);
int command_show(int argc, char *argv[]);
int command_bucket(int argc, char *argv[]);
int command_bench(int argc, char *argv[]);
int command_bench_scaling(int argc, char *argv[]);
int command_bench_soak(int argc, char *argv[]);
int command_inspect(int argc, char *argv[]);
int command_manual(int argc, char *argv[]);
int command_completions(int argc, char *argv[]);

#endif
