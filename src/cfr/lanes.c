#include "cfr/lanes.h"

/* Sums over hands, and over the hands that hold a card. */
struct sums {
    lanes all;
    lanes with[CARD_COUNT];
};

static inline lanes reach_of(const struct lanes_hands *hands, unsigned h)
{
    return hands->factor[hands->class_of[h]] * hands->enter[hands->board->slot[h]];
}

static inline void leave(const struct lanes_hands *hands, unsigned h, lanes value)
{
    unsigned class = hands->class_of[h];
    hands->sum[class] += value;
    if (hands->own)
        hands->leave[hands->board->slot[h]] += hands->own[class] * value;
}

static inline void add(struct sums *sums, const card hole[2], unsigned hole_cards, lanes reach)
{
    sums->all += reach;
    sums->with[hole[0]] += reach;
    if (hole_cards == 2)
        sums->with[hole[1]] += reach;
}

/* What was passed and shares no card with the hand, but for the hand itself. */
static inline lanes meet(const struct sums *sums, const card hole[2], unsigned hole_cards)
{
    lanes sum = sums->all - sums->with[hole[0]];
    return hole_cards == 2 ? sum - sums->with[hole[1]] : sum;
}

static inline void fold(const struct lanes_hands *hands, unsigned hole_cards)
{
    const struct board *board = hands->board;
    struct sums sums = {0};
    for (unsigned h = 0; h < board->hands; h++)
        add(&sums, board->hole[h], hole_cards, reach_of(hands, h));
    for (unsigned h = 0; h < board->hands; h++) {
        lanes value = meet(&sums, board->hole[h], hole_cards);
        /* With two cards the hand itself was taken away twice and must come back once. */
        leave(hands, h, hole_cards == 2 ? value + reach_of(hands, h) : value);
    }
}

/* The sums begin at minus half of all: then what has been passed before a hand and what has been passed with its equals
 * add up to the weaker hands less the stronger ones. */
static inline struct sums half_below(const struct lanes_hands *hands, unsigned hole_cards)
{
    const struct board *board = hands->board;
    struct sums sums = {0};
    for (unsigned h = 0; h < board->hands; h++)
        add(&sums, board->hole[h], hole_cards, reach_of(hands, h));
    sums.all *= -0.5F;
    for (unsigned c = 0; c < CARD_COUNT; c++)
        sums.with[c] *= -0.5F;
    return sums;
}

static inline void showdown(const struct lanes_hands *hands, unsigned hole_cards)
{
    const struct board *board = hands->board;
    struct sums sums = half_below(hands, hole_cards);
    lanes before[CARD_COUNT * (CARD_COUNT - 1) / 2];
    unsigned end;
    for (unsigned begin = 0; begin < board->hands; begin = end) {
        for (end = begin; end < board->hands && board->rank[end] == board->rank[begin]; end++)
            before[end - begin] = meet(&sums, board->hole[end], hole_cards);
        for (unsigned h = begin; h < end; h++)
            add(&sums, board->hole[h], hole_cards, reach_of(hands, h));
        for (unsigned h = begin; h < end; h++)
            leave(hands, h, before[h - begin] + meet(&sums, board->hole[h], hole_cards));
    }
}

void lanes_fold(const struct lanes_hands *hands)
{
    if (hands->hole_cards == 2)
        fold(hands, 2);
    else
        fold(hands, 1);
}

void lanes_showdown(const struct lanes_hands *hands)
{
    if (hands->hole_cards == 2)
        showdown(hands, 2);
    else
        showdown(hands, 1);
}
