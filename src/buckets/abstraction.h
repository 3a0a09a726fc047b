/* Card abstractions: (street, hole cards, board) -> bucket.
 *
 * Two kinds: lossless (a bucket is a canonical hand, cards grouped by street, so recall is perfect) and
 * bucket files (one mapped array per street, indexed by the canonical hand with the board as one set). The
 * look-up is split in two so that a batch of deals can compute indices first, prefetch, and read later. Built
 * or opened by the main thread, const afterwards; any thread may look up. */
#ifndef BUCKETS_ABSTRACTION_H
#define BUCKETS_ABSTRACTION_H

#include "cards/isomorphism.h"
#include "game/definition.h"
#include "store/container.h"

typedef uint32_t bucket_id;

struct abstraction_street {
    uint32_t buckets;        /* number of buckets */
    struct indexer *indexer; /* owned; lossless streets share one */
    unsigned round;          /* the indexer's round that this street uses */
    const uint8_t *map8;     /* borrowed from the mapping: bucket of an index, when buckets <= 256 */
    const uint16_t *map16;   /* the same for more buckets; both NULL: the index is the bucket */
};

enum { ABSTRACTION_SOURCE = 4096 };

struct abstraction {
    unsigned streets;
    unsigned hole_cards;
    unsigned board_cards[GAME_ROUNDS]; /* in sum up to and including the street */
    struct abstraction_street street[GAME_ROUNDS];
    uint64_t fingerprint;            /* digest of kind, deck, sizes and maps */
    char source[ABSTRACTION_SOURCE]; /* "lossless" or the file's path, absolute */
    struct container_reader *file;   /* owned, NULL when lossless */
};

/* Lossless buckets of a game's streets 0 .. streets - 1; later ones, on which nothing is decided, get none. Fails when a
 * street has more than `most` canonical hands. */
bool abstraction_lossless(const struct game *game, unsigned streets, uint64_t most, struct abstraction *abstraction,
                          struct failure *failure);

/* Of the file that is mapped. */
uint64_t abstraction_mapped_bytes(const struct abstraction *abstraction);

/* There is a bucket file of that name, made for such cards; its contents are not looked at. */
bool abstraction_suits(const char *path, const struct game *game, struct failure *failure);

/* Maps a bucket file and checks it (checksums, sizes, same deck and cards per street as `game`). */
bool abstraction_open(const char *path, const struct game *game, struct abstraction *abstraction,
                      struct failure *failure);

void abstraction_release(struct abstraction *abstraction);

/* Every hand has a bucket of its own: no street has a map. */
bool abstraction_is_lossless(const struct abstraction *abstraction);

/* Canonical index on a street of cards = hole cards, then board cards in deal order. */
static inline uint64_t abstraction_index(const struct abstraction *a, unsigned street, const card cards[])
{
    return indexer_index(a->street[street].indexer, a->street[street].round, cards);
}

/* The same on all streets that are `wanted`, of one hand in one pass: the hole cards, and the board up to and including
 * each street, as sets by suits (card.h). What index[] has for other streets means nothing. */
void abstraction_indices(const struct abstraction *abstraction, const bool wanted[], uint64_t hole,
                         const uint64_t board[], uint64_t index[]);

static inline void abstraction_prefetch(const struct abstraction *a, unsigned street, uint64_t index)
{
#if defined(__GNUC__)
    const struct abstraction_street *s = &a->street[street];
    if (s->map8)
        __builtin_prefetch(s->map8 + index);
    else if (s->map16)
        __builtin_prefetch(s->map16 + index);
#else
    (void)a, (void)street, (void)index;
#endif
}

static inline bucket_id abstraction_read(const struct abstraction *a, unsigned street, uint64_t index)
{
    const struct abstraction_street *s = &a->street[street];
    return s->map8 ? s->map8[index] : s->map16 ? s->map16[index] : (bucket_id)index;
}

static inline bucket_id abstraction_bucket(const struct abstraction *a, unsigned street, const card cards[])
{
    return abstraction_read(a, street, abstraction_index(a, street, cards));
}

#endif
