/* Numbers of about 48 bits: a float, and beside it the float that rounding took from it (Dekker 1971). Tables stay tables of
 * floats that way, which everybody can read, and small ones lose nothing over many thousand iterations.
 *
 * How an iteration enters the rows (struct full_update), with carries and, for big tables, without: `carry` NULL. */
#ifndef CFR_CARRY_H
#define CFR_CARRY_H

#include "cfr/full.h"
#include "cfr/real.h"

static inline double carry_load(const float *value, const float *carry)
{
    return (double)*value + (double)*carry;
}

static inline void carry_store(double now, float *value, float *carry)
{
    *value = (float)now;
    *carry = (float)(now - (double)*value);
}

/* Regrets stay finite. */
#define CARRY_LOWEST (-3e38F)

static inline void carry_add_regrets(const struct full_update *update, size_t count, const real gain[restrict],
                                     float regret[restrict], float carry[restrict])
{
    float lowest = update->plus ? 0 : CARRY_LOWEST;
    float positive = (float)update->positive, negative = (float)update->negative;
    for (size_t i = 0; carry && i < count; i++) {
        double before = carry_load(&regret[i], &carry[i]);
        double now = before * (before > 0 ? update->positive : update->negative) + (double)gain[i];
        carry_store(now > (double)lowest ? now : (double)lowest, &regret[i], &carry[i]);
    }
    for (size_t i = 0; !carry && i < count; i++) {
        float now = regret[i] * (regret[i] > 0 ? positive : negative) + (float)gain[i];
        regret[i] = now > lowest ? now : lowest;
    }
}

/* sum = discounted sum + reach * strategy. */
static inline void carry_add_sums(const struct full_update *update, size_t count, const real reach[],
                                  const real strategy[], float sum[restrict], float carry[restrict])
{
    for (size_t i = 0; carry && i < count; i++) {
        double now = carry_load(&sum[i], &carry[i]) * update->sum_discount + (double)reach[i] * (double)strategy[i];
        carry_store(now, &sum[i], &carry[i]);
    }
    for (size_t i = 0; !carry && i < count; i++)
        sum[i] = (float)update->sum_discount * sum[i] + (float)(reach[i] * strategy[i]);
}

#endif
