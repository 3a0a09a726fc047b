/* Bucket files: building them. (abstraction_open reads them.)
 *
 * A bucket file is a container of kind CONTAINER_BUCKETS. Section "map", part s: the bucket of every
 * canonical hand of street s (hole cards, then the board as one set), raw; one byte each when the street has
 * at most 256 buckets, else two bytes, little-endian. Further sections say what is known of the buckets
 * (bucket_sections.h). The description (JSON) says the rest:
 *
 *   {"what": "card abstraction", "deck": {"ranks", "suits"}, "hole_cards", "seed", "restarts",
 *    "streets": [{"name", "board_cards", "hands", "buckets", "bytes_per_hand", "method", "feature",
 *                 "metric", "dims", "unit"}, ...]}
 *
 * Readers need only deck, hole_cards, board_cards, hands and buckets; how a street's buckets were made is
 * free. The fingerprint "buckets" is a digest of all these numbers and the checksums of the maps. Main thread
 * only. */
#ifndef BUCKETS_BUCKET_FILE_H
#define BUCKETS_BUCKET_FILE_H

#include "buckets/bucket_method.h"

enum { BUCKET_FILE_VERSION = 1, BUCKETS_MOST = 65536 };

struct bucket_options {
    uint32_t k[GAME_ROUNDS];                /* buckets per street; as many as canonical hands: lossless */
    enum bucket_method method[GAME_ROUNDS]; /* BUCKETS_LOSSLESS: k is set to the number of canonical hands */
    bool fewer;                             /* where fewer hands of a street can be told apart, take fewer buckets */
    unsigned workers;                       /* at least 1 */
    unsigned restarts;                      /* of each clustering, at least 1; 0 is 1 */
    uint64_t seed;                          /* of what clustering draws */
    bool hasty;                             /* centres stay where samples of the hands put them */
};

/* Builds the buckets for all games with the deck, hole cards and streets of `game` (two hole cards, at most
 * five board cards) and replaces `path` by them. Logs one line a street. The bytes do not depend on
 * `workers`. Streets that are finished when it is interrupted are kept beside the file until it is (bucket_parts.h). */
bool bucket_file_build(const struct game *game, const struct bucket_options *options, const char *path,
                       struct failure *failure);

/* The fingerprint of a street's shape and content is chained to the one before; start with 0. Never 0. */
struct bucket_street_digest {
    uint32_t ranks, suits, hole_cards, street, board_cards, buckets;
    uint64_t hands, map_checksum;
};
uint64_t bucket_file_fingerprint(uint64_t before, const struct bucket_street_digest *street);

#endif
