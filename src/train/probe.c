#include "train/probe.h"

#include "base/random.h"
#include "cfr/row.h"
#include "train/driver.h"

#include <math.h>
#include <string.h>

/* Reservoir sampling: each node of a street is as likely as any other. */
void probe_init(struct probe *probe, const struct tree *tree, uint64_t seed)
{
    struct random_stream random = random_stream_at(seed, 0, 0);
    uint32_t seen[GAME_ROUNDS] = {0};
    memset(probe, 0, sizeof *probe);
    for (node_id n = 0; n < tree->nodes_count; n++) {
        unsigned street = tree->nodes[n].street;
        uint32_t place = seen[street]++;
        if (place < PROBE_NODES)
            probe->node[street][probe->count[street]++] = n;
        else if ((place = random_below(&random, seen[street])) < PROBE_NODES)
            probe->node[street][place] = n;
    }
}

static void read_row(const struct table_street *street, uint32_t bucket, const struct node *node, float sum[],
                     float regret[])
{
    struct table_place place = table_find(street, bucket, node->row);
    for (unsigned a = 0; a < node->actions; a++) {
        sum[a] = table_load(&street->sum[place.index + a * place.stride]);
        regret[a] = table_load(&street->regret[place.index + a * place.stride]);
    }
}

static double row_entropy(const float sum[], unsigned actions)
{
    double total = 0, entropy = 0;
    for (unsigned a = 0; a < actions; a++)
        total += (double)sum[a];
    if (total <= 0)
        return -1;
    for (unsigned a = 0; a < actions; a++) {
        double p = (double)sum[a] / total;
        if (p > 0)
            entropy -= p * log(p);
    }
    return entropy;
}

static double row_norm(const float regret[], unsigned actions)
{
    double squares = 0;
    for (unsigned a = 0; a < actions; a++) {
        double r = (double)regret[a];
        squares += r * r;
    }
    return sqrt(squares);
}

void probe_measure(const struct probe *probe, const struct sampler_plan *plan, uint64_t iteration,
                   struct probe_street street[GAME_ROUNDS])
{
    struct random_stream random = random_stream_at(plan->seed, iteration, 0);
    /* Full-width training discounts what was before instead of weighing what comes. */
    bool weighs = !driver_of(plan->sampler)->is_full_width;
    double weight = weighs ? (double)schedule_weight(&plan->schedule, iteration) : 1;
    for (unsigned s = 0; s < plan->tables.streets; s++) {
        const struct table_street *table = &plan->tables.street[s];
        street[s] = (struct probe_street){0};
        for (unsigned i = 0; i < probe->count[s]; i++) {
            const struct node *node = &plan->walk.tree->nodes[probe->node[s][i]];
            float sum[MENU_ACTIONS], regret[MENU_ACTIONS];
            read_row(table, random_below(&random, table->buckets), node, sum, regret);
            double entropy = row_entropy(sum, node->actions);
            if (entropy < 0)
                continue;
            street[s].visited++;
            street[s].entropy += entropy;
            street[s].regret_norm += row_norm(regret, node->actions) / weight;
        }
        if (street[s].visited > 0) {
            street[s].entropy /= street[s].visited;
            street[s].regret_norm /= street[s].visited;
        }
    }
}
