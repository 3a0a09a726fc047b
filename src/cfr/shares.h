/* Strategies of rows in registers: row.h's regret matching and sampling for an octet of actions, without loops and
 * branches. */
#ifndef CFR_SHARES_H
#define CFR_SHARES_H

#include "cfr/row.h"
#include "platform/octet.h"

/* Regret matching (row.h) before the division: what each action's share is a share of. */
struct shares {
    octet part, total, running; /* running: sums of parts up to each action */
};

static inline struct shares shares_match(octet regret, octet_mask valid, uint32_t actions, bool running)
{
    octet positive = octet_max(regret, octet_all(0));
    octet sums = running ? octet_running(positive) : positive;
    octet total = running ? octet_last(sums) : octet_sum(positive);
    octet_mask any = octet_above(total, octet_all(ROW_SMALLEST));
    return (struct shares){octet_select(any, positive, octet_keep(valid, octet_all(1))),
                           octet_select(any, total, octet_all((float)actions)),
                           octet_select(any, sums, octet_numbers())};
}

static inline octet shares_strategy(const struct shares *shares)
{
    return octet_divide(shares->part, shares->total);
}

/* The action at which the running sum of shares passes `unit` of the total. Rounding may put that at an action without
 * a share, or behind the last one that has some: then it is the next, or that one. */
static inline unsigned shares_sample(const struct shares *shares, float unit)
{
    uint32_t possible = octet_bits(octet_above(shares->part, octet_all(0)));
    octet limit = octet_multiply(octet_all(unit), shares->total);
    uint32_t passed = octet_bits(octet_above(shares->running, limit)) & possible;
    uint32_t last = UINT32_C(0x80000000) >> __builtin_clz(possible);
    return (unsigned)__builtin_ctz(passed | last);
}

#endif
