#include "buckets/facing.h"

static const double ROUNDING = 1e-12;

static inline void add(struct facing *facing, const struct facing_hands *hands, unsigned hand, double weight)
{
    facing_add(facing, hands->hole + (size_t)hand * hands->hole_cards, hands->hole_cards, weight);
}

/* What differences of sums leave of nothing is nothing. */
static inline double part(const struct facing *facing, const struct facing_hands *hands, unsigned hand, double own)
{
    double rest = facing_part(facing, hands->hole + (size_t)hand * hands->hole_cards, hands->hole_cards, own);
    return rest > ROUNDING * facing->all ? rest : 0;
}

void facing_fold(const struct facing_hands *hands, const double weight[], double gain, double out[])
{
    struct facing all = {0};
    for (unsigned h = 0; h < hands->count; h++)
        add(&all, hands, h, weight[h]);
    for (unsigned h = 0; h < hands->count; h++)
        out[h] = gain * part(&all, hands, h, weight[h]);
}

/* All lose; not so against hands that are no better; and still less against those that are worse. */
void facing_showdown(const struct facing_hands *hands, const double weight[], double win, double tie, double lose,
                     double out[])
{
    struct facing passed = {0};
    for (unsigned begin = 0, end; begin < hands->count; begin = end) {
        hand_rank rank = ranked_rank(hands->key[begin]);
        for (end = begin; end < hands->count && ranked_rank(hands->key[end]) == rank; end++)
            out[end] = (win - tie) * part(&passed, hands, end, 0);
        for (unsigned h = begin; h < end; h++)
            add(&passed, hands, h, weight[h]);
        for (unsigned h = begin; h < end; h++)
            out[h] += (tie - lose) * part(&passed, hands, h, weight[h]);
    }
    for (unsigned h = 0; h < hands->count; h++)
        out[h] += lose * part(&passed, hands, h, weight[h]);
}
