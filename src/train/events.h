/* TensorBoard event files: scalars over iterations.
 *
 * events_open makes FOLDER/events.out.tfevents.<unix seconds>.holdem (".2", ".3" .. when that name is taken).
 * Scalars are collected by events_scalar and leave as one event by events_write, which also flushes, so that
 * a reader sees whole records. A write error is reported by the call that meets it; later calls do nothing
 * and return true: one failure, one message, never silence. Coordinator only. */
#ifndef TRAIN_EVENTS_H
#define TRAIN_EVENTS_H

#include "base/failure.h"

#include <stdint.h>

struct events;

/* NULL and a failure when the folder cannot be written to. The folder must exist. */
struct events *events_open(const char *folder, struct failure *failure);

/* Adds a scalar to the event that the next events_write writes. */
void events_scalar(struct events *events, const char *tag, float value);

/* Writes the collected scalars as one event at `step`; nothing when there are none. */
bool events_write(struct events *events, uint64_t step, struct failure *failure);

/* Flushes, closes and frees, also when it fails. NULL is allowed. */
bool events_close(struct events *events, struct failure *failure);

/* The file's path, owned by `events`. */
const char *events_path(const struct events *events);

#endif
