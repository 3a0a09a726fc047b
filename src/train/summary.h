/* The summary of a run: one screen, at its end. Main thread only. */
#ifndef TRAIN_SUMMARY_H
#define TRAIN_SUMMARY_H

#include "train/trainer.h"

void summary_print(const struct setup *setup, unsigned workers, const struct trainer_result *result);

#endif
