/* evaluation.csv: a line for each evaluation of a run, its resumptions included.
 *
 *   iteration              done by then
 *   seconds, cpu_seconds   of training: of the clock without pauses, and of the workers
 *   exploitability_chips, exploitability_mbb, value
 *                          of exact evaluations, else empty; a hand; the value is the first player's, in chips
 *   method                 exact, lbr or match
 *   mbb                    what the method measures, in thousandths of the big blind a hand: exploitability, what local best
 *                          response wins (exploitability is at least that), or what is won from the opponent
 *   interval_mbb           half the 95 % interval of that; 0 when it is exact
 *
 * A field is empty where there is no such figure. Coordinator only. */
#ifndef TRAIN_EVALUATION_FILE_H
#define TRAIN_EVALUATION_FILE_H

#include "base/failure.h"
#include "train/evaluation.h"

/* Adds a line, below a header when the file is new. */
bool evaluation_file_append(const char *path, const struct evaluation *evaluation, struct failure *failure);

/* For a run that is resumed at an iteration: the seconds of the last line up to it, which are left alone when there is none.
 * A file whose lines end before `method`, as they once did, gets the fields that are missing. */
void evaluation_file_resume(const char *path, uint64_t iteration, double *seconds, double *cpu_seconds);

#endif
