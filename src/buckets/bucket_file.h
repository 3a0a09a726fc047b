/* Bucket files: their format. (bucket_build.h makes them, abstraction_open and bucket_view_open read them.)
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

#include "store/container.h"

#include <stdbool.h>

enum { BUCKET_FILE_VERSION = 1, BUCKETS_MOST = 65536 };

/* Opens a container that holds buckets; NULL when it is none. */
struct container_reader *bucket_file_open(const char *path, struct failure *failure);

/* Reads all of it: every section is as its checksum says. A failure names the file. */
bool bucket_file_verify(const struct container_reader *file, struct failure *failure);

/* Looks in a folder for a bucket file of that fingerprint, whatever it is called. */
bool bucket_file_find(const char *folder, uint64_t fingerprint, char *path, size_t size);

struct cJSON;

/* The description; NULL when it is no JSON. The caller deletes it. */
struct cJSON *bucket_file_description(const struct container_reader *file, struct failure *failure);

/* The fingerprint of a street's shape and content is chained to the one before; start with 0. Never 0. */
struct bucket_street_digest {
    uint32_t ranks, suits, hole_cards, street, board_cards, buckets;
    uint64_t hands, map_checksum;
};
uint64_t bucket_file_fingerprint(uint64_t before, const struct bucket_street_digest *street);

#endif
