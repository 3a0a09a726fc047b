#include "train/epsilon.h"

#include <string.h>

void epsilon_init(struct epsilon *epsilon, const struct epsilon_settings *settings)
{
    memset(epsilon->window, 0, sizeof epsilon->window);
    epsilon->settings = *settings;
    epsilon->observed = 0;
    epsilon->next = 0;
    atomic_init(&epsilon->step, 0);
}

/* The value after `steps` steps. */
static double value_of(const struct epsilon_settings *settings, uint64_t steps)
{
    return steps == 0 ? settings->exploration : settings->step[steps - 1].epsilon;
}

double epsilon_at(const struct epsilon *epsilon, uint64_t iteration, uint64_t *same)
{
    const struct epsilon_settings *settings = &epsilon->settings;
    *same = UINT64_MAX;
    if (settings->adaptive)
        return value_of(settings, epsilon_step(epsilon));
    size_t steps = 0;
    while (steps < settings->steps && (uint64_t)settings->step[steps].iteration <= iteration)
        steps++;
    if (steps < settings->steps)
        *same = (uint64_t)settings->step[steps].iteration - iteration;
    return value_of(settings, steps);
}

struct criteria {
    bool speed, growth;
};

static struct criteria measure(const struct epsilon *epsilon)
{
    const struct epsilon_settings *settings = &epsilon->settings;
    struct epsilon_observation sum = {0, 0, 0};
    if (epsilon->observed < (size_t)settings->window_merges)
        return (struct criteria){false, false};
    for (size_t i = 0; i < epsilon->observed; i++) {
        sum.iterations += epsilon->window[i].iterations;
        sum.new_infosets += epsilon->window[i].new_infosets;
        sum.seconds += epsilon->window[i].seconds;
    }
    double iterations = (double)sum.iterations;
    return (struct criteria){
        .speed = iterations >= settings->target_ips * sum.seconds,
        .growth = 1000 * (double)sum.new_infosets >= settings->min_infoset_growth * iterations,
    };
}

static bool step_is_due(const struct epsilon *epsilon, uint64_t step, uint64_t iteration)
{
    const struct epsilon_settings *settings = &epsilon->settings;
    double nominal = (double)settings->step[step].iteration, now = (double)iteration;
    if (now >= nominal * (1 + settings->force_after_ratio))
        return true;
    if (now < nominal * (1 - settings->early_shift_ratio))
        return false;
    struct criteria criteria = measure(epsilon);
    if (now >= nominal * (1 + settings->extension_ratio))
        return criteria.speed || criteria.growth;
    return criteria.speed && criteria.growth;
}

bool epsilon_observe(struct epsilon *epsilon, uint64_t iteration, struct epsilon_observation observation)
{
    const struct epsilon_settings *settings = &epsilon->settings;
    if (!settings->adaptive)
        return false;
    size_t most = (size_t)settings->window_merges;
    epsilon->window[epsilon->next] = observation;
    epsilon->next = (epsilon->next + 1) % most;
    if (epsilon->observed < most)
        epsilon->observed++;
    uint64_t before = epsilon_step(epsilon), step = before;
    while (step < settings->steps && step_is_due(epsilon, step, iteration))
        step++;
    atomic_store_explicit(&epsilon->step, step, memory_order_relaxed);
    return step != before;
}

uint64_t epsilon_step(const struct epsilon *epsilon)
{
    return atomic_load_explicit(&epsilon->step, memory_order_relaxed);
}

void epsilon_restore(struct epsilon *epsilon, uint64_t step)
{
    if (!epsilon->settings.adaptive)
        return;
    uint64_t most = epsilon->settings.steps;
    atomic_store_explicit(&epsilon->step, step < most ? step : most, memory_order_relaxed);
}
