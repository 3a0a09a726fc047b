/* The folder of a run: what lies where below it.
 *
 *   checkpoints/checkpoint_iter<N>.holdem   the newest few
 *   snapshots/snapshot_iter<N>.holdem       blueprints of the way
 *   tensorboard/                            event files
 *   blueprint.holdem                        the final blueprint
 *   evaluation.csv                          a line for each evaluation while the run goes on, its resumptions included
 *   config.yaml, train.log
 *   earlier-<K>/                            what a former run left in the same folder
 *
 * Main thread only. */
#ifndef TRAIN_LOGDIR_H
#define TRAIN_LOGDIR_H

#include "base/failure.h"

#include <stddef.h>
#include <stdint.h>

enum { LOGDIR_PATH = 1024 };

#define LOGDIR_EVALUATION "evaluation.csv"

/* Makes the folders. Unless the run resumes from below it, the files of a former run are moved
 * to earlier-<K>/. `resume_from` may be empty. */
bool logdir_prepare(const char *logdir, const char *resume_from, struct failure *failure);

void logdir_checkpoint(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH]);
void logdir_snapshot(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH]);
/* A file or folder directly below the logdir. */
void logdir_entry(const char *logdir, const char *name, char path[LOGDIR_PATH]);

/* The iterations of all checkpoints or snapshots, newest first, *count of them; the caller releases the array. */
uint64_t *logdir_checkpoints(const char *logdir, size_t *count);
uint64_t *logdir_snapshots(const char *logdir, size_t *count);

/* Removes all checkpoints but the `keep` newest. */
void logdir_keep_newest(const char *logdir, unsigned keep);

/* `from` is a checkpoint, or a logdir: then its newest checkpoint that is whole (damaged ones are warned of). */
bool logdir_find_checkpoint(const char *from, char path[LOGDIR_PATH], struct failure *failure);

#endif
