#include "eval/showdown.h"

#include "cards/draw.h"
#include "cards/subset.h"

struct sum {
    int64_t wins; /* less losses */
    uint64_t boards;
};

static unsigned list_cards(cardset set, card out[])
{
    unsigned count = 0;
    for (; set; set &= set - 1)
        out[count++] = (card)__builtin_ctzll(set);
    return count;
}

static void add_board(struct hand first, struct hand second, struct sum *sum)
{
    hand_rank a = hand_evaluate(first), b = hand_evaluate(second);
    sum->wins += (a > b) - (a < b);
    sum->boards++;
}

/* All ways to draw `to_come` of cards[from .. count - 1]. */
static void add_all(struct hand first, struct hand second, const card cards[], unsigned from, unsigned count,
                    unsigned to_come, struct sum *sum)
{
    if (to_come == 0) {
        add_board(first, second, sum);
        return;
    }
    for (unsigned i = from; i + to_come <= count; i++)
        add_all(hand_add(first, cards[i]), hand_add(second, cards[i]), cards, i + 1, count, to_come - 1, sum);
}

/* Draws as many boards at a time as the cards suffice for, until there are enough. */
static void add_samples(struct hand first, struct hand second, card cards[], unsigned count, unsigned to_come,
                        struct random_stream *stream, struct sum *sum)
{
    unsigned drawn = count / to_come * to_come;
    while (sum->boards < SHOWDOWN_SAMPLES) {
        cards_draw(cards, count, drawn, stream);
        for (unsigned i = 0; i < drawn; i += to_come)
            add_all(first, second, cards + i, 0, to_come, to_come, sum);
    }
}

double showdown_odds(cardset first, cardset second, cardset board, cardset left, unsigned to_come,
                     struct random_stream *stream)
{
    card cards[CARD_COUNT];
    unsigned count = list_cards(left, cards);
    struct hand a = hand_of(first | board), b = hand_of(second | board);
    struct sum sum = {0, 0};
    if (subset_count(count, to_come) <= SHOWDOWN_MOST_BOARDS)
        add_all(a, b, cards, 0, count, to_come, &sum);
    else
        add_samples(a, b, cards, count, to_come, stream, &sum);
    return (double)sum.wins / (double)sum.boards;
}
