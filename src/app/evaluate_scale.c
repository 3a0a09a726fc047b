#include "app/evaluate_scale.h"

#include "eval/all_deals.h"
#include "eval/best_response.h"
#include "eval/yardstick.h"

#include <cJSON.h>
#include <stdio.h>

/* Deals times points of the tree that are gone over in a moment. */
static const uint64_t LITTLE_WORK = 100 * 1000 * 1000;

/* Probabilities in a file are multiples of one in so many (eval/blueprint_write.c). */
static const double STEPS = 65535;

static bool measure_uniform(const struct run_context *run, const struct tree *tree, double *exploitability)
{
    const struct policy uniform = policy_uniform();
    uint64_t points = (uint64_t)tree->nodes_count + tree->terminals_count;
    struct best_response result;
    if (!best_response_feasible(tree, NULL) || all_deals_count(tree->game) > LITTLE_WORK / points ||
        !best_response_compute(run, tree, &uniform, &result))
        return false;
    *exploitability = result.exploitability;
    return true;
}

static chips largest_stake(const struct tree *tree)
{
    size_t count = (size_t)tree->terminals_count * tree->game->players;
    chips most = 0;
    for (size_t i = 0; i < count; i++)
        most = tree->spent[i] > most ? tree->spent[i] : most;
    return most;
}

struct evaluate_scale evaluate_scale_of(const struct run_context *run, const struct tree *tree)
{
    struct evaluate_scale scale = {.resolution = largest_stake(tree) / STEPS};
    /* With more players the others share what one loses: no exploitability follows from that. */
    scale.has_always_fold = tree->game->players == 2 && yardstick_always_fold_within(tree, &scale.always_fold);
    scale.has_uniform = measure_uniform(run, tree, &scale.uniform);
    return scale;
}

static void print_yardstick(const char *label, const char *name, const struct game *game, double exploitability)
{
    double mbb;
    printf("%-14s %12.6f chips", label, exploitability);
    if (game_in_mbb(game, exploitability, &mbb))
        printf(" = %.3f mbb", mbb);
    printf(": %s\n", name);
}

void evaluate_scale_print(const struct evaluate_scale *scale, const struct game *game)
{
    if (scale->has_uniform)
        print_yardstick("for scale", "all actions alike", game, scale->uniform);
    if (scale->has_always_fold)
        print_yardstick(scale->has_uniform ? "" : "for scale", "always-fold", game, scale->always_fold);
}

void evaluate_scale_print_resolution(const struct evaluate_scale *scale, double exploitability)
{
    if (exploitability < scale->resolution)
        printf("\nThe file keeps probabilities in 16 bits, and this is as little as their rounding may cost: training, "
               "which\nmeasures the same strategy before it is rounded, may have said less.\n");
}

static void add_yardstick(cJSON *yardsticks, const char *name, const struct game *game, double exploitability)
{
    double mbb;
    if (game_in_mbb(game, exploitability, &mbb))
        cJSON_AddNumberToObject(yardsticks, name, mbb);
}

void evaluate_scale_add(cJSON *json, const struct evaluate_scale *scale, const struct game *game)
{
    cJSON *yardsticks = cJSON_AddObjectToObject(json, "yardsticks");
    if (scale->has_uniform)
        add_yardstick(yardsticks, "uniform_mbb", game, scale->uniform);
    if (scale->has_always_fold)
        add_yardstick(yardsticks, "always_fold_mbb", game, scale->always_fold);
}
