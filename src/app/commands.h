/* The subcommands, declared once: dispatch and `holdem --help` come from the table in commands.c.
 *
 * A subcommand gets its own argv (argv[0] is its name), prints a failure itself through command_fail, and returns the
 * exit status. Main thread only. */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "base/failure.h"

enum exit_status { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INTERRUPTED = 130 };

int commands_run(int argc, char *argv[]);

/* Prints "holdem SUBCOMMAND: REASON" to standard error and returns `status`. */
int command_fail(const char *subcommand, const struct failure *failure, enum exit_status status);

int command_platform(int argc, char *argv[]);
int command_build_buckets(int argc, char *argv[]);
int command_train_blueprint(int argc, char *argv[]);
int command_evaluate(int argc, char *argv[]);
int command_lbr(int argc, char *argv[]);
int command_match(int argc, char *argv[]);
int command_show(int argc, char *argv[]);
int command_inspect(int argc, char *argv[]);

#endif
