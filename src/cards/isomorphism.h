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

struct indexer; /* opaque; see isomorphism.c for the tables */

/* An indexer for `rounds` rounds of cards_per_round[r] cards each (a round after the first may have none, total at most
 * INDEXER_CARDS) from `deck`. NULL and a reason when that cannot be dealt or indices would not fit 64 bits. */
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

/* A representative hand of an index: fills cards[0 .. indexer_cards(round) - 1]. */
void indexer_unindex(const struct indexer *indexer, unsigned round, uint64_t index, card cards[]);

#endif
