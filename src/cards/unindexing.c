/* From numbers back to hands. */
#include "cards/indexer.h"

/* The largest x with multisets(x, k) <= number. */
static uint64_t largest_below(uint64_t number, unsigned k, uint64_t most)
{
    uint64_t low = 0, high = most;
    while (low + 1 < high) {
        uint64_t middle = low + (high - low) / 2;
        if (multisets(middle, k) <= number)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The colexicographic set of `count` ranks with a number. */
static uint32_t unrank(const struct indexer *indexer, uint64_t number, unsigned count)
{
    uint32_t set = 0;
    unsigned rank = CARD_RANKS;
    for (unsigned k = count; k > 0; k--) {
        do
            rank--;
        while (rank >= k && indexer->choose[rank][k] > number);
        set |= UINT32_C(1) << rank;
        number -= rank >= k ? indexer->choose[rank][k] : 0;
    }
    return set;
}

/* Puts the places of `used` back: the inverse of squeeze. */
static uint32_t spread_out(uint32_t set, uint32_t used)
{
    for (unsigned rank = 0; rank < CARD_RANKS; rank++) {
        uint32_t below = (UINT32_C(1) << rank) - 1;
        if (used >> rank & 1)
            set = (set & below) | (set & ~below) << 1;
    }
    return set;
}

/* Writes one suit's cards of each round to where the round's next card belongs. */
static void write_suit(const struct indexer *indexer, unsigned last, unsigned code, unsigned suit, uint64_t number,
                       card *next[])
{
    uint32_t used = 0;
    unsigned left = indexer->deck.ranks, low_rank = CARD_RANKS - indexer->deck.ranks;
    for (unsigned r = 0; r <= last; r++) {
        unsigned count = code_count(code, r);
        uint64_t size = indexer->choose[left][count];
        uint32_t set = spread_out(unrank(indexer, number % size, count), used);
        number /= size;
        left -= count;
        used |= set;
        for (unsigned rank = 0; rank < CARD_RANKS; rank++) {
            if (set >> rank & 1)
                *next[r]++ = card_make(rank + low_rank, suit + CARD_SUITS - indexer->deck.suits);
        }
    }
}

void indexer_unindex(const struct indexer *indexer, unsigned round, uint64_t index, card cards[])
{
    const struct round *at = &indexer->round[round];
    const struct form *form = at->forms;
    while (form + 1 < at->forms + at->forms_count && form[1].offset <= index)
        form++;
    index -= form->offset;
    card *next[INDEXER_ROUNDS];
    for (unsigned r = 0; r <= round; r++)
        next[r] = cards + indexer->round[r].cards_all - indexer->round[r].cards;
    unsigned suit = 0;
    for (unsigned g = 0; g < form->groups; g++) {
        const struct group *group = &form->group[g];
        uint64_t number = index % group->size_all;
        index /= group->size_all;
        unsigned code = (unsigned)(form->codes >> CODE_BITS * (CARD_SUITS - 1 - suit)) & ((1U << CODE_BITS) - 1);
        for (unsigned i = 0; i < group->size; i++) {
            uint64_t one = largest_below(number, group->size - i, group->suit_size);
            number -= multisets(one, group->size - i);
            if (code != 0)
                write_suit(indexer, round, code, suit, one, next);
            suit++;
        }
    }
}
