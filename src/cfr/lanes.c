#include "cfr/lanes.h"

#include <string.h>

/* Sums over hands, and over the hands that hold a card. */
struct sums {
    float all[LANES];
    float with[CARD_COUNT][LANES];
};

static inline void add(struct sums *sums, const card hole[2], unsigned hole_cards, const float reach[LANES])
{
    float *first = sums->with[hole[0]], *second = sums->with[hole[1]];
    for (unsigned l = 0; l < LANES; l++) {
        sums->all[l] += reach[l];
        first[l] += reach[l];
    }
    if (hole_cards == 2) {
        for (unsigned l = 0; l < LANES; l++)
            second[l] += reach[l];
    }
}

/* value += sign * (what was passed and shares no card with the hand, which was not passed itself). */
static inline void meet(const struct sums *sums, const card hole[2], unsigned hole_cards, float sign,
                        float value[LANES])
{
    const float *first = sums->with[hole[0]], *second = sums->with[hole[1]];
    if (hole_cards == 2) {
        for (unsigned l = 0; l < LANES; l++)
            value[l] += sign * (sums->all[l] - first[l] - second[l]);
    } else {
        for (unsigned l = 0; l < LANES; l++)
            value[l] += sign * (sums->all[l] - first[l]);
    }
}

void lanes_fold(const struct board *board, unsigned hole_cards, float reach[][LANES], float value[][LANES])
{
    struct sums sums;
    memset(&sums, 0, sizeof sums);
    for (unsigned h = 0; h < board->hands; h++)
        add(&sums, board->hole[h], hole_cards, reach[h]);
    for (unsigned h = 0; h < board->hands; h++) {
        for (unsigned l = 0; l < LANES; l++)
            value[h][l] = hole_cards == 2 ? reach[h][l] : 0;
        meet(&sums, board->hole[h], hole_cards, 1, value[h]);
    }
}

void lanes_showdown(const struct board *board, unsigned hole_cards, float reach[][LANES], float value[][LANES])
{
    struct sums sums;
    memset(&sums, 0, sizeof sums);
    memset(value, 0, board->hands * sizeof *value);
    for (unsigned h = 0; h < board->hands;) {
        unsigned end = h;
        while (end < board->hands && board->rank[end] == board->rank[h])
            meet(&sums, board->hole[end], hole_cards, 1, value[end]), end++;
        for (; h < end; h++)
            add(&sums, board->hole[h], hole_cards, reach[h]);
    }
    memset(&sums, 0, sizeof sums);
    for (unsigned h = board->hands; h > 0;) {
        unsigned end = h;
        while (end > 0 && board->rank[end - 1] == board->rank[h - 1])
            end--, meet(&sums, board->hole[end], hole_cards, -1, value[end]);
        for (; h > end; h--)
            add(&sums, board->hole[h - 1], hole_cards, reach[h - 1]);
    }
}
