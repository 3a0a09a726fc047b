#include "cfr/sampler.h"

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

static void weigh(struct traversal *traversal, uint64_t iteration, float epsilon)
{
    const struct sampler_plan *plan = traversal->plan;
    traversal->weight = schedule_weight(&plan->schedule, iteration);
    traversal->epoch = schedule_epoch(&plan->schedule, iteration);
    traversal->epsilon = epsilon;
    traversal->prune_below = plan->pruning.threshold * traversal->weight;
    traversal->regret_floor = plan->pruning.enabled ? plan->pruning.floor * traversal->weight : -INFINITY;
}

static float traverse(struct traversal *traversal, uint64_t iteration, unsigned player)
{
    const struct sampler_plan *plan = traversal->plan;
    traversal->traverser = player;
    traversal->random = random_stream_at(plan->seed, iteration, PURPOSE_WALK + player);
    for (unsigned p = 0; p < plan->walk.players; p++)
        traversal->sampled[p] = 1;
    traversal->prune = plan->pruning.enabled && random_unit_float(&traversal->random) < plan->pruning.probability;
    return plan->kind == SAMPLER_EXTERNAL ? external_traverse(traversal) : outcome_traverse(traversal);
}

void sampler_run(const struct sampler_plan *plan, uint64_t first, uint64_t count, float epsilon,
                 struct sampler_counters *counters)
{
    struct deal deals[DEAL_BATCH];
    struct traversal traversal = {.plan = plan};
    for (uint64_t done = 0; done < count;) {
        unsigned batch = count - done < DEAL_BATCH ? (unsigned)(count - done) : DEAL_BATCH;
        deal_batch(&plan->dealer, first + done, batch, deals);
        for (unsigned d = 0; d < batch; d++) {
            uint64_t iteration = first + done + d;
            traversal.deal = &deals[d];
            traversal.order = deal_order(&deals[d]);
            locate(&traversal);
            weigh(&traversal, iteration, epsilon);
            counters->utility += (double)traverse(&traversal, iteration, 0);
            for (unsigned p = 1; p < plan->walk.players; p++)
                traverse(&traversal, iteration, p);
        }
        done += batch;
    }
    counters->iterations += count;
    counters->visits += traversal.visits;
    counters->new_infosets += traversal.new_infosets;
}
