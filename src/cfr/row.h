/* What a sampler does to a row: read a strategy, add regrets, add to the strategy sum, catch up with discounts.
 * All of it inline: this is the innermost code of training. */
#ifndef CFR_ROW_H
#define CFR_ROW_H

#include "cfr/schedule.h"
#include "cfr/tables.h"

/* A sum below this is as good as none: dividing by it could overflow. */
#define ROW_SMALLEST 1e-30F

/* Regret matching (Hart and Mas-Colell 2000; Zinkevich et al. 2007, eq. 8): the probability of an action is its
 * positive regret's share of all positive regret; uniform when there is none. */
static inline void regret_match(const table_entry regret[], unsigned actions, float probability[])
{
    float total = 0;
    for (unsigned a = 0; a < actions; a++) {
        float r = table_load(&regret[a]);
        probability[a] = r > 0 ? r : 0;
        total += probability[a];
    }
    if (total > ROW_SMALLEST) {
        float scale = 1 / total;
        for (unsigned a = 0; a < actions; a++)
            probability[a] *= scale;
    } else {
        float uniform = 1 / (float)actions;
        for (unsigned a = 0; a < actions; a++)
            probability[a] = uniform;
    }
}

/* The action at which the running sum of probabilities passes `unit`, uniform in [0, 1). */
static inline unsigned sample_action(const float probability[], unsigned actions, float unit)
{
    unsigned a = 0;
    while (a + 1 < actions && unit >= probability[a])
        unit -= probability[a++];
    /* Rounding may leave the last action with probability 0: take the one before it that has some. */
    while (a > 0 && probability[a] <= 0)
        a--;
    return a;
}

/* A float sum forgets additions below its 24th bit. A row with a sum above 2^22 times the addition is halved. */
#define STRATEGY_SUM_LIMIT 0x1p22F

/* sum += weight * probability. True when the row had never been added to. */
static inline bool strategy_add(table_entry sum[], unsigned actions, const float probability[], float weight)
{
    float largest = 0;
    for (unsigned a = 0; a < actions; a++) {
        float old = table_load(&sum[a]);
        largest = old > largest ? old : largest;
    }
    float keep = largest > STRATEGY_SUM_LIMIT * weight ? 0.5F : 1.0F;
    for (unsigned a = 0; a < actions; a++)
        table_store(&sum[a], keep * table_load(&sum[a]) + weight * probability[a]);
    return largest == 0;
}

/* Brings a row up to date with the discounts of all epochs that ended since it was last touched. Its entries are at
 * index, index + stride, ..., its stamp is number `stamp_at` of the street's (tables.h). */
static inline void row_refresh(const struct table_street *street, size_t stamp_at, size_t index, size_t stride,
                               unsigned actions, const struct schedule *schedule, uint32_t epoch)
{
    uint32_t stamp = atomic_load_explicit(&street->stamp[stamp_at], memory_order_relaxed);
    /* Of workers that come at the same time one discounts: two could make one action's twice and another's once. */
    if (stamp >= epoch || !atomic_compare_exchange_strong_explicit(&street->stamp[stamp_at], &stamp, epoch,
                                                                   memory_order_relaxed, memory_order_relaxed))
        return;
    struct discount discount = schedule_discount(schedule, stamp, epoch);
    for (unsigned a = 0; a < actions; a++) {
        table_entry *regret = &street->regret[index + a * stride], *sum = &street->sum[index + a * stride];
        float before = table_load(regret);
        table_store(regret, before * (before > 0 ? discount.positive : discount.negative));
        table_store(sum, table_load(sum) * discount.sum);
    }
}

#endif
