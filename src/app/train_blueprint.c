/* holdem train-blueprint: the command line of the trainer. */
#include "app/commands.h"

#include "base/log.h"
#include "base/memory.h"
#include "platform/interrupt.h"
#include "sync/pool.h"
#include "train/logdir.h"
#include "train/summary.h"
#include "train/trainer.h"

#include <stdio.h>
#include <string.h>

static const char *const name = "train-blueprint";

static const char *const about =
    "Trains a blueprint strategy by Monte Carlo counterfactual regret minimisation and writes it, with checkpoints,\n"
    "snapshots and TensorBoard events, below the logdir. Ctrl-C finishes the batch, writes a checkpoint and exits "
    "with\n"
    "130; --resume-from goes on from there. A flag wins over the YAML file, the file over the default.";

/* Proves that threads start, take a task and answer, before anything is built on them. */
static bool diagnose(unsigned workers, struct failure *failure)
{
    double seconds;
    if (!pool_diagnose(workers, &seconds, failure))
        return failure_context(failure, "start-up diagnostic");
    log_info("Workers: %u started and answered in %.1f ms", workers, 1000 * seconds);
    return true;
}

static void log_start(const struct train_config *config)
{
    for (size_t i = 0; i < config->notes; i++)
        log_warning("%s", config->note[i].text);
    if (config->time_budget_seconds > 0)
        log_info("Training for %.0f s", config->time_budget_seconds);
    else
        log_info("Training to iteration %lld", (long long)config->num_iterations);
}

static bool open_log(const struct train_config *config, FILE **file, struct failure *failure)
{
    char path[LOGDIR_PATH], text[CONFIG_FORMAT];
    logdir_entry(config->logdir, "train.log", path);
    *file = fopen(path, "a");
    if (!*file)
        return failure_set(failure, "%s: cannot be written", path);
    log_set_file(*file);
    logdir_entry(config->logdir, "config.yaml", path);
    FILE *copy = fopen(path, "w");
    size_t length = config_format(config, text);
    bool written = copy && fwrite(text, 1, length, copy) == length;
    if (copy && fclose(copy) != 0)
        written = false;
    return written || failure_set(failure, "%s: cannot be written", path);
}

static bool train(struct train_config *config, struct trainer_result *result, struct failure *failure)
{
    unsigned workers = command_workers(config->num_workers);
    struct setup setup;
    if (!diagnose(workers, failure) || !setup_open(&setup, config, workers, failure))
        return false;
    log_start(config);
    bool done = trainer_run(config, &setup, workers, profile_detected(), worker_sample, result, failure);
    if (done)
        summary_print(&setup, workers, result);
    metrics_release(&result->metrics);
    setup_release(&setup);
    return done;
}

static int exit_status(const struct trainer_result *result)
{
    if (result->reason == STOP_FAILED)
        return command_fail(name, &result->failure, EXIT_FAILED);
    return result->reason == STOP_INTERRUPTED ? EXIT_INTERRUPTED : EXIT_DONE;
}

static int run(struct train_config *config)
{
    struct failure failure;
    struct trainer_result result;
    FILE *log = NULL;
    log_set_level(config->loglevel);
    command_start();
    interrupt_ignore_pipes();
    if (config->loglevel > LOG_INFO)
        log_set_progress(false);
    bool done = logdir_prepare(config->logdir, config->resume_from, &failure) && open_log(config, &log, &failure) &&
                train(config, &result, &failure);
    int status = done ? exit_status(&result) : command_end(name, false, &failure);
    log_set_file(NULL);
    if (log)
        fclose(log);
    return status;
}

static int print_keys(void)
{
    char text[CONFIG_FORMAT];
    config_document(text);
    fputs(text, stdout);
    return EXIT_DONE;
}

int command_train_blueprint(int argc, char *argv[])
{
    struct config_flags flags;
    struct option options[CONFIG_KEYS];
    struct failure failure;
    const struct command_form form = {name, "train-blueprint [--config FILE] [OPTION...]", about, options,
                                      config_options(&flags, options)};
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    if (flags.keys)
        return print_keys();
    struct train_config *config = memory_allocate(1, sizeof *config);
    status = config_open(config, &flags, &failure) ? run(config) : command_fail(name, &failure, EXIT_FAILED);
    memory_release(config);
    return status;
}
