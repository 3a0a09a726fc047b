/* Values of a configuration that do not go together; a failure names file and line. Main thread only; for config.c. */
#ifndef TRAIN_CONFIG_CHECK_H
#define TRAIN_CONFIG_CHECK_H

#include "train/config.h"

/* All of them, once the keys that compete are settled. */
bool config_check(const struct train_config *config, struct failure *failure);

/* That an exponent of the average, when one was given, goes with the schedule; again when a sampler was decided, which
 * may bring another schedule. */
bool config_check_average(const struct train_config *config, struct failure *failure);

#endif
