/* Schedules: how much an iteration counts, as a pure function of its number.
 *
 * Uniform: every iteration counts the same (Zinkevich et al. 2007).
 *
 * Linear: iteration t counts t, for regrets and strategy alike (Brown and Sandholm 2019, "Solving imperfect-information
 * games via discounted regret minimization", linear CFR).
 *
 * Discounted: DCFR (ibid.) in epochs. At the end of one, when t iterations are done of which d are the epoch's, regrets
 * are multiplied by x / (x + 1) with x = (t / d)^alpha, negative ones set to 0 when `reset_negative`, and strategy sums
 * by (1 - d / (t + d))^beta. Epochs last `interval` iterations, and from the third on half of the iterations done:
 * regrets that are sampled need many visits between two resets (docs/benchmarks.md).
 *
 * Decayed: at the end of every `interval` iterations regrets are multiplied by alpha and strategy sums by beta.
 *
 * CFR+, predictive CFR+ and the moving hyper-parameters are for full-width training alone, which reads a schedule in its
 * own way (full_update_at in full.h) and where `negative` is the exponent for negative regrets.
 *
 * Under the first two the average strategy may weigh iterations otherwise than the regrets do: iteration t counts
 * t^average, which is the exponent gamma of DCFR (ibid.), 0 and 1 where nothing else is said. A larger exponent forgets
 * sooner what was played at first and takes the mean over fewer strategies: in a run that is short for its game it wins
 * matches, and otherwise it makes the average more exploitable (docs/benchmarks.md).
 *
 * For exponents other than 0 and 1 what counts is (t / SCHEDULE_AVERAGE_SCALE)^average, as no average depends on a common
 * factor: up to SCHEDULE_MOST_AVERAGE the weights lie between 2^-75 and 2^75 for the 10^15 iterations that a run may have,
 * and sums, which come to some 2^36 times the weight before they are halved or stand still (tables.h), stay far from the
 * ends of a float's range, 2^-126 and 2^128.
 *
 * For samplers the first two need no work but the weights of an iteration. The other two never sweep the tables: each row
 * carries the epoch in which it was last touched and is brought up to date at its next visit (row_refresh in row.h), so
 * that the cost of an iteration does not grow with the table. Const after schedule_init; any thread may use it. */
#ifndef CFR_SCHEDULE_H
#define CFR_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

enum schedule_kind {
    SCHEDULE_UNIFORM,
    SCHEDULE_LINEAR,
    SCHEDULE_DISCOUNTED,
    SCHEDULE_DECAYED,
    SCHEDULE_PLUS,
    SCHEDULE_PREDICTIVE,
    SCHEDULE_HS_DISCOUNTED,
    SCHEDULE_HS_PREDICTIVE
};

enum { SCHEDULE_EPOCHS = 1024, SCHEDULE_FIRST_EPOCHS = 2, SCHEDULE_MOST_AVERAGE = 3 };

#define SCHEDULE_AVERAGE_SCALE 0x1p25

struct schedule {
    enum schedule_kind kind;
    uint64_t interval; /* iterations in an epoch, the shortest where they differ */
    double alpha, beta;
    double negative; /* full-width discounting: the exponent for negative regrets */
    bool reset_negative;
    double average; /* uniform and linear: the exponent of the strategy's weights, 0 .. SCHEDULE_MOST_AVERAGE */
    /* discounted only: where epoch e begins, and the logs of the products of the discounts at the ends before it */
    uint64_t begin[SCHEDULE_EPOCHS];
    double log_regret[SCHEDULE_EPOCHS], log_sum[SCHEDULE_EPOCHS];
};

/* What a row that was last touched in one epoch is multiplied by when it is touched in a later one. */
struct discount {
    float positive, negative, sum;
};

/* The average is the usual one; an exponent of one's own is set afterwards. */
void schedule_init(struct schedule *schedule, enum schedule_kind kind, uint64_t interval, double alpha, double beta,
                   bool reset_negative);

/* True when a schedule's average takes an exponent, and the usual exponent: that of its regrets. */
static inline bool schedule_takes_average(enum schedule_kind kind)
{
    return kind == SCHEDULE_UNIFORM || kind == SCHEDULE_LINEAR;
}

static inline double schedule_usual_average(enum schedule_kind kind)
{
    return kind == SCHEDULE_LINEAR ? 1 : 0;
}

/* True when rows need a stamp (tables_shape). */
static inline bool schedule_is_stamped(const struct schedule *schedule)
{
    return schedule->kind == SCHEDULE_DISCOUNTED || schedule->kind == SCHEDULE_DECAYED;
}

/* The weight of iteration t (0-based) in regrets. */
static inline float schedule_weight(const struct schedule *schedule, uint64_t t)
{
    return schedule->kind == SCHEDULE_LINEAR ? (float)(t + 1) : 1.0F;
}

/* The weight of iteration t (0-based) in strategy sums. */
float schedule_average_weight(const struct schedule *schedule, uint64_t t);

/* The epoch of iteration t; 0 for schedules without any. */
uint32_t schedule_epoch(const struct schedule *schedule, uint64_t t);

/* The discounts of the ends of epochs from + 1 .. to, multiplied; from < to. */
struct discount schedule_discount(const struct schedule *schedule, uint32_t from, uint32_t to);

#endif
