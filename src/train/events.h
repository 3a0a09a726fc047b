/* TensorBoard event files: scalars over iterations.
 *
 * The first event makes FOLDER/events.out.tfevents.<unix seconds>.holdem (".2", ".3" .. when that name is taken): a run
 * that ends before it leaves no file. The file of a run that goes on, from a checkpoint or beside the files of an
 * earlier start, begins with a start record, by which readers leave out what those have of later steps: that way was
 * left. Scalars are collected by events_scalar and leave as one event by events_write, which also flushes, so that a
 * reader sees whole records. A write error is reported by the call that meets it; later calls do nothing and return
 * true: one failure, one message, never silence. Coordinator only. */
#ifndef TRAIN_EVENTS_H
#define TRAIN_EVENTS_H

#include "base/failure.h"

#include <stdint.h>

struct events;

/* For a run that goes on from the iteration `from`, or begins (0). NULL and a failure when the folder cannot be written
 * to. The folder must exist. */
struct events *events_open(const char *folder, uint64_t from, struct failure *failure);

/* Adds a scalar to the event that the next events_write writes. */
void events_scalar(struct events *events, const char *tag, float value);

/* Writes the collected scalars as one event at `step`; nothing when there are none. */
bool events_write(struct events *events, uint64_t step, struct failure *failure);

/* Flushes, closes and frees, also when it fails. NULL is allowed. */
bool events_close(struct events *events, struct failure *failure);

/* The file's path, owned by `events`; empty before the first event. */
const char *events_path(const struct events *events);

#endif
