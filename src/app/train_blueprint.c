/* holdem train-blueprint: the command line of the trainer. */
#include "app/commands.h"

#include "base/log.h"
#include "base/memory.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/interrupt.h"
#include "sync/pool.h"
#include "train/logdir.h"
#include "train/resuming.h"
#include "train/summary.h"
#include "train/trainer.h"

#include <errno.h>
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
    log_info(command_log(), "Workers: %u started and answered in %.1f ms", workers, 1000 * seconds);
    return true;
}

static void log_line(const char *line)
{
    log_info(command_log(), "%s", line);
}

static void log_notes(const struct train_config *config)
{
    for (size_t i = 0; i < config->notes; i++)
        log_warning(command_log(), "%s", config->note[i].text);
}

static void log_start(const struct train_config *config)
{
    static const char *const utility = "utility: chips an iteration, of the first player's traversals";
    if (config->time_budget_seconds > 0)
        log_info(command_log(), "Training for %.0f s (%s)", config->time_budget_seconds, utility);
    else if (config_goal(config) == UINT64_MAX)
        log_info(command_log(), "Training until %g mbb a hand can be won (%s)", config->target_exploitability, utility);
    else
        log_info(command_log(), "Training to iteration %lld (%s)", (long long)config->num_iterations, utility);
}

/* A run while it starts. */
struct start {
    const struct train_config *config; /* borrowed */
    char resume_from[LOGDIR_PATH];     /* the checkpoint; empty: none */
    FILE *log;                         /* owned; NULL: not open yet */
};

static bool open_log(struct start *start, struct failure *failure)
{
    char path[LOGDIR_PATH];
    logdir_entry(start->config->logdir, LOGDIR_LOG, path);
    start->log = fopen(path, "a");
    if (!start->log)
        return failure_system(failure, errno, "%s: cannot be written", path);
    log_set_file(command_log(), start->log);
    logdir_entry(start->config->logdir, LOGDIR_CONFIG, path);
    return config_write(start->config, path, failure);
}

/* False and a failure when the log lacks lines. */
static bool close_log(struct start *start, struct failure *failure)
{
    log_set_file(command_log(), NULL);
    if (!start->log)
        return true;
    int error = log_file_error(command_log());
    if (fclose(start->log) != 0 && error == 0)
        error = errno;
    return error == 0 || failure_system(failure, error, "%s/" LOGDIR_LOG ": cannot be written", start->config->logdir);
}

/* What the run writes at its end must not be what it plays against. */
static bool check_blueprint(const struct train_config *config, struct failure *failure)
{
    char path[LOGDIR_PATH];
    logdir_entry(config->logdir, LOGDIR_BLUEPRINT, path);
    return file_check_output(path, failure);
}

/* The logdir may hold a run of weeks: nothing in it is touched before all else that can fail has been done. */
static bool take_logdir(struct start *start, const struct setup *setup, struct failure *failure)
{
    const struct train_config *config = start->config;
    const struct resumption resumption = {command_context(), config->logdir, &setup->plan.tables, &setup->identity};
    struct run_progress progress;
    char from[LOGDIR_PATH];
    if (!resuming_find(&resumption, config->resume_from, from, &progress, failure) ||
        !logdir_prepare(command_log(), config->logdir, from, progress.iteration, failure) ||
        !check_blueprint(config, failure) || !open_log(start, failure))
        return false;
    bool anew = strcmp(from, config->logdir) == 0;
    snprintf(start->resume_from, sizeof start->resume_from, "%s", anew ? "" : from);
    return true;
}

static bool train_with(struct start *start, struct setup *setup, struct judge *judge, unsigned workers,
                       struct trainer_result *result, struct failure *failure)
{
    const struct train_config *config = start->config;
    if (!setup_allocate(setup, judge_bytes(judge, &setup->tree), workers, failure) ||
        !take_logdir(start, setup, failure))
        return false;
    log_start(config);
    const struct trainer_task task = {config,  start->resume_from,      setup,         judge,
                                      workers, config_platform(config), worker_sample, NULL};
    bool done = trainer_run(&task, result, failure);
    if (done)
        summary_print(setup, workers, result);
    metrics_release(&result->metrics);
    return done;
}

static bool train_and_judge(struct start *start, struct setup *setup, unsigned workers, struct trainer_result *result,
                            struct failure *failure)
{
    struct judge judge;
    bool done = judge_open(&judge, setup, start->config, workers, failure) &&
                train_with(start, setup, &judge, workers, result, failure);
    judge_close(&judge);
    return done;
}

static bool check_resumption(const struct train_config *config, struct failure *failure)
{
    const struct resumption resumption = {command_context(), config->logdir, NULL, NULL};
    struct run_progress progress;
    char from[LOGDIR_PATH];
    return resuming_find(&resumption, config->resume_from, from, &progress, failure);
}

static bool train_in_logdir(struct start *start, struct lock *lock, struct trainer_result *result,
                            struct failure *failure)
{
    const struct train_config *config = start->config;
    unsigned workers = command_workers(config->num_workers);
    struct setup setup;
    if (!check_resumption(config, failure))
        return false;
    profile_say(config_platform(config), config->assume[0] != '\0', log_line);
    if (!diagnose(workers, failure) || !setup_open(command_context(), &setup, config, workers, failure))
        return false;
    setup.lock = lock;
    bool done = train_and_judge(start, &setup, workers, result, failure);
    setup_release(&setup);
    return done;
}

/* Whether what the configuration names is there is asked before anything is said or made. */
static bool train(struct start *start, struct train_config *config, struct trainer_result *result,
                  struct failure *failure)
{
    struct lock *lock;
    if (!setup_check(config, failure))
        return false;
    bool there = file_exists(config->logdir);
    if (!logdir_make(config->logdir, failure) || !logdir_lock(command_log(), config->logdir, &lock, failure))
        return false;
    bool done = train_in_logdir(start, lock, result, failure);
    lock_release(lock);
    if (!done && !there)
        folder_remove_empty(config->logdir);
    return done;
}

static int exit_status(const struct trainer_result *result)
{
    if (result->reason == STOP_FAILED)
        return command_fail(name, &result->failure, EXIT_FAILED);
    return result->reason == STOP_INTERRUPTED || result->unmeasured ? EXIT_INTERRUPTED : EXIT_DONE;
}

static int run(struct train_config *config)
{
    struct failure failure;
    struct trainer_result result = {.unsaved = false};
    struct start start = {.config = config};
    log_set_level(command_log(), config->loglevel->level);
    log_keep_for_file(command_log());
    command_start();
    interrupt_ignore_pipes();
    if (config->loglevel->level > LOG_INFO)
        log_set_progress(command_log(), false);
    log_notes(config);
    int status;
    if (train(&start, config, &result, &failure))
        status = exit_status(&result);
    else
        status = result.unsaved ? command_fail(name, &failure, EXIT_FAILED) : command_end(name, false, &failure);
    if (!close_log(&start, &failure) && status == EXIT_DONE)
        status = command_fail(name, &failure, EXIT_FAILED);
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
    const struct command_form form = {
        name, "train-blueprint [--config FILE] [OPTION...]", about, options, config_options(&flags, options), NULL};
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
