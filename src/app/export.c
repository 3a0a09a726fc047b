/* `holdem export`: a blueprint's strategy as CSV, JSON or in the layout of other trainers. */
#include "eval/export.h"
#include "app/commands.h"
#include "base/log.h"
#include "base/text.h"
#include "platform/file.h"

#include <stdio.h>

enum { SEQUENCES = 256 };

struct export_options {
    const char *format, *streets, *out;
};

static bool write_file(const struct blueprint *blueprint, const struct export_choice *choice, const char *path,
                       struct failure *failure)
{
    uint64_t decisions = 0;
    struct file_replacement *file;
    command_start();
    FILE *stream = file_check_output(path, failure) ? file_replace_stream(path, &file, failure) : NULL;
    if (!stream)
        return false;
    if (!export_write(command_context(), blueprint, choice, stream, &decisions, failure)) {
        file_replacement_abandon(file);
        return failure_context(failure, "%s", path);
    }
    if (!file_replacement_commit(file, failure))
        return false;
    log_info(command_log(), "%s: %s decisions", path, text_thousands(decisions).text);
    return true;
}

/* Progress would stand among the results. */
static bool print(const struct blueprint *blueprint, const struct export_choice *choice, struct failure *failure)
{
    uint64_t decisions;
    command_start();
    log_set_progress(command_log(), false);
    if (export_write(command_context(), blueprint, choice, stdout, &decisions, failure))
        return true;
    return failure->error == 0 ? false : failure_context(failure, "standard output");
}

static bool run(const char *path, struct export_choice *choice, const struct export_options *options,
                struct failure *failure)
{
    struct blueprint blueprint;
    if (!blueprint_open_filtered(path, &blueprint, failure))
        return false;
    bool done =
        command_streets(options->streets, &blueprint.game, &choice->streets, failure) &&
        blueprint_verify_streets(&blueprint, choice->streets, failure) &&
        (options->out ? write_file(&blueprint, choice, options->out, failure) : print(&blueprint, choice, failure));
    blueprint_close(&blueprint);
    return done;
}

static const char about[] =
    "The strategy of a blueprint file, or of the one in a logdir, for other programs: all buckets of the\n"
    "decisions at these betting sequences (as in `holdem show`; r250c/* stands for all that begin so),\n"
    "or of all decisions. avg-policy: {\"policy\": {\"v2:FLOP:12:C-B75-C\": {\"check_call\": 0.4, ...}}, ...}.";

int command_export(int argc, char *argv[])
{
    struct export_options options = {.format = "csv"};
    const char *arguments[1 + SEQUENCES];
    struct export_choice choice = {.sequence = arguments + 1};
    const struct option table[] = {
        {.name = "format",
         .kind = OPTION_TEXT,
         .value = &options.format,
         .argument = "NAME",
         .help = "how it is written",
         .initial = "csv",
         .choices = export_formats},
        {.name = "streets",
         .kind = OPTION_TEXT,
         .value = &options.streets,
         .argument = "LIST",
         .help = "only these streets, such as flop,turn",
         .initial = "all"},
        {.name = "out",
         .kind = OPTION_TEXT,
         .value = &options.out,
         .argument = "FILE",
         .help = "where to write",
         .initial = "standard output"},
    };
    const struct command_form form = {"export",
                                      "export BLUEPRINT [SEQUENCE...] [OPTION...]",
                                      command_about_filters(about),
                                      table,
                                      sizeof table / sizeof *table,
                                      NULL};
    struct failure failure;
    size_t found = 0;
    int status;
    if (!command_parse(&form, argc, argv, arguments, 1 + SEQUENCES, &found, &status))
        return status;
    if (found == 0) {
        failure_set(&failure, "which blueprint? (holdem export FILE [SEQUENCE...])");
        return command_fail(form.name, &failure, EXIT_USAGE);
    }
    choice.format = choice_parse(export_formats, "--format", options.format, &failure);
    if (!choice.format)
        return command_fail(form.name, &failure, EXIT_USAGE);
    choice.sequences = found - 1;
    return command_end(form.name, run(arguments[0], &choice, &options, &failure), &failure);
}
