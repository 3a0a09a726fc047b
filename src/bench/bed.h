/* What is measured on: the trainer's own set-up, of a configuration or for hold'em with buckets that need no file.
 *
 * There a hand's bucket is a hash of its canonical index, in maps of the size and order of real ones, so that deals,
 * look-ups and tables are touched as in a real run; only how well it plays means nothing. Before the flop every hand has
 * its bucket. The number of buckets is chosen by the size that the tables are to have, and every page of them has
 * been touched. Main thread. */
#ifndef BENCH_BED_H
#define BENCH_BED_H

#include "train/trainer.h"

struct bed_map {
    void *memory; /* owned: pages */
    size_t bytes;
};

struct bed {
    struct train_config config; /* of a run that writes nothing */
    struct setup setup;
    struct bed_map map[GAME_ROUNDS];
};

/* NULL and a reason on failure. Heads-up no-limit hold'em, 100 big blinds, default menu; external sampling, for which
 * setup.plan.kind may be changed to outcome sampling. */
struct bed *bed_open(const struct run_context *run, uint64_t table_bytes, struct failure *failure);

/* Twenty cards and one bet of the pot a street, for walks over whole boards: the sampler is public. For one run. */
struct bed *bed_open_boards(const struct run_context *run, uint64_t table_bytes, struct failure *failure);

/* The set-up of a configuration file, whose sampler is external, outcome or targeted. `workers` may build the default card
 * abstraction. */
struct bed *bed_open_config(const struct run_context *run, const char *path, unsigned workers, struct failure *failure);

/* NULL is allowed. */
void bed_close(struct bed *bed);

/* The trainer's run from zeroed tables, for so many seconds, or, when seconds is 0, iterations. What it leaves in
 * the tables stays there. An interruption only ends it sooner. `pause`: trainer.h, or NULL. The caller releases
 * result->metrics. */
bool bed_train(struct bed *bed, unsigned workers, double seconds, uint64_t iterations,
               const struct trainer_pause *pause, struct trainer_result *result, struct failure *failure);

#endif
