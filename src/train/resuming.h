/* Where a run takes over: the newest checkpoint that it can go on from. Main thread, when the set-up is built. */
#ifndef TRAIN_RESUMING_H
#define TRAIN_RESUMING_H

#include "train/checkpoint.h"
#include "train/logdir.h"

/* What a run would go on with. All borrowed. Who asks before all of it is known is told early what cannot be: without
 * tables checkpoints are not read to their end, and nothing is said of those that are passed over. */
struct resumption {
    const struct run_context *run;
    const char *logdir;                         /* its own */
    const struct tables *tables;                /* NULL: not known yet */
    const struct checkpoint_identity *identity; /* NULL: not known yet either; its buckets may be 0 for unknown */
};

/* `from` is a checkpoint, which must be whole and of this set-up, or a logdir: then its newest that is; those that
 * are passed over are warned of. A logdir with none at all is where a run begins anew, which is said: then the path
 * is empty, or the run's own logdir, and the progress zero (logdir_prepare). Fails when checkpoints are there and
 * none can be used, and when `from` is neither. */
bool resuming_find(const struct resumption *resumption, const char *from, char path[LOGDIR_PATH],
                   struct run_progress *progress, struct failure *failure);

/* What the newest checkpoint at `from` (as above) that can be read was trained with; false when there is none, for whatever
 * reason: resuming_find says why. */
bool resuming_setup(const char *from, struct checkpoint_setup *setup);

#endif
