/* From hands to numbers: no branch here depends on the cards, but for one that is rarely taken. All four suits' rank sets
 * lie in one word, sixteen bits each, and code and index of a suit in one, so that one sorting network puts suits
 * in the order of their configuration and groups in that of their indices. */
#include "cards/indexer.h"

/* Removes the places of `used` from `sets`, highest first: numbers each suit's set among its free ranks. */
static inline uint64_t squeeze(uint64_t sets, uint64_t used)
{
    while (used) {
        uint64_t place = UINT64_C(1) << (63 - __builtin_clzll(used));
        uint64_t suit_end = UINT64_C(0x8000) << ((63 - __builtin_clzll(used)) & 48);
        uint64_t above = suit_end - place;
        sets = (sets & ~above) | (sets >> 1 & above);
        used ^= place;
    }
    return sets;
}

static inline struct indexer_progress add(const struct indexer *indexer, unsigned r, uint64_t cards,
                                          struct indexer_progress before)
{
    const struct round *round = &indexer->round[r];
    const unsigned shift = SUIT_INDEX_BITS + COUNT_BITS * (INDEXER_ROUNDS - 1 - r);
    uint64_t sets = cards >> indexer->low_bit, free = squeeze(sets, before.used);
    struct indexer_progress after = {.used = before.used | sets};
    unsigned counts = 0;
    for (unsigned s = 0; s < CARD_SUITS; s++) {
        uint32_t set = indexer->rank_set[free >> (SUIT_BITS * s) & (RANK_SETS - 1)];
        uint32_t count = set >> RANK_SET_BITS, number = set & ((1U << RANK_SET_BITS) - 1);
        uint64_t size = round->suit_size[before.suit[s] >> (shift + COUNT_BITS)];
        after.suit[s] = before.suit[s] + size * number + ((uint64_t)count << shift);
        counts |= count << (COUNT_BITS * s);
    }
    after.spread = before.spread * round->ways + round->way[counts & (SPREADS - 1)];
    return after;
}

static inline void order(uint64_t *larger, uint64_t *smaller)
{
    uint64_t a = *larger, b = *smaller;
    *larger = a > b ? a : b;
    *smaller = a > b ? b : a;
}

/* The groups' mixed radix, whatever their sizes. */
static uint64_t number_groups(const struct form *form, const uint32_t index[])
{
    uint64_t number = 0, multiplier = 1;
    for (unsigned g = 0; g < form->groups; g++) {
        for (unsigned left = form->group[g].size; left > 0; left--)
            number += multiplier * multisets(*index++, left);
        multiplier *= form->group[g].size_all;
    }
    return number;
}

/* One suit's part of twice the groups' mixed radix. */
static inline uint64_t weigh(const struct form *form, unsigned place, uint32_t index)
{
    return form->weight[place] * index * (1 + (uint64_t)(index & form->pair[place]));
}

static inline uint64_t finish(const struct indexer *indexer, unsigned r, struct indexer_progress progress)
{
    const struct round *round = &indexer->round[r];
    const struct form *form = &round->forms[round->form_of[progress.spread]];
    uint64_t a = progress.suit[0], b = progress.suit[1], c = progress.suit[2], d = progress.suit[3];
    order(&a, &b);
    order(&c, &d);
    order(&a, &c);
    order(&b, &d);
    order(&b, &c);
    if (__builtin_expect(form->crowded, 0))
        return form->offset +
               number_groups(form, (const uint32_t[]){(uint32_t)a, (uint32_t)b, (uint32_t)c, (uint32_t)d});
    uint64_t twice = weigh(form, 0, (uint32_t)a) + weigh(form, 1, (uint32_t)b) + weigh(form, 2, (uint32_t)c) +
                     form->weight[3] * (uint32_t)d;
    return form->offset + twice / 2;
}

uint64_t indexer_add(const struct indexer *indexer, unsigned round, uint64_t by_suit,
                     const struct indexer_progress *before, struct indexer_progress *after)
{
    *after = add(indexer, round, by_suit, *before);
    return finish(indexer, round, *after);
}

static inline struct indexer_progress add_cards(const struct indexer *indexer, unsigned r, const card cards[],
                                                struct indexer_progress before)
{
    uint64_t by_suit = 0;
    for (unsigned i = 0; i < indexer->round[r].cards; i++)
        by_suit |= card_by_suit(cards[i]);
    return add(indexer, r, by_suit, before);
}

uint64_t indexer_index(const struct indexer *indexer, unsigned round, const card cards[])
{
    struct indexer_progress progress = {0};
    for (unsigned r = 0; r <= round; r++) {
        progress = add_cards(indexer, r, cards, progress);
        cards += indexer->round[r].cards;
    }
    return finish(indexer, round, progress);
}

void indexer_index_rounds(const struct indexer *indexer, unsigned last, const card cards[], uint64_t out[])
{
    struct indexer_progress progress = {0};
    for (unsigned r = 0; r <= last; r++) {
        progress = add_cards(indexer, r, cards, progress);
        cards += indexer->round[r].cards;
        out[r] = finish(indexer, r, progress);
    }
}
