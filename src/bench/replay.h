/* What the shared tables (cfr/tables.h) save: the same iterations, by workers that each have a copy of the tables.
 *
 * In every round a worker copies the master, runs one batch of 100 iterations on the copy and reports; the
 * coordinator looks for reports every 10 ms and, when all are there, adds to the master what each copy has gained.
 * The price of a round is that of copying and merging, whatever the batch has changed. Main thread; it is the
 * coordinator. */
#ifndef BENCH_REPLAY_H
#define BENCH_REPLAY_H

#include "bench/bed.h"

/* For so many seconds, or until an interruption, from zeroed tables, which are the bed's. `metrics` is filled as the
 * trainer fills its own; the caller releases it, also after a failure. */
bool replay_run(struct bed *bed, unsigned workers, double seconds, struct metrics *metrics, struct failure *failure);

#endif
