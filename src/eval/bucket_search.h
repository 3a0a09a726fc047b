/* Where a blueprint's bucket file is now: beside the blueprint, for those that were moved or copied together, or where
 * the run had it. The fingerprint decides which file is the right one. */
#ifndef EVAL_BUCKET_SEARCH_H
#define EVAL_BUCKET_SEARCH_H

#include "store/container.h"

#include <stddef.h>

/* `stored`: the path that the run recorded; a relative one (of older files) starts from the current folder. A failure
 * says where it was looked for. */
bool bucket_search(const struct container_reader *blueprint, const char *stored, char *found, size_t size,
                   struct failure *failure);

/* The bucket file that a user names: itself, or a blueprint, or a logdir with one, that was trained with it. What is none of
 * these is left for who opens it. Fails when the blueprint has no bucket file, or it is not found. */
bool bucket_search_named(const char *name, char *found, size_t size, struct failure *failure);

#endif
