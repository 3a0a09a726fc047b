/* Canonical hand indexing: hands that differ only by a renaming of suits share an index.
 *
 * A hand is dealt in rounds (for hold'em on the turn, cards grouped by street: 2, 3, 1; with the board as one set:
 * 2, 4). Within a round the order of cards does not matter; between rounds it does. Indices of a round are dense:
 * 0 .. indexer_size(round) - 1. Two laws hold: isomorphic hands share an index, and indexer_unindex inverts
 * indexer_index up to isomorphism. The indexer is built once and const afterwards; then any thread may use it. The
 * method is that of Waugh (2013), "A fast and optimal hand isomorphism algorithm". */
#ifndef CARDS_ISOMORPHISM_H
#define CARDS_ISOMORPHISM_H

#include "base/failure.h"
#include "cards/card.h"

#include <stdbool.h>
#include <stdint.h>

enum { INDEXER_ROUNDS = 4, INDEXER_CARDS = 8 };

struct indexer; /* opaque; see indexer.h for the tables */

/* An indexer for `rounds` rounds of cards_per_round[r] cards each (a round after the first may have none, in all fewer
 * than INDEXER_CARDS) from `deck`. NULL and a reason when that cannot be dealt. */
struct indexer *indexer_new(struct deck deck, unsigned rounds, const uint8_t cards_per_round[],
                            struct failure *failure);
void indexer_free(struct indexer *indexer);

/* Number of canonical hands after round `round` (0-based). */
uint64_t indexer_size(const struct indexer *indexer, unsigned round);

/* Number of cards dealt up to and including `round`. */
unsigned indexer_cards(const struct indexer *indexer, unsigned round);

/* Index after round `round` of cards[0 .. indexer_cards(round) - 1], in deal order, all of the deck and distinct. */
uint64_t indexer_index(const struct indexer *indexer, unsigned round, const card cards[]);

/* Indices of every round 0 .. last at once (one incremental pass): out[r] for each. */
void indexer_index_rounds(const struct indexer *indexer, unsigned last, const card cards[], uint64_t out[]);

/* The same round by round, for hands that have rounds in common: what was added to one progress need not be added again to
 * its copies. Indexers of one deck agree on the progress as long as their rounds have the same cards. */
struct indexer_progress {
    uint64_t used;             /* cards so far, by suits of the deck */
    uint64_t suit[CARD_SUITS]; /* each suit's counts of cards, and below them its index */
    uint32_t spread;           /* number of the way they fell on the suits */
};

/* Adds the cards of a round, a set by suits, and returns the index after it. Rounds follow each other from 0 on; the first
 * comes after a zeroed progress. Cards of the rounds before may be in the set: they do not count again. */
uint64_t indexer_add(const struct indexer *indexer, unsigned round, uint64_t by_suit,
                     const struct indexer_progress *before, struct indexer_progress *after);

/* A representative hand of an index: fills cards[0 .. indexer_cards(round) - 1]. */
void indexer_unindex(const struct indexer *indexer, unsigned round, uint64_t index, card cards[]);

#endif
