/* The default card abstraction of a game: lossless for small games, else a bucket file that is built once and
 * cached.
 *
 * Several programs may build the same file at once: each replaces it as a whole, and all write the same
 * bytes. Main thread only. */
#ifndef BUCKETS_DEFAULT_BUCKETS_H
#define BUCKETS_DEFAULT_BUCKETS_H

#include "buckets/abstraction.h"

/* Games of at most this many canonical hands on every street are played without abstraction by default. */
enum { DEFAULT_LOSSLESS_MOST = 65536 };

/* The default number of buckets of each street: before the board one for each canonical hand (169 of the full
 * deck), then 80 up to four board cards and 64 with five. 0 for streets that the game does not have. */
bool default_buckets_counts(const struct game *game, uint32_t k[GAME_ROUNDS], struct failure *failure);

/* The file in the user's cache folder that holds k buckets per street for such games; makes the folder. */
bool default_buckets_path(const struct game *game, const uint32_t k[GAME_ROUNDS], char *path, size_t size,
                          struct failure *failure);

/* Opens the default abstraction, building its file first where it is missing or damaged. */
bool abstraction_default(const struct game *game, unsigned streets, unsigned workers, struct abstraction *abstraction,
                         struct failure *failure);

#endif
