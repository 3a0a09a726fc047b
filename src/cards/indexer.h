/* The indexer's tables, for the files that build and read them: indexer.c, indexing.c, unindexing.c.
 *
 * A hand is split by suit. What one suit holds is a list of rank sets, one a round, each disjoint from those before; it
 * is numbered by mixed radix over the colexicographic numbers of the sets among the ranks still free (a suit index).
 * The counts of cards by suit and round are the hand's configuration. Suits with the same counts can be exchanged, so
 * the suit indices of such a group form a multiset, numbered as one. A canonical index is the configuration's offset
 * plus the mixed radix of its groups' multisets.
 *
 * Tables: the number of each 13-bit rank set among those of its size (16 KB), and per round the configuration of every
 * way the cards can fall on the suits (at most a few thousand) and what each configuration's groups weigh. */
#ifndef CARDS_INDEXER_H
#define CARDS_INDEXER_H

#include "cards/isomorphism.h"

enum {
    RANK_SETS = 1 << CARD_RANKS,
    RANK_SET_BITS = 11,                             /* of a rank set's number; its count lies above */
    COUNT_BITS = 3,                                 /* a suit's cards in a round */
    CODE_BITS = COUNT_BITS * INDEXER_ROUNDS,        /* a suit's counts over all rounds, the first round's uppermost */
    SUIT_INDEX_BITS = 32,                           /* in indexer_progress.suit; the code lies above */
    SPREADS = 1 << (COUNT_BITS * (CARD_SUITS - 1)), /* counts of the first three suits */
    MOST_WAYS = 120,                                /* to deal seven cards to four suits */
    CODES_BEFORE = 1 << (CODE_BITS - COUNT_BITS)    /* a suit's counts before the last round */
};

/* Suits that hold equally many cards in every round. */
struct group {
    uint8_t size;
    uint64_t suit_size; /* number of suit indices */
    uint64_t size_all;  /* number of multisets of `size` of them */
};

/* A configuration with its suits in order.
 *
 * Where no group has more than two suits with cards, the groups' mixed radix is half the sum of
 * weight[i] * x[i] * (1 + (x[i] & pair[i])) over the suits in order, their indices x descending in each group. */
struct form {
    uint64_t offset;
    uint64_t weight[CARD_SUITS];
    uint32_t pair[CARD_SUITS - 1]; /* all ones: the first of two */
    bool crowded;                  /* three or four suits with cards in one group */
    uint8_t groups;
    struct group group[CARD_SUITS];
    uint64_t codes; /* sorted, largest first */
};

struct round {
    uint8_t cards;                    /* of this round */
    uint8_t cards_all;                /* up to and including it */
    uint16_t ways;                    /* to deal this round's cards to the suits */
    uint16_t way[SPREADS];            /* number of a way by its counts */
    uint16_t counts[MOST_WAYS];       /* and the other way round */
    uint32_t suit_size[CODES_BEFORE]; /* number of suit indices before this round, by the counts of the rounds before */
    uint32_t spreads, forms_count;
    uint16_t *form_of;  /* owned: [ways of round 0 .. this one, mixed radix] */
    struct form *forms; /* owned, by ascending offset */
    uint64_t size;
};

struct indexer {
    struct deck deck;
    unsigned rounds;
    unsigned low_bit;             /* of the deck's lowest card in a set by suits */
    uint16_t rank_set[RANK_SETS]; /* the set's number, and how many ranks it has above RANK_SET_BITS */
    uint32_t choose[CARD_RANKS + 1][CARD_RANKS + 1];
    struct round round[INDEXER_ROUNDS];
};

/* Number of multisets of k elements of which the largest is below n; 1 <= k <= 4. */
static inline uint64_t multisets(uint64_t n, unsigned k)
{
    uint64_t pairs = n * (n + 1) / 2;
    return k == 1 ? n : k == 2 ? pairs : k == 3 ? pairs * (n + 2) / 3 : pairs * (n + 2) / 3 * (n + 3) / 4;
}

/* How many cards of a round a suit has by its code. */
static inline unsigned code_count(unsigned code, unsigned round)
{
    return code >> (COUNT_BITS * (INDEXER_ROUNDS - 1 - round)) & ((1U << COUNT_BITS) - 1);
}

#endif
