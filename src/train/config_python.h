/* What users of the Python trainer bring along besides keys: flags, and files that its pickles are. Main thread only;
 * for config.c. */
#ifndef TRAIN_CONFIG_PYTHON_H
#define TRAIN_CONFIG_PYTHON_H

#include "train/config.h"

/* --num-instances, which is a number of workers, and flags without effect, which are noted. After all other flags. */
bool config_python_flags(struct train_config *config, const struct config_flags *flags, struct failure *failure);

/* A pickle has no buckets that can be used: noted, and the default abstraction takes their place. Nor has it regrets
 * that mean anything: to resume from one is a failure that says why. After paths are resolved. */
bool config_python_files(struct train_config *config, struct failure *failure);

#endif
