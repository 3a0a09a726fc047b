#include "cfr/hands.h"

#include "cfr/flight.h"
#include "cfr/traversal.h"

/* The places of the rows of a deal: a player's bucket on a street is one block. */
static void locate(struct traversal *traversal)
{
    const struct tables *tables = &traversal->plan->tables;
    for (unsigned p = 0; p < traversal->plan->walk.players; p++) {
        for (unsigned s = 0; s < tables->streets; s++)
            traversal->block[p][s] = table_index(&tables->street[s], traversal->deal->bucket[p][s], 0);
    }
}

static float traverse(struct traversal *traversal, uint64_t iteration, unsigned player)
{
    const struct sampler_plan *plan = traversal->plan;
    traversal->traverser = player;
    traversal->iteration = iteration;
    for (unsigned p = 0; p < plan->walk.players; p++)
        traversal->sampled[p] = 1;
    return plan->sampler->traverse(traversal);
}

static void run_deal(struct traversal *traversal, const struct deal *deal, uint64_t iteration,
                     struct sampler_counters *counters)
{
    traversal->deal = deal;
    traversal->order = deal_order(deal);
    traversal->weights = iteration_weights(traversal->plan, iteration);
    locate(traversal);
    counters->utility += (double)traverse(traversal, iteration, 0);
    for (unsigned p = 1; p < traversal->plan->walk.players; p++)
        traverse(traversal, iteration, p);
}

static bool flies(const struct sampler_plan *plan)
{
    return plan->sampler->flies && flight_suits(&plan->walk);
}

size_t hands_bytes(const struct sampler_plan *plan)
{
    return flies(plan) ? flight_bytes(&plan->walk) : 0;
}

void hands_run(const struct sampler_plan *plan, void *memory, uint64_t first, uint64_t count, float epsilon,
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
