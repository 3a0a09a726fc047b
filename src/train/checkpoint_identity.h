/* What a checkpoint says of the run that it is of, in its description and its fingerprints, and whether another run may go on
 * from it. For checkpoint.c. */
#ifndef TRAIN_CHECKPOINT_IDENTITY_H
#define TRAIN_CHECKPOINT_IDENTITY_H

#include "train/checkpoint.h"

void checkpoint_describe(struct container_writer *writer, const struct run_progress *progress,
                         const struct checkpoint_identity *identity);

/* NULL: one that this program does not know. */
const struct sampler *checkpoint_sampler(const struct container_reader *reader);

/* Fails with what the checkpoint belongs to and what the run is. *foreign: the two are not the same; else the file cannot be
 * read. */
bool checkpoint_is_of(const char *path, const struct container_reader *reader,
                      const struct checkpoint_identity *identity, bool *foreign, struct failure *failure);

#endif
