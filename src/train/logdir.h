/* The folder of a run: what lies where below it.
 *
 *   checkpoints/checkpoint_iter<N>.holdem   the newest few
 *   snapshots/snapshot_iter<N>.holdem       blueprints of the way
 *   tensorboard/                            event files
 *   blueprint.holdem                        the final blueprint
 *   evaluation.csv                          a line for each evaluation while the run goes on, its resumptions included
 *   config.yaml, train.log
 *   .lock                                   while a run writes there
 *   earlier-<K>/                            the same, of what lay in the folder and was not gone on from
 *
 * Of a run that went back, what lay ahead is in earlier-<K>/: the checkpoint with the highest iteration is the newest.
 * Of a run that was killed, snapshots may lie beyond it. Life: logdir_make, logdir_lock; whatever may fail for the run
 * to start; logdir_prepare; then it may be written to. What is done to files that
 * nobody named is said in the log. The thread that runs the work. */
#ifndef TRAIN_LOGDIR_H
#define TRAIN_LOGDIR_H

#include "base/failure.h"
#include "platform/lock.h"
#include "store/logdir_names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LOGDIR_PATH = 1024 };

/* Makes the folder, and finds out whether files can be made in it. What is there is left alone. */
bool logdir_make(const char *logdir, struct failure *failure);

/* Keeps other runs out until the lock is released or the program ends. False when one is there. */
bool logdir_lock(struct log *log, const char *logdir, struct lock **lock, struct failure *failure);

/* Makes room for a run that takes over `iteration` from the checkpoint `from`, or that begins anew (empty, 0), or that
 * begins once more because it had not come to its first checkpoint (the logdir itself, 0): then all stays where it is,
 * unless a blueprint shows that the run had ended. When the checkpoint is one of the logdir's own and not its newest,
 * later checkpoints and snapshots are moved to earlier-<K>/, and the blueprint; when it is another's, all that a former
 * run left, or a configuration that lies there alone. Where the checkpoint's name has it lie beyond itself nothing is
 * moved, and that is a failure. Temporary files of a program that was killed are removed. */
bool logdir_prepare(struct log *log, const char *logdir, const char *from, uint64_t iteration, struct failure *failure);

/* Before the file at `path`, in the logdir or a folder of it, is written: what was removed while the run goes on,
 * folders, the lock (or NULL) and the log, is made again, and that is said. False also when another run has the logdir by
 * now. */
bool logdir_restore(struct log *log, const char *logdir, struct lock *lock, const char *path, struct failure *failure);

void logdir_checkpoint(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH]);
void logdir_snapshot(const char *logdir, uint64_t iteration, char path[LOGDIR_PATH]);
/* A file or folder directly below the logdir. */
void logdir_entry(const char *logdir, const char *name, char path[LOGDIR_PATH]);

/* The iterations of all checkpoints or snapshots, newest first, *count of them; the caller releases the array, also
 * when the folder could not be read. One that is not there holds none. */
bool logdir_checkpoints(const char *logdir, uint64_t **iteration, size_t *count, struct failure *failure);
uint64_t *logdir_snapshots(const char *logdir, size_t *count);

/* *holds: something lies there that a run has written. */
bool logdir_holds_run(const char *logdir, bool *holds, struct failure *failure);

/* Of those up to `iteration`, the one that was written last, removes all but the `keep` (at least one) newest. */
void logdir_keep_checkpoints(struct log *log, const char *logdir, uint64_t iteration, unsigned keep);
void logdir_keep_snapshots(struct log *log, const char *logdir, uint64_t iteration, unsigned keep);

/* On a full disk: removes the oldest snapshot when there are more than `keep`, and says so; false when there are
 * not. */
bool logdir_drop_snapshot(struct log *log, const char *logdir, unsigned keep);

#endif
