/* Exploration over a run: constant, a step function of the iteration, or a step function that adapts its
 * transitions.
 *
 * Without `adaptive` the value is a pure function of the iteration. With it, the run's own figures move the transitions.
 * Two criteria are looked at over the last `window_merges` observations: iterations/s at least target_ips, and new infosets
 * per 1000 iterations at least min_infoset_growth. The step at iteration T (nominal) is taken
 *
 *   from T * (1 - early_shift_ratio)    when both hold,
 *   from T * (1 + extension_ratio)      when at least one of them does,
 *   from T * (1 + force_after_ratio)    in any case.
 *
 * So a step is delayed while the criteria are not met. A window that is not full yet counts as not met.
 *
 * The coordinator alone calls epsilon_observe; any thread may call epsilon_at. The whole state beside the
 * settings is the number of steps taken (epsilon_step), which a checkpoint keeps; the window is refilled
 * after a resume. */
#ifndef TRAIN_EPSILON_H
#define TRAIN_EPSILON_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EPSILON_STEPS = 64, EPSILON_WINDOW = 1024 };

struct epsilon_point {
    int64_t iteration; /* from this iteration on */
    double epsilon;
};

struct epsilon_settings {
    double exploration;                       /* before the first step */
    size_t steps;                             /* 0: constant */
    struct epsilon_point step[EPSILON_STEPS]; /* iterations strictly ascending */
    bool adaptive;
    double target_ips;         /* iterations per second */
    int64_t window_merges;     /* observations, 1 .. EPSILON_WINDOW */
    double min_infoset_growth; /* new information sets per 1000 iterations */
    double early_shift_ratio, extension_ratio, force_after_ratio;
};

/* A span of work as the coordinator saw it, pauses left out. */
struct epsilon_observation {
    uint64_t iterations;
    uint64_t new_infosets;
    double seconds;
};

struct epsilon {
    struct epsilon_settings settings;
    atomic_uint_least64_t step; /* steps taken, adaptive only; relaxed: a worker may see it one batch late */
    struct epsilon_observation window[EPSILON_WINDOW]; /* ring of the last window_merges */
    size_t observed, next;
};

void epsilon_init(struct epsilon *epsilon, const struct epsilon_settings *settings);

/* The exploration of `iteration`; *same: for how many iterations from it on this value holds (UINT64_MAX: no
 * end). */
double epsilon_at(const struct epsilon *epsilon, uint64_t iteration, uint64_t *same);

/* Adds one observation that ends at `iteration`; true when it made the schedule take a step. */
bool epsilon_observe(struct epsilon *epsilon, uint64_t iteration, struct epsilon_observation observation);

/* Steps taken by an adaptive schedule (0 otherwise), and the way back from a checkpoint. */
uint64_t epsilon_step(const struct epsilon *epsilon);
void epsilon_restore(struct epsilon *epsilon, uint64_t step);

#endif
