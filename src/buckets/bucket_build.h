/* Making bucket files (bucket_file.h): each street by the method that is asked for, the last one first, as earlier ones
 * are made from later ones. One thread calls, with help. */
#ifndef BUCKETS_BUCKET_BUILD_H
#define BUCKETS_BUCKET_BUILD_H

#include "buckets/bucket_file.h"
#include "buckets/bucket_methods.h"
#include "platform/run_context.h"

struct bucket_options {
    uint32_t k[GAME_ROUNDS];                         /* buckets per street; as many as canonical hands: lossless */
    const struct bucket_method *method[GAME_ROUNDS]; /* bucket_lossless: k is set to the number of canonical hands */
    bool fewer;        /* where fewer hands of a street can be told apart, fewer buckets */
    unsigned workers;  /* at least 1 */
    unsigned restarts; /* of each clustering, at least 1; 0 is 1 */
    uint64_t seed;     /* of what clustering draws */
    bool hasty;        /* centres stay where samples of the hands put them */
};

/* Builds the buckets for all games with the deck, hole cards and streets of `game` (two hole cards, at most
 * five board cards) and replaces `path` by them. Logs one line a street. The bytes do not depend on
 * `workers`. Streets that are finished when it is cancelled are kept beside the file until it is (bucket_parts.h). */
bool bucket_build(const struct run_context *run, const struct game *game, const struct bucket_options *options,
                  const char *path, struct failure *failure);

#endif
