/* What the figures of `holdem evaluate` are held against: what players without any skill give away within the same menu,
 * and how little a blueprint's 16-bit probabilities can tell apart. Main thread only. */
#ifndef APP_EVALUATE_SCALE_H
#define APP_EVALUATE_SCALE_H

#include "game/tree.h"
#include "platform/run_context.h"

/* In chips a hand. */
struct evaluate_scale {
    double resolution; /* one step of a probability in the file where most is at stake */
    bool has_always_fold, has_uniform;
    double always_fold, uniform; /* exploitability, where it is known */
};

/* Takes a moment; of games with many deals the uniform strategy is not measured. */
struct evaluate_scale evaluate_scale_of(const struct run_context *run, const struct tree *tree);

/* A line for each yardstick. */
void evaluate_scale_print(const struct evaluate_scale *scale, const struct game *game);

/* Says so where an exploitability is as small as what rounding may cost. */
void evaluate_scale_print_resolution(const struct evaluate_scale *scale, double exploitability);

/* The object "yardsticks", in mbb: empty where nothing is known. */
struct cJSON;
void evaluate_scale_add(struct cJSON *json, const struct evaluate_scale *scale, const struct game *game);

#endif
