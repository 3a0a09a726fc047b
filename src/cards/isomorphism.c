/* A hand is split by suit. What one suit holds is a list of rank sets, one a round, each disjoint from those before; it
 * is numbered by mixed radix over the colexicographic numbers of the sets among the ranks still free (a suit index).
 * The counts of cards by suit and round are the hand's configuration. Suits with the same counts can be exchanged, so
 * the suit indices of such a group form a multiset, numbered as one. A canonical index is the configuration's offset
 * plus the mixed radix of its groups' multisets.
 *
 * Tables: the number of each 13-bit rank set among those of its size (16 KB), and per round one entry for every way the
 * cards can fall on the suits, with the order that sorts the suits (at most a few thousand). */
#include "cards/isomorphism.h"

#include "base/memory.h"

#include <string.h>

enum {
    RANK_SETS = 1 << CARD_RANKS,
    COUNT_BITS = 3,                                 /* a suit's cards in a round */
    CODE_BITS = COUNT_BITS * INDEXER_ROUNDS,        /* a suit's counts over all rounds */
    SPREADS = 1 << (COUNT_BITS * (CARD_SUITS - 1)), /* counts of the first three suits */
    MOST_WAYS = 120                                 /* to deal seven cards to four suits */
};

/* Suits that hold equally many cards in every round. */
struct group {
    uint8_t size;
    uint64_t suit_size; /* number of suit indices */
    uint64_t size_all;  /* number of multisets of `size` of them */
};

/* A configuration with its suits in order. */
struct form {
    uint64_t offset, size;
    uint64_t codes; /* sorted, largest first */
    uint8_t groups;
    struct group group[CARD_SUITS];
};

/* A way the cards fall on the suits. */
struct spread {
    uint16_t form;
    uint8_t suit[CARD_SUITS]; /* in the order of the form */
};

struct round {
    uint8_t cards;              /* of this round */
    uint8_t cards_all;          /* up to and including it */
    uint16_t ways;              /* to deal this round's cards to the suits */
    uint16_t way[SPREADS];      /* number of a way by its counts */
    uint16_t counts[MOST_WAYS]; /* and the other way round */
    uint32_t spreads_count, forms_count;
    struct spread *spreads; /* owned: [ways of round 0 .. this one, mixed radix] */
    struct form *forms;     /* owned, by ascending offset */
    uint64_t size;
};

struct indexer {
    struct deck deck;
    unsigned rounds;
    uint16_t colex[RANK_SETS];
    uint32_t choose[CARD_RANKS + 1][CARD_RANKS + 1];
    struct round round[INDEXER_ROUNDS];
};

static unsigned bits_of(uint32_t set)
{
    unsigned count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

/* Number of multisets of k elements of which the largest is below n. */
static uint64_t multisets(uint64_t n, unsigned k)
{
    switch (k) {
    case 0:
        return 1;
    case 1:
        return n;
    case 2:
        return n * (n + 1) / 2;
    case 3:
        return n * (n + 1) / 2 * (n + 2) / 3;
    default:
        return n * (n + 1) / 2 * (n + 2) / 3 * (n + 3) / 4;
    }
}

/* --- building --- */

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
                number += ++k <= rank ? indexer->choose[rank][k] : 0;
        }
        indexer->colex[set] = (uint16_t)number;
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

static unsigned code_count(unsigned code, unsigned round)
{
    return code >> (COUNT_BITS * (INDEXER_ROUNDS - 1 - round)) & ((1U << COUNT_BITS) - 1);
}

/* Number of suit indices of a suit with these counts. */
static uint64_t suit_size(const struct indexer *indexer, unsigned code, unsigned last)
{
    uint64_t size = 1;
    unsigned left = indexer->deck.ranks;
    for (unsigned r = 0; r <= last; r++) {
        unsigned count = code_count(code, r);
        if (count > left)
            return 0;
        size *= indexer->choose[left][count];
        left -= count;
    }
    return size;
}

static void build_form(const struct indexer *indexer, const unsigned codes[CARD_SUITS], unsigned last,
                       struct form *form)
{
    memset(form, 0, sizeof *form);
    form->size = 1;
    for (unsigned s = 0; s < CARD_SUITS;) {
        struct group *group = &form->group[form->groups++];
        group->suit_size = suit_size(indexer, codes[s], last);
        unsigned first = s;
        while (s < CARD_SUITS && codes[s] == codes[first])
            s++;
        group->size = (uint8_t)(s - first);
        group->size_all = multisets(group->suit_size, group->size);
        form->size *= group->size_all;
    }
    for (unsigned s = 0; s < CARD_SUITS; s++)
        form->codes = form->codes << CODE_BITS | codes[s];
}

/* Sorts suits by code, largest first, keeping the order of equal ones. */
static void sort_suits(unsigned codes[CARD_SUITS], uint8_t suit[CARD_SUITS])
{
    for (uint8_t s = 0; s < CARD_SUITS; s++) {
        unsigned code = codes[s], place = s;
        for (; place > 0 && codes[place - 1] < code; place--) {
            codes[place] = codes[place - 1];
            suit[place] = suit[place - 1];
        }
        codes[place] = code;
        suit[place] = s;
    }
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
    round->size += form.size;
    round->forms = memory_resize(round->forms, round->forms_count + 1, sizeof *round->forms);
    round->forms[round->forms_count] = form;
    return (uint16_t)round->forms_count++;
}

/* Every way of every round up to this one, in mixed radix. */
static void build_spreads(struct indexer *indexer, unsigned last)
{
    struct round *round = &indexer->round[last];
    round->spreads_count = (last ? indexer->round[last - 1].spreads_count : 1) * round->ways;
    round->spreads = memory_allocate(round->spreads_count, sizeof *round->spreads);
    for (uint32_t spread = 0; spread < round->spreads_count; spread++) {
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
        sort_suits(codes, round->spreads[spread].suit);
        round->spreads[spread].form = find_form(indexer, round, codes, last);
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
    build_ranks(indexer);
    for (unsigned r = 0; r < rounds; r++) {
        struct round *round = &indexer->round[r];
        round->cards = cards_per_round[r];
        round->cards_all = (uint8_t)(round->cards + (r ? indexer->round[r - 1].cards_all : 0));
        build_ways(round, deck.suits);
        build_spreads(indexer, r);
    }
    return indexer;
}

void indexer_free(struct indexer *indexer)
{
    if (!indexer)
        return;
    for (unsigned r = 0; r < indexer->rounds; r++) {
        memory_release(indexer->round[r].spreads);
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

/* --- indexing --- */

/* What the rounds so far say about the suits. */
struct progress {
    uint32_t spread;
    uint32_t used[CARD_SUITS]; /* ranks */
    uint64_t index[CARD_SUITS], multiplier[CARD_SUITS];
};

/* Removes the places of `used` from `set`, highest first: numbers the set among the free ranks. */
static uint32_t squeeze(uint32_t set, uint32_t used)
{
    while (used) {
        uint32_t high = used;
        while (high & (high - 1))
            high &= high - 1;
        set = (set & (high - 1)) | (set >> 1 & ~(high - 1));
        used ^= high;
    }
    return set;
}

static void add_round(const struct indexer *indexer, unsigned r, const card cards[], struct progress *progress)
{
    const struct round *round = &indexer->round[r];
    uint32_t set[CARD_SUITS] = {0};
    unsigned low_rank = CARD_RANKS - indexer->deck.ranks, low_suit = CARD_SUITS - indexer->deck.suits;
    for (unsigned i = 0; i < round->cards; i++)
        set[card_suit(cards[i]) - low_suit] |= UINT32_C(1) << (card_rank(cards[i]) - low_rank);
    unsigned counts[CARD_SUITS];
    for (unsigned s = 0; s < CARD_SUITS; s++) {
        counts[s] = bits_of(set[s]);
        if (counts[s] == 0)
            continue;
        unsigned left = indexer->deck.ranks - bits_of(progress->used[s]);
        progress->index[s] += progress->multiplier[s] * indexer->colex[squeeze(set[s], progress->used[s])];
        progress->multiplier[s] *= indexer->choose[left][counts[s]];
        progress->used[s] |= set[s];
    }
    progress->spread = progress->spread * round->ways + round->way[spread_key(counts)];
}

/* Numbers the multiset of a group's suit indices. */
static uint64_t group_index(uint64_t index[], unsigned size)
{
    for (unsigned i = 1; i < size; i++) {
        uint64_t moved = index[i];
        unsigned place = i;
        for (; place > 0 && index[place - 1] < moved; place--)
            index[place] = index[place - 1];
        index[place] = moved;
    }
    uint64_t number = 0;
    for (unsigned i = 0; i < size; i++)
        number += multisets(index[i], size - i);
    return number;
}

static uint64_t finish(const struct indexer *indexer, unsigned r, const struct progress *progress)
{
    const struct round *round = &indexer->round[r];
    const struct spread *spread = &round->spreads[progress->spread];
    const struct form *form = &round->forms[spread->form];
    uint64_t number = form->offset, multiplier = 1;
    unsigned place = 0;
    for (unsigned g = 0; g < form->groups; g++) {
        uint64_t index[CARD_SUITS];
        for (unsigned i = 0; i < form->group[g].size; i++)
            index[i] = progress->index[spread->suit[place++]];
        number += multiplier * group_index(index, form->group[g].size);
        multiplier *= form->group[g].size_all;
    }
    return number;
}

static const struct progress nothing = {.multiplier = {1, 1, 1, 1}};

uint64_t indexer_index(const struct indexer *indexer, unsigned round, const card cards[])
{
    struct progress progress = nothing;
    for (unsigned r = 0; r <= round; r++) {
        add_round(indexer, r, cards, &progress);
        cards += indexer->round[r].cards;
    }
    return finish(indexer, round, &progress);
}

void indexer_index_rounds(const struct indexer *indexer, unsigned last, const card cards[], uint64_t out[])
{
    struct progress progress = nothing;
    for (unsigned r = 0; r <= last; r++) {
        add_round(indexer, r, cards, &progress);
        cards += indexer->round[r].cards;
        out[r] = finish(indexer, r, &progress);
    }
}

/* --- the way back --- */

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
