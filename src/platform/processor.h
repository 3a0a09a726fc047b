/* Levels of instructions: what this processor can run, and which of it this program uses.
 *
 * A level is a set of instructions that the fastest parts are built for (level.h). Each includes those below it, the
 * lowest is what every processor of its kind has. All levels compute the same bits.
 *
 * processor_use is for the start of a program, before it has threads; any thread may call the rest. */
#ifndef PLATFORM_PROCESSOR_H
#define PLATFORM_PROCESSOR_H

#include "base/failure.h"

#include <stdbool.h>

enum processor_level {
    PROCESSOR_BASELINE,
    PROCESSOR_AVX2,   /* with BMI, BMI2, FMA, POPCNT */
    PROCESSOR_AVX512, /* F, VL, DQ, BW */
    PROCESSOR_LEVELS
};

/* "baseline", "avx2", "avx512": for HOLDEM_INSTRUCTIONS and for output. */
const char *processor_level_name(enum processor_level level);

/* That processor and operating system can run a level's instructions. */
bool processor_has(enum processor_level level);

/* The highest level that it has. */
enum processor_level processor_best(void);

/* The level that is in use: the best one, unless processor_use chose another. */
enum processor_level processor_in_use(void);

/* Uses the level of that name; NULL: the best. False and a reason when there is none of that name, or the processor
 * lacks it. */
bool processor_use(const char *name, struct failure *failure);

/* What processor_use looks for, on a processor that has the levels up to `best`. */
bool processor_find(const char *name, enum processor_level best, enum processor_level *found, struct failure *failure);

#endif
