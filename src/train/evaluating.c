/* Evaluations while a run goes on: when they are due, what becomes of their figures, the target that ends the run. */
#include "train/trainer_state.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"
#include "train/evaluation_file.h"
#include "train/logdir.h"

/* Without an interval of the user's own: first after a second, then whenever the run is a quarter older, and never so soon
 * that evaluations take more than a fifth of the run. */
static const double FIRST_SECONDS = 1, GROWTH = 1.25, TRAINING_PER_EVALUATION = 4;

/* Nobody asked for it: the end is not evaluated when it takes longer than this. */
static const double UNASKED_SECONDS = 10;

struct evaluating {
    double due_seconds;                  /* of training */
    double took_seconds;                 /* by the last one */
    double old_seconds, old_cpu_seconds; /* of training before this run took over, as far as the file tells */
    bool broken;                         /* writing the file failed and was said */
    bool cut_short;                      /* an evaluation failed, and left walks half done */
};

/* Training without pauses. */
static double training_seconds(const struct trainer *trainer)
{
    return metrics_training_seconds(&trainer->metrics.now);
}

static void schedule(struct trainer *trainer)
{
    struct evaluating *evaluating = trainer->evaluating;
    double now = training_seconds(trainer), interval = trainer->config->eval_interval_seconds;
    double growing = GROWTH * now, affordable = now + TRAINING_PER_EVALUATION * evaluating->took_seconds;
    evaluating->due_seconds = interval > 0 ? now + interval : growing > affordable ? growing : affordable;
}

/* The file of a run that is resumed goes on where its last line up to the resumed iteration left off. */
static void read_old_seconds(struct trainer *trainer)
{
    struct evaluating *evaluating = trainer->evaluating;
    char path[LOGDIR_PATH];
    logdir_entry(trainer->config->logdir, LOGDIR_EVALUATION, path);
    if (trainer->start.iteration > 0)
        evaluation_file_resume(path, trainer->start.iteration, &evaluating->old_seconds, &evaluating->old_cpu_seconds);
}

void evaluating_open(struct trainer *trainer)
{
    const struct train_config *config = trainer->config;
    const char *way = judge_words(trainer->judge);
    if (!config_evaluates(config) || !way)
        return;
    trainer->evaluating = memory_allocate(1, sizeof *trainer->evaluating);
    trainer->evaluating->due_seconds =
        config->eval_interval_seconds > 0 ? config->eval_interval_seconds : FIRST_SECONDS;
    read_old_seconds(trainer);
    char line[256] = "";
    if (config->eval_interval_seconds > 0)
        text_append(line, sizeof line, "every %s", text_seconds(config->eval_interval_seconds).text);
    else
        text_append(line, sizeof line, "whenever the run is a quarter older");
    if (config->target_exploitability > 0)
        text_append(line, sizeof line, ", to the end at %g mbb", config->target_exploitability);
    log_info(trainer->run->log, "Evaluation: %s, %s", way, line);
}

void evaluating_close(struct trainer *trainer)
{
    memory_release(trainer->evaluating);
    trainer->evaluating = NULL;
}

/* The strategy that was measured last. */
static bool is_measured(const struct trainer *trainer)
{
    return trainer->evaluation.done && trainer->evaluation.iteration == trainer_iterations(trainer);
}

/* One that the time budget would cut short is left to the end of the run; what nobody has trained since the run took over
 * has been measured by whoever left it. */
bool evaluating_due(const struct trainer *trainer)
{
    const struct evaluating *evaluating = trainer->evaluating;
    double budget = trainer->config->time_budget_seconds;
    return evaluating && trainer->metrics.now.iterations > 0 && training_seconds(trainer) >= evaluating->due_seconds &&
           !is_measured(trainer) && (budget <= 0 || trainer->metrics.now.seconds + evaluating->took_seconds <= budget);
}

bool evaluating_reached_target(const struct trainer *trainer)
{
    const struct evaluation *last = &trainer->evaluation;
    return trainer->config->target_exploitability > 0 && last->done && last->has_mbb &&
           last->mbb <= trainer->config->target_exploitability;
}

static void append_row(const struct trainer *trainer, const struct evaluation *evaluation)
{
    char path[LOGDIR_PATH];
    struct failure failure;
    logdir_entry(trainer->config->logdir, LOGDIR_EVALUATION, path);
    bool written = saving_make_place(trainer, path, &failure) && evaluation_file_append(path, evaluation, &failure);
    if (!written && !trainer->evaluating->broken) {
        log_warning(trainer->run->log, "%s", failure.text);
        trainer->evaluating->broken = true;
    }
}

/* The processor time it takes the coordinator is not for coordinating. */
static bool measure(struct trainer *trainer, struct failure *failure)
{
    struct evaluation evaluation = {
        .iteration = trainer_iterations(trainer),
        .seconds = training_seconds(trainer),
        .cpu_seconds = trainer->metrics.now.worker_cpu_seconds,
    };
    double cpu = clock_thread_cpu_seconds();
    bool done = judge_run(trainer->judge, trainer->setup, &evaluation, failure);
    trainer->other_cpu_seconds += clock_thread_cpu_seconds() - cpu;
    if (done)
        trainer->evaluation = evaluation;
    return done || failure_context(failure, "evaluation");
}

bool evaluating_now(struct trainer *trainer, struct failure *failure)
{
    struct evaluating *evaluating = trainer->evaluating;
    struct evaluation *last = &trainer->evaluation;
    if (!measure(trainer, failure)) {
        evaluating->cut_short = true;
        return false;
    }
    last->seconds += evaluating->old_seconds;
    last->cpu_seconds += evaluating->old_cpu_seconds;
    evaluating->took_seconds = last->took_seconds;
    schedule(trainer);
    append_row(trainer, last);
    reporting_evaluation(trainer);
    return true;
}

/* Going over all boards three times takes no longer than three full-width iterations. */
static bool takes_long(const struct trainer *trainer)
{
    return !trainer->evaluating && trainer->setup->drive.driver->is_full_width &&
           3 * training_seconds(trainer) > UNASKED_SECONDS * (double)trainer->metrics.now.iterations;
}

bool evaluating_finish(struct trainer *trainer)
{
    struct failure failure;
    bool cut_short = trainer->evaluating && trainer->evaluating->cut_short;
    if (is_measured(trainer) || cut_short || trainer->reason == STOP_FAILED || !judge_words(trainer->judge) ||
        takes_long(trainer))
        return true;
    trainer->evaluation.done = false;
    bool done = trainer->evaluating ? evaluating_now(trainer, &failure) : measure(trainer, &failure);
    if (done && !trainer->evaluating)
        reporting_figures(trainer);
    if (done)
        return true;
    /* A run that was interrupted has said so. */
    bool ended = run_is_cancelled(trainer->run) && trainer->reason != STOP_INTERRUPTED;
    if (ended)
        log_warning(
            trainer->run->log,
            "Interrupted in the last evaluation, whose figures are lacking; checkpoint and blueprint are whole");
    else
        log_info(trainer->run->log, "%s", failure.text);
    return !ended;
}
