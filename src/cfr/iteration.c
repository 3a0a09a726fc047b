#include "cfr/iteration.h"

#include "base/random.h"
#include "cfr/purpose.h"
#include "cfr/sampler.h"

#include <math.h>

struct iteration_weights iteration_weights(const struct sampler_plan *plan, uint64_t iteration)
{
    float weight = schedule_weight(&plan->schedule, iteration);
    return (struct iteration_weights){
        .weight = weight,
        .prune_below = plan->pruning.threshold * weight,
        .regret_floor = plan->pruning.enabled ? plan->pruning.floor * weight : -INFINITY,
        .average = schedule_average_weight(&plan->schedule, iteration),
        .epoch = schedule_epoch(&plan->schedule, iteration),
    };
}

static uint8_t draw_targets(const struct sampler_plan *plan, uint64_t iteration, unsigned player)
{
    if (!plan->sampler->is_targeted)
        return TARGETS_ALL;
    struct random_stream random =
        random_stream_at(plan->seed, iteration - iteration % DEAL_BATCH, PURPOSE_TARGETS + player);
    return targets_at(&plan->targets, random_unit_float(&random));
}

struct iteration_draw iteration_draw(const struct sampler_plan *plan, uint64_t iteration, unsigned player)
{
    struct random_stream random = random_stream_at(plan->seed, iteration, PURPOSE_WALK + player);
    bool prune = plan->pruning.enabled && random_unit_float(&random) < plan->pruning.probability;
    return (struct iteration_draw){random_next(&random), prune, draw_targets(plan, iteration, player)};
}
