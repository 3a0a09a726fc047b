#include "train/trainer_state.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"
#include "platform/machine.h"
#include "platform/pages.h"
#include "platform/usage.h"
#include "train/logdir.h"

#include <assert.h>
#include <string.h>

enum { QUEUE_CAPACITY = 1024 };

static const double PARKING_MS = 1, LEAVING_MS = 1;

static void fail(struct trainer *trainer, const struct failure *failure)
{
    if (!trainer->failed)
        trainer->failure = *failure;
    trainer->failed = true;
}

static void take_report(struct trainer *trainer, const struct report *report)
{
    metrics_add(&trainer->metrics, report, trainer_seconds(trainer));
    if (trainer->shared.relay) /* who helps the others reports nothing */
        metrics_excuse(&trainer->metrics, trainer_seconds(trainer));
    if (report->kind == REPORT_FAILED) {
        struct failure failure;
        failure_set(&failure, "worker-%u: %s", report->worker, report->text);
        log_error(trainer->run->log, "%s", failure.text);
        fail(trainer, &failure);
    }
    reporting_count(trainer);
}

static void update_totals(struct trainer *trainer)
{
    struct metrics_totals *now = &trainer->metrics.now;
    struct thread_usage usage;
    usage_of_thread(&usage);
    now->seconds = trainer_seconds(trainer);
    now->coordinator_cpu_seconds = usage.cpu_seconds - trainer->other_cpu_seconds;
    if (metrics_sample_due(&trainer->metrics))
        now->resident_bytes = usage_resident_bytes();
    struct queue_counters counters = queue_counters(&trainer->queue);
    now->wake_ups = counters.wake_ups;
    now->empty_polls = counters.empty_polls;
    metrics_sample(&trainer->metrics);
}

/* Seconds until the time budget ends; a large number without one. */
static double seconds_left(const struct trainer *trainer)
{
    return trainer->config->time_budget_seconds > 0 ? trainer->config->time_budget_seconds - trainer_seconds(trainer)
                                                    : 1e9;
}

/* Sleeps until a report comes, at most so long, and takes all that are there: how many. *parking: a worker is about to park. */
static size_t take_reports(struct trainer *trainer, double wait_ms, bool *parking)
{
    size_t count = queue_take(&trainer->queue, trainer->inbox, QUEUE_CAPACITY, wait_ms);
    *parking = false;
    for (size_t i = 0; i < count; i++) {
        take_report(trainer, &trainer->inbox[i]);
        *parking = *parking || trainer->inbox[i].kind == REPORT_PAUSED;
    }
    return count;
}

/* How long it may sleep: the platform's wait, but not beyond the time budget, and hardly at all when the workers are about
 * to leave, which counts as training. */
static double longest_wait_ms(const struct trainer *trainer)
{
    double most_ms = trainer->stop ? LEAVING_MS : 1000 * seconds_left(trainer);
    if (trainer->backoff.wait_ms < most_ms)
        return trainer->backoff.wait_ms;
    return most_ms > 0 ? most_ms : 0;
}

/* A worker says that it parks just before it does: it is given that moment, or the last one would be found parked after
 * another sleep. */
static void collect(struct trainer *trainer)
{
    struct failure late;
    bool parking;
    size_t count = take_reports(trainer, longest_wait_ms(trainer), &parking);
    if (parking && !trainer->stop)
        rendezvous_meet(&trainer->rendezvous, "fence", PARKING_MS, &late);
    if (count > 0)
        backoff_result(&trainer->backoff);
    else if (backoff_empty(&trainer->backoff))
        log_debug(trainer->run->log, "Queue empty after %u polls, increasing timeout to %.3fs",
                  trainer->backoff.empty_polls, trainer->backoff.wait_ms / 1000);
    update_totals(trainer);
}

static bool everyone_is_parked(struct trainer *trainer)
{
    return rendezvous_is_complete(&trainer->rendezvous);
}

/* Workers that gave no sign for so long that something must be wrong are named, once a minute. */
static void name_stalled(struct trainer *trainer)
{
    struct metrics *metrics = &trainer->metrics;
    double limit = pool_stall_seconds((uint64_t)trainer->config->batch_size);
    for (unsigned w = 0; (w = metrics_find_stalled(metrics, w, limit)) < trainer->workers; w++) {
        if (!rendezvous_is_parked(&trainer->rendezvous, w))
            log_warning(trainer->run->log, "worker-%u gave no sign for %.0f s", w,
                        metrics->now.seconds - metrics->worker[w].last_sign_seconds);
    }
}

static bool snapshot_due(const struct trainer *trainer)
{
    return trainer_seconds(trainer) >= trainer->snapshot_seconds;
}

static void end(struct trainer *trainer, enum stop_reason reason)
{
    trainer->reason = reason;
    trainer->stop = true;
}

static void end_early(struct trainer *trainer)
{
    end(trainer, STOP_INTERRUPTED);
    if (trainer->config->logdir[0] != '\0')
        log_info(
            trainer->run->log,
            "Interrupted: the batch is finished, then checkpoint and blueprint are written; another interrupt ends "
            "the program without them");
}

/* A full disk may have room again: the run, which has lost nothing yet, goes on, and it is tried again. */
static void save_what_is_due(struct trainer *trainer)
{
    struct failure failure;
    if (pacing_due(trainer)) {
        if (saving_checkpoint(trainer, &failure))
            pacing_schedule(trainer);
        else
            log_error(trainer->run->log, "%s; training goes on, the next try is in %.0f s", failure.text,
                      pacing_postpone(trainer));
    }
    if (snapshot_due(trainer)) {
        if (!saving_snapshot(trainer, &failure))
            log_error(trainer->run->log, "%s; training goes on", failure.text);
        trainer->snapshot_seconds = trainer_seconds(trainer) + trainer->config->snapshot_interval_seconds;
    }
}

static bool pause_due(const struct trainer *trainer)
{
    return trainer->pause && trainer_seconds(trainer) >= trainer->pause_seconds;
}

static void act_in_pause(struct trainer *trainer)
{
    double cpu = clock_thread_cpu_seconds();
    trainer->pause->act(trainer->pause->context, trainer_seconds(trainer));
    trainer->other_cpu_seconds += clock_thread_cpu_seconds() - cpu;
    trainer->pause_seconds = trainer_seconds(trainer) + trainer->pause->interval_seconds;
}

/* What is due while everybody stands still. */
static bool do_what_is_due(struct trainer *trainer, struct failure *failure)
{
    double begin = trainer_seconds(trainer);
    save_what_is_due(trainer);
    trainer->saved_seconds += trainer_seconds(trainer) - begin;
    if (pause_due(trainer))
        act_in_pause(trainer);
    if (!evaluating_due(trainer))
        return true;
    begin = trainer_seconds(trainer);
    bool done = evaluating_now(trainer, failure);
    trainer->evaluated_seconds += trainer_seconds(trainer) - begin;
    return done;
}

/* Everybody stands still: do it, then let them go on, unless that was the end. An evaluation fails when it is interrupted.
 * The last to park may have reported since the coordinator looked: what is written tells of all that the tables hold. */
static void keep_promises(struct trainer *trainer)
{
    struct failure failure;
    struct metrics_totals *now = &trainer->metrics.now;
    bool parking;
    take_reports(trainer, 0, &parking);
    if (trainer->failed)
        return;
    assert(trainer_iterations(trainer) == tickets_next(&trainer->tickets));
    double begin = trainer_seconds(trainer);
    bool kept = do_what_is_due(trainer, &failure);
    now->seconds = trainer_seconds(trainer);
    now->paused_seconds += now->seconds - begin;
    metrics_excuse(&trainer->metrics, now->seconds);
    if (!kept && run_is_cancelled(trainer->run)) {
        end_early(trainer);
    } else if (!kept) {
        log_error(trainer->run->log, "%s", failure.text);
        fail(trainer, &failure);
    } else if (evaluating_reached_target(trainer)) {
        end(trainer, STOP_TARGET);
    } else {
        tickets_set_limit(&trainer->tickets, pacing_fence(trainer));
        rendezvous_release(&trainer->rendezvous);
    }
}

/* The run. Everything else in this file serves these lines. */
static void coordinate(struct trainer *trainer)
{
    while (!trainer->stop) {
        collect(trainer);
        if (trainer->failed)
            end(trainer, STOP_FAILED);
        else if (run_is_cancelled(trainer->run))
            end_early(trainer);
        else if (seconds_left(trainer) <= 0)
            end(trainer, STOP_TIME);
        else if (trainer_iterations(trainer) >= trainer->goal)
            end(trainer, STOP_ITERATIONS);
        else if (everyone_is_parked(trainer))
            keep_promises(trainer);
        else if (pacing_clock_due(trainer) || snapshot_due(trainer) || evaluating_due(trainer) || pause_due(trainer))
            tickets_set_limit(&trainer->tickets, 0);
        else
            pacing_place_fence(trainer);
        name_stalled(trainer);
        reporting_tick(trainer);
    }
}

/* Flag, then drain until every worker has left, then join: no report is lost and nobody waits for a full queue. */
static void stop_workers(struct trainer *trainer)
{
    tickets_stop(&trainer->tickets);
    rendezvous_dismiss(&trainer->rendezvous);
    while (!rendezvous_is_empty(&trainer->rendezvous)) {
        collect(trainer);
        name_stalled(trainer);
    }
    collect(trainer);
    pool_join(&trainer->pool);
    queue_close(&trainer->queue);
}

static bool start_workers(struct trainer *trainer, work_function *work, struct failure *failure)
{
    trainer->shared = (struct worker_shared){
        .run = trainer->run,
        .work = work,
        .work_context = trainer->setup,
        .tickets = &trainer->tickets,
        .queue = &trainer->queue,
        .rendezvous = &trainer->rendezvous,
        .epsilon = &trainer->epsilon,
        .batch_size = (uint64_t)trainer->config->batch_size,
    };
    if (!drive_start(&trainer->setup->drive, trainer->workers, failure))
        return false;
    trainer->shared.relay = drive_relay(&trainer->setup->drive);
    trainer->shared.batch_size = drive_batch(&trainer->setup->drive, trainer->shared.batch_size);
    trainer->pause_seconds = trainer->pause ? trainer->pause->interval_seconds : 0;
    trainer->started_seconds = run_seconds(trainer->run);
    trainer->other_cpu_seconds = clock_thread_cpu_seconds();
    pacing_schedule(trainer);
    trainer->snapshot_seconds =
        trainer->config->snapshot_interval_seconds > 0 ? trainer->config->snapshot_interval_seconds : 1e18;
    tickets_init(&trainer->tickets, trainer->start.iteration, pacing_fence(trainer));
    return pool_start(&trainer->pool, trainer->workers, "worker", worker_run, &trainer->shared, failure);
}

static void clear_slice(void *argument, unsigned worker)
{
    struct trainer *trainer = argument;
    size_t slice = trainer->setup->tables_bytes / trainer->workers;
    char *begin = (char *)trainer->setup->tables_memory + worker * slice;
    size_t bytes = worker + 1 == trainer->workers ? trainer->setup->tables_bytes - worker * slice : slice;
    memset(begin, 0, bytes);
}

/* Touches every page of the tables now, by all threads: no page fault is left for training. */
static bool touch_tables(struct trainer *trainer, struct failure *failure)
{
    struct pool pool;
    if (!pool_start(&pool, trainer->workers, "toucher", clear_slice, trainer, failure))
        return false;
    pool_join(&pool);
    return true;
}

static bool prepare(struct trainer *trainer, const struct platform_profile *profile, struct failure *failure)
{
    const struct train_config *config = trainer->config;
    pages_return_big_blocks();
    trainer->goal = config_goal(config);
    trainer->inbox = memory_allocate(QUEUE_CAPACITY, sizeof *trainer->inbox);
    metrics_init(&trainer->metrics, trainer->workers);
    pulse_init(&trainer->pulse, trainer->workers, machine_processor_seconds(),
               drive_relay(&trainer->setup->drive) != NULL && trainer->workers > 1);
    backoff_init(&trainer->backoff, profile->base_ms, profile->min_ms, profile->max_ms);
    queue_init(&trainer->queue, QUEUE_CAPACITY, sizeof(struct report));
    rendezvous_init(&trainer->rendezvous, trainer->workers);
    if (!touch_tables(trainer, failure))
        return false;
    if (trainer->resume_from[0] != '\0' && !saving_resume(trainer, failure))
        return false;
    trainer->pulse.iterations_before = trainer->start.iteration;
    epsilon_init(&trainer->epsilon, &config->epsilon);
    epsilon_restore(&trainer->epsilon, trainer->start.epsilon_step);
    evaluating_open(trainer);
    return reporting_open(trainer, failure);
}

/* The last files: they are written whatever ended the run, and a failure to write them is the run's. */
static bool save_the_end(struct trainer *trainer, struct trainer_result *result, struct failure *failure)
{
    if (trainer->config->logdir[0] == '\0')
        return true;
    logdir_entry(trainer->config->logdir, LOGDIR_BLUEPRINT, result->blueprint);
    result->unsaved = !saving_finish(trainer, result->blueprint, failure);
    memcpy(result->checkpoint, trainer->last_checkpoint, sizeof result->checkpoint);
    return !result->unsaved;
}

static void release(struct trainer *trainer)
{
    evaluating_close(trainer);
    reporting_close(trainer);
    rendezvous_release_memory(&trainer->rendezvous);
    queue_release(&trainer->queue);
    memory_release(trainer->inbox);
}

bool trainer_run(const struct trainer_task *task, struct trainer_result *result, struct failure *failure)
{
    struct trainer trainer = {.run = task->setup->run,
                              .config = task->config,
                              .resume_from = task->resume_from,
                              .setup = task->setup,
                              .judge = task->judge,
                              .workers = task->workers,
                              .pause = task->pause};
    memset(result, 0, sizeof *result);
    bool done = prepare(&trainer, task->profile, failure) && start_workers(&trainer, task->work, failure);
    if (done) {
        coordinate(&trainer);
        stop_workers(&trainer);
        pacing_finish(&trainer);
        reporting_finish(&trainer);
        result->seconds = trainer_seconds(&trainer);
        result->saved_seconds = trainer.saved_seconds;
        result->evaluated_seconds = trainer.evaluated_seconds;
        result->reason = trainer.reason;
        result->failure = trainer.failure;
        result->progress = trainer_progress(&trainer);
        done = save_the_end(&trainer, result, failure);
        result->unmeasured = !evaluating_finish(&trainer);
        result->evaluation = trainer.evaluation;
        result->after_seconds = trainer_seconds(&trainer) - result->seconds;
    }
    result->metrics = trainer.metrics;
    result->pulse = trainer.pulse;
    release(&trainer);
    return done;
}
