#include "eval/range.h"

void range_fill(struct range *range, const struct equity *equity, cardset known)
{
    range->count = 0;
    for (unsigned pair = 0; pair < equity->tables.pairs; pair++) {
        if (equity_cards(equity, pair) & known)
            continue;
        range->pair[range->count] = (uint16_t)pair;
        range->weight[range->count++] = 1;
    }
}

void range_remove(struct range *range, const struct equity *equity, cardset cards)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < range->count; i++) {
        if (equity_cards(equity, range->pair[i]) & cards)
            continue;
        range->pair[kept] = range->pair[i];
        range->weight[kept++] = range->weight[i];
    }
    range->count = kept;
}

void range_condition(struct range *range, const double likelihood[])
{
    unsigned kept = 0;
    for (unsigned i = 0; i < range->count; i++) {
        double weight = range->weight[i] * likelihood[i];
        if (weight > 0) {
            range->pair[kept] = range->pair[i];
            range->weight[kept++] = weight;
        }
    }
    range->count = kept;
}

struct range_part range_part(const struct range *range, const double edge[], const double likelihood[])
{
    double weight = 0, sum = 0;
    for (unsigned i = 0; i < range->count; i++) {
        double part = likelihood ? range->weight[i] * likelihood[i] : range->weight[i];
        weight += part;
        sum += part * edge[range->pair[i]];
    }
    return (struct range_part){weight, weight > 0 ? sum / weight : 0};
}

double range_weight(const struct range *range, const struct equity *equity, cardset hidden, const double likelihood[])
{
    double weight = 0;
    for (unsigned i = 0; i < range->count; i++) {
        if (!(equity_cards(equity, range->pair[i]) & hidden))
            weight += likelihood ? range->weight[i] * likelihood[i] : range->weight[i];
    }
    return weight;
}
