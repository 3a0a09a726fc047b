/* What a run says while it goes on: console lines, the progress line, TensorBoard scalars. */
#include "train/trainer_state.h"

#include "base/memory.h"
#include "base/text.h"
#include "eval/yardstick.h"
#include "platform/file.h"
#include "train/logdir.h"
#include "train/probe.h"

#include <stdio.h>
#include <string.h>

enum { LINE_ITERATIONS = 10000, OBSERVED_ITERATIONS = 1000 };

static const double PROGRESS_SECONDS = 0.25;
/* A line comes at least this often. */
static const double LINE_SECONDS_MOST = 60;
/* Of the usual time between two lines: a rate over less of it, as at the end of a run, is noise. */
static const double LINE_SHARE_LEAST = 0.1;

struct worker_past {
    double cpu_seconds, training_seconds;
};

struct reporting {
    struct events *events; /* owned, NULL: no TensorBoard */
    struct probe probe;
    struct metrics_totals line, scalars, observed; /* totals when the last ones were written */
    struct metrics_totals line_before;             /* and the last line but one */
    uint64_t line_iteration, scalars_iteration;    /* the next that are due */
    struct worker_past *worker;                    /* owned: of each when the last scalars were written */
    double progress_seconds;
    double moving_utility;
    bool moved;
    bool broken; /* writing events failed and was said */
};

/* Console lines come every second at first, every ten seconds after a while. */
static double line_seconds(double elapsed)
{
    return elapsed < 10 ? 1 : elapsed < 100 ? elapsed / 10 : 10;
}

/* Fast games pass thousands of intervals a second, and a run may last for weeks: scalars come every second at most, every ten
 * seconds after a while. */
static double scalars_seconds(double elapsed)
{
    return elapsed < 600 ? 1 : elapsed < 6000 ? elapsed / 600 : 10;
}

static bool walks_boards(const struct trainer *trainer)
{
    return trainer->setup->drive.driver->walks_boards;
}

/* An iteration over whole boards may take seconds. */
static uint64_t line_interval(const struct trainer *trainer)
{
    return walks_boards(trainer) ? 1 : LINE_ITERATIONS;
}

static uint64_t scalars_interval(const struct trainer *trainer)
{
    return walks_boards(trainer) ? 1 : (uint64_t)trainer->config->tensorboard_log_interval;
}

bool reporting_open(struct trainer *trainer, struct failure *failure)
{
    struct reporting *reporting = memory_allocate(1, sizeof *reporting);
    trainer->reporting = reporting;
    reporting->worker = memory_allocate(trainer->workers, sizeof *reporting->worker);
    reporting->line_iteration = trainer_next_multiple(trainer->start.iteration, line_interval(trainer));
    reporting->scalars_iteration = trainer_next_multiple(trainer->start.iteration, scalars_interval(trainer));
    probe_init(&reporting->probe, &trainer->setup->tree, trainer->setup->plan.seed);
    if (!trainer->config->tensorboard)
        return true;
    char folder[LOGDIR_PATH];
    logdir_entry(trainer->config->logdir, LOGDIR_TENSORBOARD, folder);
    reporting->events = events_open(folder, trainer->start.iteration, failure);
    return reporting->events != NULL;
}

/* Where the figures of a line begin: at the line before, or, where that has only just been written, at the one before
 * it. */
static const struct metrics_totals *line_begin(const struct trainer *trainer)
{
    const struct reporting *reporting = trainer->reporting;
    double since = metrics_training_seconds(&trainer->metrics.now) - metrics_training_seconds(&reporting->line);
    bool meagre = since < LINE_SHARE_LEAST * line_seconds(reporting->line.seconds);
    return meagre ? &reporting->line_before : &reporting->line;
}

static void write_line(struct trainer *trainer)
{
    struct reporting *reporting = trainer->reporting;
    const struct metrics_totals *now = &trainer->metrics.now;
    struct metrics_rates rates = metrics_between(line_begin(trainer), now);
    double budget = trainer->config->time_budget_seconds;
    char line[256] = "";
    text_append(line, sizeof line, "Iteration %llu (%.1f iter/s) - Utility: %.6f",
                (unsigned long long)trainer_iterations(trainer), rates.iterations, rates.utility);
    if (budget > 0)
        text_append(line, sizeof line, " - Elapsed: %.1fs, Remaining: %.1fs - Workers: %u", now->seconds,
                    budget > now->seconds ? budget - now->seconds : 0, trainer->workers);
    text_append(line, sizeof line, " - %s visits/s", text_si(rates.visits).text);
    log_info(trainer->run->log, "%s", line);
    reporting->line_before = reporting->line;
    reporting->line = *now;
    reporting->line_iteration = trainer_next_multiple(trainer_iterations(trainer), line_interval(trainer));
}

void reporting_count(struct trainer *trainer)
{
    struct reporting *reporting = trainer->reporting;
    trainer->metrics.now.seconds = trainer_seconds(trainer);
    bool first = reporting->line.iterations == 0;
    if (trainer_iterations(trainer) >= reporting->line_iteration &&
        (first || trainer->metrics.now.seconds >= reporting->line.seconds + line_seconds(reporting->line.seconds)))
        write_line(trainer);
}

/* The curves go on in a new file when theirs was removed, perhaps with its folder. */
static void restore_events(struct trainer *trainer)
{
    struct reporting *reporting = trainer->reporting;
    const char *path = events_path(reporting->events);
    char folder[LOGDIR_PATH], next[LOGDIR_PATH + 2];
    struct failure failure;
    logdir_entry(trainer->config->logdir, LOGDIR_TENSORBOARD, folder);
    snprintf(next, sizeof next, "%s/.", folder);
    if (reporting->broken || (path[0] != '\0' && file_exists(path)) || !saving_make_place(trainer, next, &failure) ||
        path[0] == '\0')
        return;
    struct events *events = events_open(folder, trainer_iterations(trainer), &failure);
    if (!events)
        return;
    events_close(reporting->events, NULL);
    reporting->events = events;
}

static void add(struct trainer *trainer, const char *tag, double value)
{
    events_scalar(trainer->reporting->events, tag, (float)value);
}

static void add_streets(struct trainer *trainer)
{
    struct probe_street street[GAME_ROUNDS];
    char tag[64];
    probe_measure(&trainer->reporting->probe, &trainer->setup->plan, trainer_iterations(trainer), street);
    for (unsigned s = 0; s < trainer->setup->game.rounds; s++) {
        if (street[s].visited == 0)
            continue;
        const char *name = game_round_name(&trainer->setup->game, s);
        snprintf(tag, sizeof tag, "policy_entropy/%s", name);
        add(trainer, tag, street[s].entropy);
        snprintf(tag, sizeof tag, "avg_regret_norm/%s", name);
        add(trainer, tag, street[s].regret_norm);
    }
}

/* Of a worker that has told its usage since. */
static void add_workers(struct trainer *trainer)
{
    char tag[64];
    for (unsigned w = 0; w < trainer->workers; w++) {
        const struct metrics_worker *worker = &trainer->metrics.worker[w];
        struct worker_past *past = &trainer->reporting->worker[w];
        double seconds = worker->training_seconds - past->training_seconds;
        snprintf(tag, sizeof tag, "Workers/VisitsPerCpuSecond/%u", w);
        if (worker->usage.cpu_seconds > 0)
            add(trainer, tag, (double)worker->measured_visits / worker->usage.cpu_seconds);
        snprintf(tag, sizeof tag, "Workers/ProcessorUse/%u", w);
        if (seconds > 0)
            add(trainer, tag, (worker->usage.cpu_seconds - past->cpu_seconds) / seconds);
        *past = (struct worker_past){worker->usage.cpu_seconds, worker->training_seconds};
    }
}

static void add_pulse(struct trainer *trainer)
{
    const struct pulse *pulse = &trainer->pulse;
    struct pulse_drift drift = pulse_drift(pulse, &trainer->metrics);
    add(trainer, "Performance/Settled", pulse->settled_seconds > 0);
    add(trainer, "Performance/Machine", pulse->state);
    if (!drift.lacks)
        add(trainer, "Performance/Drift", drift.change.usual);
}

static void write_event(struct trainer *trainer, uint64_t iteration)
{
    struct reporting *reporting = trainer->reporting;
    struct failure failure;
    if (!events_write(reporting->events, iteration, &failure) && !reporting->broken) {
        log_warning(trainer->run->log, "TensorBoard: %s", failure.text);
        reporting->broken = true;
    }
}

/* `standing`: no worker runs. Sweeps write their rows as plain floats: those are looked at only then. */
static void write_scalars(struct trainer *trainer, bool standing)
{
    struct reporting *reporting = trainer->reporting;
    const struct metrics_totals *now = &trainer->metrics.now;
    uint64_t iteration = trainer_iterations(trainer);
    struct metrics_rates rates = metrics_between(&reporting->scalars, now);
    restore_events(trainer);
    reporting->moving_utility =
        reporting->moved ? 0.9 * reporting->moving_utility + 0.1 * rates.utility : rates.utility;
    reporting->moved = true;
    uint64_t same;
    const struct {
        const char *tag;
        double value;
    } scalars[] = {
        {"Training/Utility", rates.utility},
        {"Training/UtilityMovingAvg", reporting->moving_utility},
        {"Training/Epsilon", epsilon_at(&trainer->epsilon, iteration, &same)},
        {"Training/NumInfosets", (double)(trainer->start.infosets + now->new_infosets)},
        {"Performance/IterationsPerSecond", rates.iterations},
        {"Performance/VisitsPerSecond", rates.visits},
        {"Performance/VisitsPerCpuSecond", rates.visits_per_cpu_second},
        {"Performance/CpuUtilization", rates.processor_use},
        {"Performance/ContextSwitchesPerSecond", rates.switches},
        {"Performance/ResidentBytes", (double)now->resident_bytes},
        {"Queue/EmptyPolls", (double)now->empty_polls},
        {"Queue/WakeUpsPerSecond", rates.wake_ups},
    };
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++)
        add(trainer, scalars[i].tag, scalars[i].value);
    add_pulse(trainer);
    add_workers(trainer);
    if (standing || !drive_relay(&trainer->setup->drive))
        add_streets(trainer);
    write_event(trainer, iteration);
    reporting->scalars = *now;
    reporting->scalars_iteration = trainer_next_multiple(iteration, scalars_interval(trainer));
}

static void show_progress(struct trainer *trainer)
{
    struct reporting *reporting = trainer->reporting;
    const struct metrics_totals *now = &trainer->metrics.now;
    if (now->seconds < reporting->progress_seconds)
        return;
    reporting->progress_seconds = now->seconds + PROGRESS_SECONDS;
    const struct metrics_totals *before = metrics_at(&trainer->metrics, metrics_training_seconds(now) - 5);
    struct metrics_rates rates = metrics_between(before, now);
    char left[64] = "";
    if (trainer->config->time_budget_seconds > 0)
        snprintf(left, sizeof left, ", %s left",
                 text_seconds(trainer->config->time_budget_seconds - now->seconds).text);
    else if (rates.iterations > 0 && trainer->goal != UINT64_MAX)
        snprintf(left, sizeof left, ", %s left",
                 text_seconds((double)(trainer->goal - trainer_iterations(trainer)) / rates.iterations).text);
    log_progress(trainer->run->log, "%s: iteration %s, %s iter/s, %s visits/s, processor %.0f %%%s",
                 text_seconds(now->seconds).text, text_thousands(trainer_iterations(trainer)).text,
                 text_si(rates.iterations).text, text_si(rates.visits).text,
                 100 * rates.processor_use * trainer->workers, left);
}

/* What an adaptive exploration schedule goes by. */
static void observe(struct trainer *trainer)
{
    struct metrics_totals *before = &trainer->reporting->observed;
    const struct metrics_totals *now = &trainer->metrics.now;
    if (!trainer->config->epsilon.adaptive || now->iterations < before->iterations + OBSERVED_ITERATIONS)
        return;
    struct epsilon_observation observation = {now->iterations - before->iterations,
                                              now->new_infosets - before->new_infosets,
                                              metrics_training_seconds(now) - metrics_training_seconds(before)};
    *before = *now;
    uint64_t iteration = trainer_iterations(trainer), same;
    if (epsilon_observe(&trainer->epsilon, iteration, observation))
        log_info(trainer->run->log, "Exploration: epsilon %.3f from iteration %llu",
                 epsilon_at(&trainer->epsilon, iteration, &same), (unsigned long long)iteration);
}

static void say_news(struct trainer *trainer)
{
    const struct pulse *pulse = &trainer->pulse;
    char line[256];
    struct pulse_news news = pulse_look(&trainer->pulse, &trainer->metrics);
    if (news.settled) {
        pulse_describe_settling(pulse, &trainer->metrics, line, sizeof line);
        log_info(trainer->run->log, "%s", line);
    }
    if (news.turned) {
        pulse_describe_turn(pulse, line, sizeof line);
        log_message(trainer->run->log, pulse->state == PULSE_FREE ? LOG_INFO : LOG_WARNING, "%s", line);
    }
}

void reporting_tick(struct trainer *trainer)
{
    struct reporting *reporting = trainer->reporting;
    const struct metrics_totals *now = &trainer->metrics.now;
    if (now->seconds >= reporting->line.seconds + LINE_SECONDS_MOST)
        write_line(trainer);
    if (reporting->events && trainer_iterations(trainer) >= reporting->scalars_iteration &&
        now->seconds >= reporting->scalars.seconds + scalars_seconds(now->seconds))
        write_scalars(trainer, false);
    observe(trainer);
    say_news(trainer);
    show_progress(trainer);
}

void reporting_finish(struct trainer *trainer)
{
    struct reporting *reporting = trainer->reporting;
    if (trainer->metrics.now.iterations > reporting->line.iterations)
        write_line(trainer);
    if (reporting->events && trainer->metrics.now.iterations > reporting->scalars.iterations)
        write_scalars(trainer, true);
}

/* A line to hold the others against: what always-fold gives away. */
static void add_yardstick(struct trainer *trainer)
{
    double lost;
    if (yardstick_always_fold_mbb(&trainer->setup->game, &lost))
        add(trainer, "Evaluation/AlwaysFoldMbb", lost);
}

static void add_evaluation(struct trainer *trainer)
{
    const struct evaluation *last = &trainer->evaluation;
    const struct eval_method *method = last->method;
    if (!method->has_opponent)
        add_yardstick(trainer);
    if (last->has_mbb)
        add(trainer, method->mbb_tag, last->mbb);
    if (method->interval_tag)
        add(trainer, method->interval_tag, last->interval_mbb);
    if (method->is_exact) {
        add(trainer, "Evaluation/Exploitability", last->exploitability);
        add(trainer, "Evaluation/ValuePlayer1", last->value);
    }
}

void reporting_figures(struct trainer *trainer)
{
    if (!trainer->reporting->events)
        return;
    restore_events(trainer);
    add_evaluation(trainer);
    write_event(trainer, trainer->evaluation.iteration);
}

void reporting_evaluation(struct trainer *trainer)
{
    const struct evaluation *last = &trainer->evaluation;
    char line[CONFIG_TEXT + 128] = "";
    last->method->tell(last, trainer->config->eval_opponent, line, sizeof line);
    log_info(trainer->run->log, "%s at iteration %llu after %s (evaluation took %s)", line,
             (unsigned long long)last->iteration, text_seconds(last->seconds).text,
             text_seconds(last->took_seconds).text);
    reporting_figures(trainer);
}

void reporting_close(struct trainer *trainer)
{
    struct failure failure;
    if (trainer->reporting && trainer->reporting->events && !events_close(trainer->reporting->events, &failure) &&
        !trainer->reporting->broken)
        log_warning(trainer->run->log, "TensorBoard: %s", failure.text);
    if (trainer->reporting)
        memory_release(trainer->reporting->worker);
    memory_release(trainer->reporting);
    trainer->reporting = NULL;
}
