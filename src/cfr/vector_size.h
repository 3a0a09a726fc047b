/* What a vector walk's memory is measured by. */
#ifndef CFR_VECTOR_SIZE_H
#define CFR_VECTOR_SIZE_H

#include "buckets/boards.h"

/* The most hands, slots and classes (vector_part.h) that a board of a street has. */
struct vector_size {
    struct {
        unsigned hands, slots, classes;
    } street[GAME_ROUNDS];
    bool shared; /* hands may share rows: then walk.rows has elements */
};

/* `buckets` of each street, 0 where nothing is decided; NULL: a class is a slot. */
struct vector_size vector_size_of(const struct boards *boards, const uint32_t buckets[]);

/* The same for whatever boards a game's deck can make, with `slots` on the first street and every hand a slot later. */
struct vector_size vector_size_of_deck(const struct game *game, unsigned streets, unsigned slots,
                                       const uint32_t buckets[]);

#endif
