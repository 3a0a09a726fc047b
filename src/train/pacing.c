/* When the next checkpoint is due. */
#include "train/trainer_state.h"

#include "base/text.h"

#include <math.h>

/* Without an interval of the user's own, a checkpoint is written at the first multiple of the interval after this; one
 * that could not be written is tried again after it. */
static const double USUAL_SECONDS = 300;

/* No rate is measured before. */
static const double MEASURING_SECONDS = 1;

static const double NEVER = 1e18;

/* Seconds between checkpoints of a number of iterations that is not kept to: an interval that stands in a file, or the
 * usual one, which gives way to one by the clock. 0: there are none. */
static double spacing(const struct train_config *config)
{
    if (config->checkpoint_interval == 0)
        return 0;
    if (config->checkpoint_interval_given)
        return config->checkpoint_spacing_seconds;
    return config->checkpoint_interval_seconds > 0 ? 0 : USUAL_SECONDS;
}

static bool is_exact(const struct train_config *config)
{
    return config->checkpoint_interval > 0 && config->checkpoint_interval_given &&
           config->checkpoint_spacing_seconds == 0;
}

void pacing_schedule(struct trainer *trainer)
{
    const struct train_config *config = trainer->config;
    double now = trainer_seconds(trainer), apart = spacing(config), by_clock = config->checkpoint_interval_seconds;
    trainer->paced_iteration = trainer_iterations(trainer);
    trainer->paced_seconds = now;
    trainer->checkpoint_iteration =
        is_exact(config) ? trainer_next_multiple(trainer->paced_iteration, (uint64_t)config->checkpoint_interval)
                         : UINT64_MAX;
    trainer->checkpoint_seconds = apart > 0 ? now + apart : NEVER;
    trainer->checkpoint_clock_seconds = by_clock > 0 ? now + by_clock : NEVER;
}

double pacing_postpone(struct trainer *trainer)
{
    double next = trainer_seconds(trainer) + USUAL_SECONDS;
    trainer->checkpoint_iteration = UINT64_MAX;
    trainer->checkpoint_seconds = trainer->config->checkpoint_interval > 0 ? next : NEVER;
    trainer->checkpoint_clock_seconds = trainer->config->checkpoint_interval_seconds > 0 ? next : NEVER;
    return USUAL_SECONDS;
}

bool pacing_clock_due(const struct trainer *trainer)
{
    return trainer_seconds(trainer) >= trainer->checkpoint_clock_seconds;
}

bool pacing_due(const struct trainer *trainer)
{
    return trainer_iterations(trainer) >= trainer->checkpoint_iteration || pacing_clock_due(trainer);
}

uint64_t pacing_fence(const struct trainer *trainer)
{
    return trainer->checkpoint_iteration < trainer->goal ? trainer->checkpoint_iteration : trainer->goal;
}

/* The default interval, or the largest tenth, hundredth ... of it that takes no longer than a tenth of the spacing. */
static uint64_t usual_interval(const struct trainer *trainer)
{
    const struct metrics_totals *now = &trainer->metrics.now;
    uint64_t interval = (uint64_t)trainer->config->checkpoint_interval;
    double most = now->seconds > 0 ? (double)now->iterations / now->seconds * USUAL_SECONDS / 10 : 0;
    while (interval >= 10 && (double)interval > most)
        interval /= 10;
    return interval;
}

/* Says once that an interval of a file is stretched, as soon as that is known and the rate is. */
static void note_stretching(struct trainer *trainer, double measured_seconds)
{
    double apart = trainer->config->checkpoint_spacing_seconds, interval = (double)trainer->config->checkpoint_interval;
    double seconds = trainer_seconds(trainer) - trainer->paced_seconds;
    double done = (double)(trainer_iterations(trainer) - trainer->paced_iteration);
    if (apart == 0 || interval == 0 || trainer->stretching_said || done <= interval || seconds < measured_seconds ||
        seconds >= apart)
        return;
    trainer->stretching_said = true;
    log_warning(
        trainer->run->log,
        "checkpoint_interval: every %s iterations are one in %.3g s; stretched to about %s, so that checkpoints "
        "are %.3g s apart (--checkpoint-interval is taken at its word)",
        text_thousands((uint64_t)interval).text, interval * seconds / done,
        text_thousands((uint64_t)(ceil(apart * done / seconds / interval) * interval)).text, apart);
}

void pacing_place_fence(struct trainer *trainer)
{
    note_stretching(trainer, MEASURING_SECONDS);
    bool stretches = trainer->config->checkpoint_spacing_seconds > 0;
    uint64_t interval = stretches ? (uint64_t)trainer->config->checkpoint_interval : usual_interval(trainer);
    uint64_t next = tickets_next(&trainer->tickets);
    if (interval == 0 || trainer->checkpoint_iteration != UINT64_MAX ||
        trainer_seconds(trainer) < trainer->checkpoint_seconds)
        return;
    do {
        trainer->checkpoint_iteration = trainer_next_multiple(next, interval);
        next = tickets_set_limit(&trainer->tickets, pacing_fence(trainer));
    } while (next > pacing_fence(trainer));
}

void pacing_finish(struct trainer *trainer)
{
    note_stretching(trainer, 0);
}
