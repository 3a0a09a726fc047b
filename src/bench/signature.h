/* The signature: what fixed runs leave behind, the same on every machine, with every compiler and number of cores.
 * It changes when, and only when, what training computes changes: visits, and a digest of all regrets and strategy
 * sums, after a fixed number of iterations by one worker of the trainer with seed 1. No time enters. Main thread. */
#ifndef BENCH_SIGNATURE_H
#define BENCH_SIGNATURE_H

#include "base/failure.h"
#include "platform/run_context.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIGNATURE_PARTS = 3, SIGNATURE_TEXT = 256 };

struct signature_part {
    const char *name;
    uint64_t iterations, visits, tables;
};

bool signature_make(const struct run_context *run, struct signature_part part[SIGNATURE_PARTS],
                    struct failure *failure);

/* One line without its end: "external VISITS DIGEST, outcome ..." */
void signature_print(const struct signature_part part[SIGNATURE_PARTS], char text[SIGNATURE_TEXT]);

#endif
