/* The measurements of `holdem bench`: groups of them by name, each a rate per CPU-second and, where it makes sense,
 * a share of what the machine allows (limits.h). Main thread. */
#ifndef BENCH_SUITE_H
#define BENCH_SUITE_H

#include "bench/bed.h"
#include "bench/limits.h"
#include "platform/progress.h"

enum { SUITE_MEASUREMENTS = 32, SUITE_TEXT = 64 };

struct measurement {
    char name[SUITE_TEXT];
    const char *unit;
    struct spread rate;
    char limit[SUITE_TEXT]; /* the name of the limit's own measurement; empty: it is one, or has none */
    double share;           /* of the limit */
};

struct suite_choice {
    struct effort effort;
    uint64_t table_bytes; /* of the bigger tables */
    const char *only;     /* a group; NULL: all */
    const char *folder;   /* for a checkpoint, which is removed */
};

struct suite {
    struct suite_choice choice;
    size_t count;
    struct measurement at[SUITE_MEASUREMENTS];
    struct bed *bed;          /* owned: the last one that was used */
    uint64_t bed_bytes;       /* what it was opened for */
    struct progress progress; /* in groups */
};

/* Runs the chosen groups. False when one fails or is interrupted. */
bool suite_run(const struct run_context *run, struct suite *suite, const struct suite_choice *choice,
               struct failure *failure);

/* The group's names, for help and messages; NULL behind the last. */
const char *suite_group_name(size_t number);

/* The rest is for groups. A bed for external sampling with tables of about `table_bytes`; the suite keeps it. NULL on
 * failure. */
struct bed *suite_bed(struct suite *suite, uint64_t table_bytes, struct failure *failure);

/* Measures a limit, once; NULL on failure. */
const struct measurement *suite_limit(struct suite *suite, enum limit kind, size_t bytes, struct failure *failure);

/* Measures and keeps. A unit is `weight` of what the limit counts; limit NULL: none. */
void suite_measure(struct suite *suite, const char *name, const char *unit, measure_work *work, void *context,
                   const struct measurement *limit, double weight);

/* Tables that fit into a core's cache. */
enum { SUITE_CACHED_BYTES = 1 << 20 };

#endif
