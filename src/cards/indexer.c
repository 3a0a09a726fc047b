#include "cards/indexer.h"

#include "base/memory.h"

#include <string.h>

static void build_ranks(struct indexer *indexer)
{
    for (unsigned n = 0; n <= CARD_RANKS; n++) {
        indexer->choose[n][0] = 1;
        for (unsigned k = 1; k <= n; k++)
            indexer->choose[n][k] = indexer->choose[n - 1][k - 1] + (k < n ? indexer->choose[n - 1][k] : 0);
    }
    for (uint32_t set = 0; set < RANK_SETS; set++) {
        uint32_t number = 0;
        unsigned k = 0;
        for (unsigned rank = 0; rank < CARD_RANKS; rank++) {
            if (set >> rank & 1)
                number += indexer->choose[rank][++k];
        }
        indexer->rank_set[set] = (uint16_t)(k << RANK_SET_BITS | number);
    }
}

static unsigned spread_key(const unsigned counts[CARD_SUITS])
{
    return counts[0] | counts[1] << COUNT_BITS | counts[2] << 2 * COUNT_BITS;
}

/* Numbers the ways to deal a round's cards to the suits of the deck. */
static void build_ways(struct round *round, unsigned suits)
{
    unsigned n = round->cards, c[CARD_SUITS];
    for (c[0] = 0; c[0] <= n; c[0]++) {
        for (c[1] = 0; c[0] + c[1] <= n; c[1]++) {
            for (c[2] = 0; c[0] + c[1] + c[2] <= n; c[2]++) {
                c[3] = n - c[0] - c[1] - c[2];
                bool dealt = true;
                for (unsigned s = suits; s < CARD_SUITS; s++)
                    dealt = dealt && c[s] == 0;
                if (dealt) {
                    round->counts[round->ways] = (uint16_t)spread_key(c);
                    round->way[spread_key(c)] = round->ways++;
                }
            }
        }
    }
}

/* Number of suit indices of a suit with these counts in the first rounds. */
static uint32_t suit_size(const struct indexer *indexer, unsigned code, unsigned rounds)
{
    uint32_t size = 1;
    unsigned left = indexer->deck.ranks;
    for (unsigned r = 0; r < rounds; r++) {
        unsigned count = code_count(code, r);
        if (count > left)
            return 0;
        size *= indexer->choose[left][count];
        left -= count;
    }
    return size;
}

/* By the counts of the rounds before, whose codes have nothing in their last places. */
static void build_suit_sizes(const struct indexer *indexer, unsigned r, struct round *round)
{
    for (unsigned counts = 0; counts < 1U << (COUNT_BITS * r); counts++)
        round->suit_size[counts] = suit_size(indexer, counts << (COUNT_BITS * (INDEXER_ROUNDS - r)), r);
}

/* Suits without cards have the index 0 and weigh nothing, however many there are. */
static void build_weights(struct form *form)
{
    unsigned place = 0;
    uint64_t multiplier = 1;
    for (unsigned g = 0; g < form->groups; g++) {
        const struct group *group = &form->group[g];
        form->crowded = form->crowded || (group->size > 2 && group->suit_size > 1);
        for (unsigned left = group->size; left > 0; left--, place++) {
            form->weight[place] = left == 1 ? 2 * multiplier : multiplier;
            if (left == 2)
                form->pair[place] = UINT32_MAX;
        }
        multiplier *= group->size_all;
    }
}

static void build_form(const struct indexer *indexer, const unsigned codes[CARD_SUITS], unsigned last,
                       struct form *form)
{
    memset(form, 0, sizeof *form);
    for (unsigned s = 0; s < CARD_SUITS;) {
        struct group *group = &form->group[form->groups++];
        group->suit_size = suit_size(indexer, codes[s], last + 1);
        unsigned first = s;
        while (s < CARD_SUITS && codes[s] == codes[first])
            s++;
        group->size = (uint8_t)(s - first);
        group->size_all = multisets(group->suit_size, group->size);
    }
    for (unsigned s = 0; s < CARD_SUITS; s++)
        form->codes = form->codes << CODE_BITS | codes[s];
    build_weights(form);
}

/* Largest first. */
static void sort_codes(unsigned codes[CARD_SUITS])
{
    for (unsigned s = 0; s < CARD_SUITS; s++) {
        unsigned code = codes[s], place = s;
        for (; place > 0 && codes[place - 1] < code; place--)
            codes[place] = codes[place - 1];
        codes[place] = code;
    }
}

static uint64_t form_size(const struct form *form)
{
    uint64_t size = 1;
    for (unsigned g = 0; g < form->groups; g++)
        size *= form->group[g].size_all;
    return size;
}

static uint16_t find_form(const struct indexer *indexer, struct round *round, const unsigned codes[CARD_SUITS],
                          unsigned last)
{
    struct form form;
    build_form(indexer, codes, last, &form);
    for (uint32_t f = 0; f < round->forms_count; f++) {
        if (round->forms[f].codes == form.codes)
            return (uint16_t)f;
    }
    form.offset = round->size;
    round->size += form_size(&form);
    round->forms = memory_resize(round->forms, round->forms_count + 1, sizeof *round->forms);
    round->forms[round->forms_count] = form;
    return (uint16_t)round->forms_count++;
}

/* Every way of every round up to this one, in mixed radix. */
static void build_spreads(struct indexer *indexer, unsigned last)
{
    struct round *round = &indexer->round[last];
    round->spreads = (last ? indexer->round[last - 1].spreads : 1) * round->ways;
    round->form_of = memory_allocate(round->spreads, sizeof *round->form_of);
    for (uint32_t spread = 0; spread < round->spreads; spread++) {
        unsigned codes[CARD_SUITS] = {0};
        uint32_t rest = spread;
        for (unsigned r = last + 1; r-- > 0;) {
            unsigned k = indexer->round[r].counts[rest % indexer->round[r].ways];
            rest /= indexer->round[r].ways;
            unsigned counts[CARD_SUITS] = {k & 7, k >> 3 & 7, k >> 6 & 7, 0};
            counts[3] = indexer->round[r].cards - counts[0] - counts[1] - counts[2];
            for (unsigned s = 0; s < CARD_SUITS; s++)
                codes[s] |= counts[s] << (COUNT_BITS * (INDEXER_ROUNDS - 1 - r));
        }
        sort_codes(codes);
        round->form_of[spread] = find_form(indexer, round, codes, last);
    }
}

struct indexer *indexer_new(struct deck deck, unsigned rounds, const uint8_t cards_per_round[], struct failure *failure)
{
    unsigned cards = 0;
    for (unsigned r = 0; r < rounds; r++)
        cards += cards_per_round[r];
    if (rounds < 1 || rounds > INDEXER_ROUNDS || cards < 1 || cards >= INDEXER_CARDS || cards > deck_size(deck)) {
        failure_set(failure, "%u cards in %u rounds cannot be indexed: at most %d in %d", cards, rounds,
                    INDEXER_CARDS - 1, INDEXER_ROUNDS);
        return NULL;
    }
    struct indexer *indexer = memory_allocate(1, sizeof *indexer);
    indexer->deck = deck;
    indexer->rounds = rounds;
    unsigned low_suit = CARD_SUITS - deck.suits, low_rank = CARD_RANKS - deck.ranks;
    indexer->low_bit = SUIT_BITS * low_suit + low_rank;
    build_ranks(indexer);
    for (unsigned r = 0; r < rounds; r++) {
        struct round *round = &indexer->round[r];
        round->cards = cards_per_round[r];
        round->cards_all = (uint8_t)(round->cards + (r ? indexer->round[r - 1].cards_all : 0));
        build_ways(round, deck.suits);
        build_suit_sizes(indexer, r, round);
        build_spreads(indexer, r);
    }
    return indexer;
}

void indexer_free(struct indexer *indexer)
{
    if (!indexer)
        return;
    for (unsigned r = 0; r < indexer->rounds; r++) {
        memory_release(indexer->round[r].form_of);
        memory_release(indexer->round[r].forms);
    }
    memory_release(indexer);
}

uint64_t indexer_size(const struct indexer *indexer, unsigned round)
{
    return indexer->round[round].size;
}

unsigned indexer_cards(const struct indexer *indexer, unsigned round)
{
    return indexer->round[round].cards_all;
}
