#include "buckets/strength.h"

#include "buckets/ranked.h"

#include <assert.h>
#include <string.h>

void strength_tables_init(struct strength_tables *tables, struct deck deck)
{
    tables->deck_cards = (unsigned)deck_size(deck);
    deck_cards(deck, tables->deck);
    tables->pairs = 0;
    for (unsigned high = 1; high < tables->deck_cards; high++) {
        for (unsigned low = 0; low < high; low++) {
            unsigned pair = tables->pairs++;
            assert(pair == strength_pair(low, high));
            tables->low[pair] = tables->deck[low];
            tables->high[pair] = tables->deck[high];
            tables->hand[pair] = hand_of(cardset_of(tables->deck[low]) | cardset_of(tables->deck[high]));
        }
    }
}

uint32_t strength_whole(const struct strength_tables *tables, unsigned board_cards)
{
    unsigned left = tables->deck_cards - board_cards - 2;
    return left * (left - 1);
}

/* Fills live, low, high and keys (rank above position) of the pairs that do not meet the board. */
static void rank_pairs(const struct strength_tables *tables, cardset board, struct strength_scratch *scratch)
{
    struct hand on_board = hand_of(board);
    unsigned left[CARD_COUNT], count = 0, n = 0;
    for (unsigned i = 0; i < tables->deck_cards; i++)
        if (!(board & cardset_of(tables->deck[i])))
            left[count++] = i;
    for (unsigned h = 1; h < count; h++) {
        for (unsigned l = 0; l < h; l++, n++) {
            unsigned pair = strength_pair(left[l], left[h]);
            scratch->live[n] = (uint16_t)pair;
            scratch->low[n] = tables->low[pair];
            scratch->high[n] = tables->high[pair];
            scratch->keys[n] = ranked_key(hand_evaluate(hand_merge(on_board, tables->hand[pair])), n);
        }
    }
    scratch->count = n;
}

/* 2 * wins + ties = (hands below) + (hands below or equal), each without those that hold one of the hand's
 * two cards. The hand itself is in the second count once and is taken out twice, once for each card: hence
 * the 1. */
static void count_weaker(struct strength_scratch *scratch)
{
    uint32_t with_card[CARD_COUNT] = {0};
    const uint32_t *keys = scratch->keys;
    const card *low = scratch->low, *high = scratch->high;
    unsigned end;
    for (unsigned begin = 0; begin < scratch->count; begin = end) {
        hand_rank rank = ranked_rank(keys[begin]);
        for (end = begin; end < scratch->count && ranked_rank(keys[end]) == rank; end++) {
            unsigned i = ranked_number(keys[end]);
            scratch->doubled[i] = (uint16_t)(begin - with_card[low[i]] - with_card[high[i]]);
        }
        for (unsigned k = begin; k < end; k++) {
            unsigned i = ranked_number(keys[k]);
            with_card[low[i]]++;
            with_card[high[i]]++;
        }
        for (unsigned k = begin; k < end; k++) {
            unsigned i = ranked_number(keys[k]);
            uint32_t up_to_equal = end - with_card[low[i]] - with_card[high[i]] + 1;
            scratch->doubled[i] = (uint16_t)(scratch->doubled[i] + up_to_equal);
        }
    }
}

void strength_of_board(const struct strength_tables *tables, cardset board, struct strength_scratch *scratch)
{
    rank_pairs(tables, board, scratch);
    ranked_sort(scratch->keys, scratch->count);
    count_weaker(scratch);
}
