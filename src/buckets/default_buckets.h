/* The default card abstraction of a game: lossless for small games, else a bucket file that is built once and
 * cached.
 *
 * One program at a time builds a file: others wait and take what it has made. */
#ifndef BUCKETS_DEFAULT_BUCKETS_H
#define BUCKETS_DEFAULT_BUCKETS_H

#include "buckets/abstraction.h"
#include "buckets/bucket_build.h"
#include "platform/lock.h"
#include "platform/run_context.h"

/* Games of at most this many canonical hands on every street are played without abstraction by default. */
enum { DEFAULT_LOSSLESS_MOST = 65536 };

enum { BUCKET_RESTARTS_MOST = 1000 };

/* What a user wants otherwise than by default. 0 and an empty text: the default. */
struct bucket_choice {
    bool given; /* anything of it, a seed of 0 as well */
    int64_t k[GAME_ROUNDS];
    char method[128]; /* as bucket_methods_parse reads it */
    int64_t restarts, seed;
    /* Processor seconds that a run will train on it: they decide how many buckets a street has whose k is not chosen. */
    double training;
    bool careful; /* nobody waits to train: nothing is made in haste */
    /* Borrowed: what the run that is gone on from has and these cannot be: none are built. NULL: what lacks is built. */
    const uint32_t *others;
};

/* The method of all streets, and, by its `instead`, of those that it does not fit. */
extern const struct bucket_method *const default_buckets_method;

/* Of who trains nothing: a quarter of an hour of one core. */
extern const double default_buckets_usual_training;

/* How the buckets of a game are made: before the board one for each canonical hand (169 of the full deck), then the
 * more the longer they are trained on (the table at the top of default_buckets.c), by earth mover's distance and on
 * the last street by opponents' clusters, but for what is chosen. Fails when something is chosen for a street that
 * the game does not have. */
bool default_buckets_options(const struct game *game, const struct bucket_choice *choice,
                             struct bucket_options *options, struct failure *failure);

/* Sets choice->training so that the default abstraction is the one that a run began with, of which it had so many
 * `buckets` on each street (0: no such street), some of them perhaps fewer than it asked for. False when no default
 * abstraction can be it. */
bool default_buckets_like(const struct game *game, const uint32_t buckets[GAME_ROUNDS], struct bucket_choice *choice);

/* The file in the user's cache folder that holds such buckets for such games; makes the folder. */
bool default_buckets_path(const struct game *game, const struct bucket_options *options, char *path, size_t size,
                          struct failure *failure);

/* Waits, and says so, as long as another program builds that file; *waited: one did. False when the work is
 * cancelled, or no file can be made there. *lock is to be released after the work. */
bool default_buckets_lock(const struct run_context *run, const char *path, struct lock **lock, bool *waited,
                          struct failure *failure);

/* Opens the default abstraction, building its file first where it is missing or damaged; a file that cannot be opened
 * for another reason is a failure. Where nothing can be cached the file lies in the folder `elsewhere` (NULL: that is a
 * failure), which is said; one that lies there is taken before those of the cache. It is lossless for small games when
 * nothing is chosen. */
bool abstraction_default(const struct run_context *run, const struct game *game, unsigned streets,
                         const struct bucket_choice *choice, const char *elsewhere, unsigned workers,
                         struct abstraction *abstraction, struct failure *failure);

#endif
