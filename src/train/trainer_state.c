#include "train/trainer_state.h"

uint64_t trainer_iterations(const struct trainer *trainer)
{
    return trainer->start.iteration + trainer->metrics.now.iterations;
}

double trainer_seconds(const struct trainer *trainer)
{
    return run_seconds(trainer->run) - trainer->started_seconds;
}

uint64_t trainer_next_multiple(uint64_t iteration, uint64_t interval)
{
    return (iteration / interval + 1) * interval;
}

struct run_progress trainer_progress(const struct trainer *trainer)
{
    const struct metrics_totals *now = &trainer->metrics.now;
    return (struct run_progress){
        .iteration = trainer_iterations(trainer),
        .visits = trainer->start.visits + now->visits,
        .infosets = trainer->start.infosets + now->new_infosets,
        .seed = trainer->setup->plan.seed,
        .epsilon_step = epsilon_step(&trainer->epsilon),
    };
}
