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

static inline void add(struct sums *sums, const card hole[2], lanes reach)
{
    sums->all += reach;
    sums->with[hole[0]] += reach;
    sums->with[hole[1]] += reach;
}

/* What was passed and shares no card with the hand, but for the hand itself. */
static inline lanes meet(const struct sums *sums, const card hole[2])
{
    return sums->all - sums->with[hole[0]] - sums->with[hole[1]];
}

static void fold(const struct lanes_hands *hands)
{
    const struct board *board = hands->board;
    struct sums sums = {0};
    for (unsigned h = 0; h < board->hands; h++)
        add(&sums, board->hole[h], reach_of(hands, h));
    /* The hand itself was taken away twice and must come back once. */
    for (unsigned h = 0; h < board->hands; h++)
        leave(hands, h, meet(&sums, board->hole[h]) + reach_of(hands, h));
}

/* The sums begin at minus half of all: then what has been passed before a hand and what has been passed with its equals
 * add up to the weaker hands less the stronger ones. */
static inline struct sums half_below(const struct lanes_hands *hands)
{
    const struct board *board = hands->board;
    struct sums sums = {0};
    for (unsigned h = 0; h < board->hands; h++)
        add(&sums, board->hole[h], reach_of(hands, h));
    sums.all *= (real)-0.5;
    for (unsigned c = 0; c < CARD_COUNT; c++)
        sums.with[c] *= (real)-0.5;
    return sums;
}

static void showdown(const struct lanes_hands *hands)
{
    const struct board *board = hands->board;
    struct sums sums = half_below(hands);
    lanes before[CARD_COUNT * (CARD_COUNT - 1) / 2];
    unsigned end;
    for (unsigned begin = 0; begin < board->hands; begin = end) {
        for (end = begin; end < board->hands && board->rank[end] == board->rank[begin]; end++)
            before[end - begin] = meet(&sums, board->hole[end]);
        for (unsigned h = begin; h < end; h++)
            add(&sums, board->hole[h], reach_of(hands, h));
        for (unsigned h = begin; h < end; h++)
            leave(hands, h, before[h - begin] + meet(&sums, board->hole[h]));
    }
}

/* One card: a hand shares it with none but itself. Sums from below and from above take nothing away again, so that they
 * are right to the last digits also beside a hand that outweighs all others. */
static void fold_one_card(const struct lanes_hands *hands)
{
    lanes below[CARD_COUNT], sum = {0};
    unsigned count = hands->board->hands;
    for (unsigned h = 0; h < count; h++) {
        below[h] = sum;
        sum += reach_of(hands, h);
    }
    sum = (lanes){0};
    for (unsigned h = count; h-- > 0;) {
        leave(hands, h, below[h] + sum);
        sum += reach_of(hands, h);
    }
}

static void showdown_one_card(const struct lanes_hands *hands)
{
    const struct board *board = hands->board;
    lanes weaker[CARD_COUNT], sum = {0};
    unsigned begin, end;
    for (begin = 0; begin < board->hands; begin = end) {
        lanes below = sum;
        for (end = begin; end < board->hands && board->rank[end] == board->rank[begin]; end++) {
            weaker[end] = below;
            sum += reach_of(hands, end);
        }
    }
    sum = (lanes){0};
    for (end = board->hands; end > 0; end = begin) {
        lanes above = sum;
        for (begin = end; begin > 0 && board->rank[begin - 1] == board->rank[end - 1]; begin--) {
            leave(hands, begin - 1, weaker[begin - 1] - above);
            sum += reach_of(hands, begin - 1);
        }
    }
}

void lanes_fold(const struct lanes_hands *hands)
{
    if (hands->hole_cards == 2)
        fold(hands);
    else
        fold_one_card(hands);
}

void lanes_showdown(const struct lanes_hands *hands)
{
    if (hands->hole_cards == 2)
        showdown(hands);
    else
        showdown_one_card(hands);
}
