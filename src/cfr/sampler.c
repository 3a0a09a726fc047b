#include "cfr/sampler.h"

#include "cfr/flight.h"
#include "cfr/purpose.h"
#include "cfr/traversal.h"

#include <math.h>

/* The places of the rows of a deal: a player's bucket on a street is one block. */
static void locate(struct traversal *traversal)
{
    const struct tables *tables = &traversal->plan->tables;
    for (unsigned p = 0; p < traversal->plan->walk.players; p++) {
        for (unsigned s = 0; s < tables->streets; s++)
            traversal->block[p][s] = table_index(&tables->street[s], traversal->deal->bucket[p][s], 0);
    }
}

struct sampler_weights sampler_weights(const struct sampler_plan *plan, uint64_t iteration)
{
    float weight = schedule_weight(&plan->schedule, iteration);
    return (struct sampler_weights){
        .weight = weight,
        .prune_below = plan->pruning.threshold * weight,
        .regret_floor = plan->pruning.enabled ? plan->pruning.floor * weight : -INFINITY,
        .average = schedule_average_weight(&plan->schedule, iteration),
        .epoch = schedule_epoch(&plan->schedule, iteration),
    };
}

static uint8_t draw_targets(const struct sampler_plan *plan, uint64_t iteration, unsigned player)
{
    if (plan->kind != SAMPLER_TARGETED)
        return TARGETS_ALL;
    struct random_stream random =
        random_stream_at(plan->seed, iteration - iteration % DEAL_BATCH, PURPOSE_TARGETS + player);
    return targets_at(&plan->targets, random_unit_float(&random));
}

struct sampler_draw sampler_draw(const struct sampler_plan *plan, uint64_t iteration, unsigned player)
{
    struct random_stream random = random_stream_at(plan->seed, iteration, PURPOSE_WALK + player);
    bool prune = plan->pruning.enabled && random_unit_float(&random) < plan->pruning.probability;
    return (struct sampler_draw){random_next(&random), prune, draw_targets(plan, iteration, player)};
}

static float traverse(struct traversal *traversal, uint64_t iteration, unsigned player)
{
    const struct sampler_plan *plan = traversal->plan;
    traversal->traverser = player;
    for (unsigned p = 0; p < plan->walk.players; p++)
        traversal->sampled[p] = 1;
    if (sampler_is_external(plan)) {
        traversal->draw = sampler_draw(plan, iteration, player);
        return external_traverse(traversal);
    }
    traversal->random = random_stream_at(plan->seed, iteration, PURPOSE_WALK + player);
    return outcome_traverse(traversal);
}

static void run_deal(struct traversal *traversal, const struct deal *deal, uint64_t iteration,
                     struct sampler_counters *counters)
{
    traversal->deal = deal;
    traversal->order = deal_order(deal);
    traversal->weights = sampler_weights(traversal->plan, iteration);
    locate(traversal);
    counters->utility += (double)traverse(traversal, iteration, 0);
    for (unsigned p = 1; p < traversal->plan->walk.players; p++)
        traverse(traversal, iteration, p);
}

static bool flies(const struct sampler_plan *plan)
{
    return sampler_is_external(plan) && flight_suits(&plan->walk);
}

size_t sampler_bytes(const struct sampler_plan *plan)
{
    return flies(plan) ? flight_bytes(&plan->walk) : 0;
}

void sampler_run(const struct sampler_plan *plan, void *memory, uint64_t first, uint64_t count, float epsilon,
                 struct sampler_counters *counters)
{
    struct deal deals[DEAL_BATCH];
    struct traversal traversal = {.plan = plan, .epsilon = epsilon};
    bool flight = flies(plan);
    for (uint64_t next = first, end = first + count; next < end;) {
        uint64_t batch_end = next - next % DEAL_BATCH + DEAL_BATCH;
        unsigned batch = (unsigned)((batch_end < end ? batch_end : end) - next);
        deal_batch(&plan->dealer, next, batch, deals);
        if (flight)
            flight_run(plan, deals, next, batch, memory, counters);
        for (unsigned d = 0; !flight && d < batch; d++)
            run_deal(&traversal, &deals[d], next + d, counters);
        next += batch;
    }
    counters->iterations += count;
    counters->visits += traversal.visits;
    counters->new_infosets += traversal.new_infosets;
}
