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
 * CFR+, predictive CFR+ and the moving hyper-parameters are for full-width training alone, which does not weigh an
 * iteration but updates the rows by it (struct full_update), and where `negative` is the exponent for negative regrets.
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
 * that the cost of an iteration does not grow with the table.
 *
 * Each schedule is a row, struct schedule_rule, in a file of its own or beside its kin; schedules.h has the table. What a
 * run uses is a struct schedule: a rule with the run's numbers, const after schedule_init; any thread may use it. */
#ifndef CFR_SCHEDULE_H
#define CFR_SCHEDULE_H

#include "base/choice.h"

#include <stdbool.h>
#include <stdint.h>

enum { SCHEDULE_EPOCHS = 1024, SCHEDULE_FIRST_EPOCHS = 2, SCHEDULE_MOST_AVERAGE = 3 };

#define SCHEDULE_AVERAGE_SCALE 0x1p25

struct schedule_rule;

struct schedule {
    const struct schedule_rule *rule;
    uint64_t interval; /* iterations in an epoch, the shortest where they differ */
    double alpha, beta;
    double negative; /* full-width discounting: the exponent for negative regrets */
    bool reset_negative;
    double average; /* of rules that take one: the exponent of the strategy's weights, 0 .. SCHEDULE_MOST_AVERAGE */
    /* Of the rule's own: where epoch e begins, and the logs of the products of the discounts at the ends before it. */
    uint64_t begin[SCHEDULE_EPOCHS];
    double log_regret[SCHEDULE_EPOCHS], log_sum[SCHEDULE_EPOCHS];
};

/* What a row that was last touched in one epoch is multiplied by when it is touched in a later one. */
struct discount {
    float positive, negative, sum;
};

/* How an iteration of full-width training enters the rows: regret = discounted regret + r, clipped at 0 when `plus`; sum =
 * sum_discount * sum + reach * strategy. `predict`: the strategy matches regret + the r of the last iteration (Farina, Kroer
 * and Sandholm 2021). */
struct full_update {
    double positive, negative; /* discounts of regrets by their sign */
    double sum_discount;
    bool plus, predict;
};

/* A schedule as a row of the table. Functions are pure. */
struct schedule_rule {
    struct choice choice;
    /* With samplers: the weight of iteration t (0-based) in regrets. NULL: the schedule does not go with samplers. */
    float (*weight)(const struct schedule *schedule, uint64_t t);
    /* Of schedules that discount rows when these are touched; all three NULL: nothing is discounted. `prepare` fills in
     * what the others read; `epoch` is that of iteration t; `discount` multiplies the discounts of the ends of epochs
     * from + 1 .. to, from < to. */
    void (*prepare)(struct schedule *schedule);
    uint32_t (*epoch)(const struct schedule *schedule, uint64_t t);
    struct discount (*discount)(const struct schedule *schedule, uint32_t from, uint32_t to);
    /* Full-width: how iteration t enters the rows. NULL: the schedule does not go with full-width training. */
    struct full_update (*update)(const struct schedule *schedule, double t);
    bool predicts;        /* `update` does: tables hold the regrets of the last iteration, too */
    bool takes_average;   /* an exponent of one's own for the average strategy */
    double usual_average; /* the exponent where none is asked for: that of the regrets */
    bool multiplies;      /* alpha and beta are factors, above 0 and at most 1, and no exponents */
    bool has_beta;        /* strategy_discount_beta sets the average */
};

/* The average is the usual one; an exponent of one's own is set afterwards. */
void schedule_init(struct schedule *schedule, const struct schedule_rule *rule, uint64_t interval, double alpha,
                   double beta, bool reset_negative);

/* True when rows need a stamp (tables_shape). */
static inline bool schedule_is_stamped(const struct schedule *schedule)
{
    return schedule->rule->discount != NULL;
}

/* The weight of iteration t (0-based) in regrets; of a schedule for samplers. */
static inline float schedule_weight(const struct schedule *schedule, uint64_t t)
{
    return schedule->rule->weight(schedule, t);
}

/* The weight of iteration t (0-based) in strategy sums. */
float schedule_average_weight(const struct schedule *schedule, uint64_t t);

/* The epoch of iteration t; 0 for schedules without any. */
static inline uint32_t schedule_epoch(const struct schedule *schedule, uint64_t t)
{
    return schedule->rule->epoch ? schedule->rule->epoch(schedule, t) : 0;
}

/* The discounts of the ends of epochs from + 1 .. to, multiplied; from < to. */
static inline struct discount schedule_discount(const struct schedule *schedule, uint32_t from, uint32_t to)
{
    return schedule->rule->discount(schedule, from, to);
}

/* How iteration t of full-width training enters the rows; of a schedule for it. */
static inline struct full_update schedule_update(const struct schedule *schedule, uint64_t t)
{
    return schedule->rule->update(schedule, (double)t);
}

/* For rules: the update that discounts regrets by t^e / (t^e + 1), e = `alpha` where they are positive and `beta` where they are
 * negative, and sums by (t / (t + 1))^gamma (Brown and Sandholm 2019, DCFR); and the one that leaves regrets as they are. */
struct full_update full_update_discounting(double t, double alpha, double beta, double gamma);
struct full_update full_update_plain(double t, double gamma);

#endif
