#include "cfr/flight.h"

#include "base/random.h"
#include "cfr/engine.h"
#include "cfr/flight_part.h"
#include "cfr/purpose.h"
#include "cfr/row.h"
#include "platform/octet.h"

/* Entries whose places in `value` are the roots'. */
enum { ROOT_ENTRIES = DEAL_BATCH / OCTET, ALIGNMENT = 128 };

/* A batch is walked in parts if its worst case would need more than that; what is not used is never touched. */
static const uint64_t MOST_BYTES = UINT64_C(256) << 20;

/* Places in `value` share a word with the deal's number. */
static const uint64_t MOST_ENTRIES = (UINT64_C(1) << (32 - FLIGHT_DEAL_BITS)) / OCTET;

/* Entries in the worst case, of each queue and of opened nodes. Appending writes an octet, whatever counts of it. */
struct entries {
    uint64_t own, other;
};

static struct entries entries_of(const struct walk *walk, unsigned deals)
{
    return (struct entries){ROOT_ENTRIES + deals * walk->reach.own + OCTET, deals * walk->reach.other + OCTET};
}

/* Takes an array from `memory`, or, when that is NULL, only counts its bytes. */
static void *take(char *memory, uint64_t *bytes, uint64_t count, size_t size)
{
    uint64_t begin = *bytes;
    *bytes += (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return memory ? memory + begin : NULL;
}

static void lay_out_queue(struct flight_queue *queue, uint64_t count, char *memory, uint64_t *bytes)
{
    queue->at = take(memory, bytes, count, sizeof *queue->at);
    queue->to = take(memory, bytes, count, sizeof *queue->to);
    queue->row = take(memory, bytes, count, sizeof(table_entry *));
}

/* Returns the bytes of all arrays. */
static uint64_t lay_out(struct flight *flight, const struct walk *walk, unsigned deals, char *memory)
{
    struct entries entries = entries_of(walk, deals);
    uint64_t bytes = 0;
    flight->deal = take(memory, &bytes, deals, sizeof *flight->deal);
    lay_out_queue(&flight->own, entries.own, memory, &bytes);
    lay_out_queue(&flight->other, entries.other, memory, &bytes);
    flight->to = take(memory, &bytes, entries.own, sizeof *flight->to);
    flight->row = take(memory, &bytes, entries.own, sizeof(table_entry *));
    flight->kept = take(memory, &bytes, entries.own, sizeof *flight->kept);
    flight->strategy = take(memory, &bytes, entries.own, OCTET * sizeof *flight->strategy);
    flight->value = take(memory, &bytes, entries.own, OCTET * sizeof *flight->value);
    return bytes;
}

static bool fits(const struct walk *walk, unsigned deals)
{
    struct flight flight;
    struct entries entries = entries_of(walk, deals);
    return entries.own < MOST_ENTRIES && entries.other < MOST_ENTRIES &&
           lay_out(&flight, walk, deals, NULL) <= MOST_BYTES;
}

/* Deals that are in flight at once. */
static unsigned deals_of(const struct walk *walk)
{
    unsigned deals = DEAL_BATCH;
    while (deals > 1 && !fits(walk, deals))
        deals /= 2;
    return deals;
}

bool flight_suits(const struct walk *walk)
{
    return walk->players == 2 && walk->most_actions <= OCTET && fits(walk, 1);
}

size_t flight_bytes(const struct walk *walk)
{
    struct flight flight;
    return (size_t)lay_out(&flight, walk, deals_of(walk), NULL);
}

static void prepare_deal(struct flight_deal *flying, const struct sampler_plan *plan, const struct deal *deal,
                         uint64_t iteration)
{
    const struct tables *tables = &plan->tables;
    for (unsigned p = 0; p < 2; p++) {
        for (unsigned s = 0; s < tables->streets; s++)
            flying->block[p][s] = tables->street[s].regret + table_index(&tables->street[s], deal->bucket[p][s], 0);
    }
    flying->weights = iteration_weights(plan, iteration);
    flying->sum_limit = STRATEGY_SUM_LIMIT * flying->weights.average;
}

/* Puts every deal's root into the queue of who acts there. */
static void start(struct flight *flight, const struct deal deals[], uint64_t first, unsigned count)
{
    const struct sampler_plan *plan = flight->plan;
    struct walk_node root = walk_read(&plan->walk, plan->walk.root);
    struct flight_queue *queue = root.player == flight->traverser ? &flight->own : &flight->other;
    flight->own.end = flight->other.end = 0;
    flight->open = ROOT_ENTRIES;
    for (unsigned d = 0; d < count; d++) {
        struct flight_deal *deal = &flight->deal[d];
        struct iteration_draw draw = iteration_draw(plan, first + d, flight->traverser);
        deal->key = draw.key;
        deal->prune = draw.prune;
        flight->targets = draw.targets;
        deal->payoff[0] = flight->traverser == 0 ? 1 : -1;
        deal->payoff[1] = deal->payoff[0] * (float)deal_order(&deals[d]);
        queue->at[queue->end] = plan->walk.root;
        queue->to[queue->end++] = d << FLIGHT_DEAL_BITS | d;
    }
}

static void fly(struct flight *flight, const struct deal deals[], uint64_t first, unsigned count,
                struct sampler_counters *counters)
{
    for (unsigned d = 0; d < count; d++)
        prepare_deal(&flight->deal[d], flight->plan, &deals[d], first + d);
    for (flight->traverser = 0; flight->traverser < 2; flight->traverser++) {
        start(flight, deals, first, count);
        flight->plan->engine->flight(flight);
        for (unsigned d = 0; flight->traverser == 0 && d < count; d++)
            counters->utility += (double)flight->value[d];
    }
}

void flight_run(const struct sampler_plan *plan, const struct deal deals[], uint64_t first, unsigned count,
                void *memory, struct sampler_counters *counters)
{
    struct flight flight = {.plan = plan};
    unsigned most = deals_of(&plan->walk);
    lay_out(&flight, &plan->walk, most, memory);
    for (unsigned s = 0; s < plan->tables.streets; s++)
        flight.sums[s] = plan->tables.street[s].sum - plan->tables.street[s].regret;
    for (unsigned done = 0; done < count; done += most)
        fly(&flight, deals + done, first + done, count - done < most ? count - done : most, counters);
    counters->visits += flight.visits;
    counters->new_infosets += flight.new_infosets;
}
