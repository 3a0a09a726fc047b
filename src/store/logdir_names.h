/* What a run calls that which it leaves in its logdir (train/logdir.h says what it is): for all rooms that look
 * there. */
#ifndef STORE_LOGDIR_NAMES_H
#define STORE_LOGDIR_NAMES_H

#define LOGDIR_BLUEPRINT   "blueprint.holdem"
#define LOGDIR_CHECKPOINTS "checkpoints"
#define LOGDIR_SNAPSHOTS   "snapshots"
#define LOGDIR_TENSORBOARD "tensorboard"
#define LOGDIR_EVALUATION  "evaluation.csv"
#define LOGDIR_CONFIG      "config.yaml"
#define LOGDIR_LOG         "train.log"

#endif
