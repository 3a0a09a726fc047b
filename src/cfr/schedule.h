/* Schedules: how much an iteration counts, as a pure function of its number.
 *
 * uniform     every iteration counts the same (Zinkevich et al. 2007).
 * linear      iteration t counts t, for regrets and strategy alike (Brown and Sandholm 2019, linear CFR).
 * discounted  in epochs of `interval` iterations; at the end of epoch k regrets are multiplied by k^alpha / (k^alpha + 1),
 *             negative ones set to 0 when `reset_negative`, and strategy sums by (k / (k + 1))^beta (DCFR, ibid.).
 * decayed     at the end of each epoch regrets are multiplied by alpha and strategy sums by beta.
 *
 * The first two need no work but a weight that grows. The others never sweep the tables: each row carries the epoch in
 * which it was last touched and is brought up to date at its next visit (row_refresh in row.h), so that the cost of an
 * iteration does not grow with the table. Const after schedule_init; any thread may use it. */
#ifndef CFR_SCHEDULE_H
#define CFR_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

enum schedule_kind { SCHEDULE_UNIFORM, SCHEDULE_LINEAR, SCHEDULE_DISCOUNTED, SCHEDULE_DECAYED };

enum { SCHEDULE_TABLE = 1024 };

struct schedule {
    enum schedule_kind kind;
    uint64_t interval; /* iterations in an epoch */
    double alpha, beta;
    bool reset_negative;
    double log_discount[SCHEDULE_TABLE]; /* [k]: log of the product of the first k regret discounts */
};

/* What a row that was last touched in one epoch is multiplied by when it is touched in a later one. */
struct discount {
    float positive, negative, sum;
};

void schedule_init(struct schedule *schedule, enum schedule_kind kind, uint64_t interval, double alpha, double beta,
                   bool reset_negative);

/* True when rows need a stamp (tables_shape). */
static inline bool schedule_is_stamped(const struct schedule *schedule)
{
    return schedule->kind == SCHEDULE_DISCOUNTED || schedule->kind == SCHEDULE_DECAYED;
}

/* The weight of iteration t (0-based) in regrets and strategy sums. */
static inline float schedule_weight(const struct schedule *schedule, uint64_t t)
{
    return schedule->kind == SCHEDULE_LINEAR ? (float)(t + 1) : 1.0F;
}

static inline uint32_t schedule_epoch(const struct schedule *schedule, uint64_t t)
{
    return (uint32_t)(t / schedule->interval);
}

/* The discounts of the ends of epochs from + 1 .. to, multiplied; from < to. */
struct discount schedule_discount(const struct schedule *schedule, uint32_t from, uint32_t to);

#endif
